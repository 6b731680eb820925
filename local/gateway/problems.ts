import type { Problem } from '../../functions/middleware/problems.ts';

/** What the gateway answers itself, without a function. */
export interface GatewayAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}

/** The gateway's own answers: its GatewayResponses, and the mock behind `ANY /{proxy+}`. */
export type GatewayFault =
  | 'not-found'
  | 'forbidden'
  | 'too-large'
  | 'too-many-requests'
  | 'authorizer-failed'
  | 'integration-failed'
  | 'timeout';

const words: Readonly<Record<GatewayFault, { status: number; code?: string; title: string; detail: string }>> = {
  'not-found': {
    status: 404,
    title: '没有找到 / Not found',
    detail: '没有这个地址,或它不接受这种方法 / there is no such address, or it does not take this method',
  },
  forbidden: { status: 403, title: '不被允许 / Not allowed', detail: '此请求不被允许 / this request is not allowed' },
  'too-large': {
    status: 413,
    title: '内容过大 / Too large',
    detail: '请求体超过上限;文件请用上传地址 / the body is too large; files go to an upload URL',
  },
  'too-many-requests': {
    status: 429,
    title: '请求过于频繁 / Too many requests',
    detail: '请求过于频繁,请稍后再试 / too many requests at once; please try again in a moment',
  },
  'authorizer-failed': {
    status: 500,
    code: 'internal',
    title: '平台出错 / Fault of the platform',
    detail: '平台未能核验身份,请稍后再试 / the platform could not verify who calls; please try again later',
  },
  'integration-failed': {
    status: 502,
    code: 'internal',
    title: '平台出错 / Fault of the platform',
    detail: '平台出错,请稍后再试 / the platform failed; please try again later',
  },
  timeout: {
    status: 504,
    title: '超时 / Timeout',
    detail: '平台未能及时答复,请稍后再试 / the platform did not answer in time; please try again later',
  },
};

/**
 * A GatewayResponse: a fixed text, so in both languages, readable by any page.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
 */
export function gatewayProblem(fault: GatewayFault): GatewayAnswer {
  const { status, code = fault, title, detail } = words[fault];
  const problem: Problem = { type: `urn:open-data-platform:problem:${code}`, title, status, detail, code };
  return {
    status,
    headers: {
      'Content-Type': 'application/problem+json',
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Expose-Headers': '*',
      'Cache-Control': 'no-store',
      ...(fault === 'too-many-requests' ? { 'Retry-After': '1' } : {}),
    },
    body: Buffer.from(JSON.stringify(problem)),
  };
}
