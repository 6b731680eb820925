import { ResponseType } from 'aws-cdk-lib/aws-apigateway';
import { asciiJson } from './ascii-json.ts';

interface GatewayProblem {
  status: number;
  code: string;
  title: string;
  detail: string;
}

const notFound = {
  status: 404,
  code: 'not-found',
  title: '没有找到 / Not found',
  detail: '没有这个地址,或它不接受这种方法 / there is no such address, or it does not take this method',
};
const forbidden = {
  status: 403,
  code: 'forbidden',
  title: '不被允许 / Not allowed',
  detail: '此请求不被允许 / this request is not allowed',
};
const noIdentity = {
  status: 500,
  code: 'internal',
  title: '平台出错 / Fault of the platform',
  detail: '平台未能核验身份,请稍后再试 / the platform could not verify who calls; please try again later',
};

/** What API Gateway itself answers. It can't see the caller's language, so it speaks both. */
const problems: readonly (readonly [ResponseType, GatewayProblem])[] = [
  // Its name for what is in no route.
  [ResponseType.MISSING_AUTHENTICATION_TOKEN, notFound],
  [ResponseType.RESOURCE_NOT_FOUND, notFound],
  [ResponseType.ACCESS_DENIED, forbidden],
  [ResponseType.INVALID_API_KEY, forbidden],
  [
    ResponseType.REQUEST_TOO_LARGE,
    {
      status: 413,
      code: 'too-large',
      title: '内容过大 / Too large',
      detail: '请求体超过上限;文件请用上传地址 / the body is too large; files go to an upload URL',
    },
  ],
  [
    ResponseType.THROTTLED,
    {
      status: 429,
      code: 'too-many-requests',
      title: '请求过于频繁 / Too many requests',
      detail: '请求过于频繁,请稍后再试 / too many requests at once; please try again in a moment',
    },
  ],
  [ResponseType.AUTHORIZER_FAILURE, noIdentity],
  [ResponseType.AUTHORIZER_CONFIGURATION_ERROR, noIdentity],
  [
    ResponseType.INTEGRATION_TIMEOUT,
    {
      status: 504,
      code: 'timeout',
      title: '超时 / Timeout',
      detail: '平台未能及时答复,请稍后再试 / the platform did not answer in time; please try again later',
    },
  ],
  [
    ResponseType.DEFAULT_5XX,
    {
      status: 502,
      code: 'internal',
      title: '平台出错 / Fault of the platform',
      detail: '平台出错,请稍后再试 / the platform failed; please try again later',
    },
  ],
];

/** The RFC 9457 problems in place of API Gateway's own words, readable by any page. */
export const gatewayResponses = problems.map(([type, { status, code, title, detail }]) => ({
  type,
  statusCode: String(status),
  responseHeaders: {
    'Content-Type': "'application/problem+json'",
    'Access-Control-Allow-Origin': "'*'",
    'Access-Control-Expose-Headers': "'*'",
    'Cache-Control': "'no-store'",
    ...(status === 429 ? { 'Retry-After': "'1'" } : {}),
  },
  templates: {
    'application/json': asciiJson({ type: `urn:open-data-platform:problem:${code}`, title, status, detail, code }),
  },
}));
