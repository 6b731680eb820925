/**
 * What Step Functions allows a Standard workflow.
 * Source: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */

/** Input, output, a task's payload and result, one Assign: bytes of JSON in UTF-8. */
export const MAX_DATA_BYTES = 262_144;
/** Of a request or a definition. */
export const MAX_REQUEST_BYTES = 1_048_576;
/** Event 25,000 may only be the one that ends the execution. */
export const MAX_EVENTS = 25_000;
/** Of states, executions and variables. */
export const MAX_NAME_LENGTH = 80;
/** Waits and task timeouts, just over three years. */
export const MAX_SECONDS = 99_999_999;
/** A retrier's MaxDelaySeconds must be below 366 days. */
export const MAX_DELAY_SECONDS = 31_622_400;

const DAY = 86_400_000;
/** After it a running execution is timed out. */
export const MAX_EXECUTION_MS = 365 * DAY;
/** How long a closed execution is kept and its name refused. */
export const RETENTION_MS = 90 * DAY;

/** Whether a value is too large to be passed between states. */
export function exceedsDataLimit(value: unknown): boolean {
  return textExceedsDataLimit(JSON.stringify(value));
}

export function textExceedsDataLimit(text: string): boolean {
  // A UTF-16 unit takes at most three bytes: most texts need no counting.
  return text.length * 3 > MAX_DATA_BYTES && Buffer.byteLength(text) > MAX_DATA_BYTES;
}
