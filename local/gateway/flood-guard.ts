/** Whether a call is let through now. */
export type FloodGuard = (usageKey: string) => boolean;

interface Settings {
  now: () => number;
  /** Calls a second, for ever. */
  rate: number;
  /** Calls at once. */
  burst: number;
}

/**
 * A usage plan's throttle: one token bucket for each of its keys.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
 */
export function floodGuard({ now, rate, burst }: Settings): FloodGuard {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return (usageKey) => {
    const at = now();
    const { tokens, at: since } = buckets.get(usageKey) ?? { tokens: burst, at };
    const filled = Math.min(burst, tokens + ((at - since) / 1000) * rate);
    const admitted = filled >= 1;
    buckets.set(usageKey, { tokens: admitted ? filled - 1 : filled, at });
    return admitted;
  };
}
