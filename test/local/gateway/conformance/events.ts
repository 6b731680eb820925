import { start } from '../laptop.ts';
import { type Row, without } from './row.ts';

const page = 'set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format';
const notes = 'api-gateway-known-issues.html';
const multi = 'set-up-lambda-proxy-integrations.html#apigateway-multivalue-headers-and-parameters';

export const events: Row[] = [
  {
    page,
    does: 'tells the method, the path and the request context',
    call: { path: '/v1/datasets', headers: { 'User-Agent': 'curl' } },
    tells: {
      httpMethod: 'GET',
      path: '/v1/datasets',
      body: null,
      isBase64Encoded: false,
      stageVariables: null,
      requestContext: {
        stage: 'live',
        apiId: 'laptop',
        path: '/v1/datasets',
        resourcePath: '/v1/datasets',
        httpMethod: 'GET',
        requestTime: '21/Sep/2026:01:00:00 +0000',
        requestTimeEpoch: start,
        identity: { sourceIp: '127.0.0.1', userAgent: 'curl' },
      },
    },
  },
  {
    page: 'https://github.com/aws/aws-sam-cli/issues/771',
    does: 'leaves path and path parameters as they were encoded',
    call: { path: '/v1/datasets/%E7%A9%BA%2Fb' },
    tells: { path: '/v1/datasets/%E7%A9%BA%2Fb', pathParameters: { id: '%E7%A9%BA%2Fb' } },
  },
  {
    page: multi,
    does: 'decodes the query and keeps each value of a parameter',
    call: { path: '/v1/datasets?q=%E7%A9%BA+a&col=gt.1&col=lt.9' },
    tells: {
      queryStringParameters: { q: '空 a', col: 'lt.9' },
      multiValueQueryStringParameters: { q: ['空 a'], col: ['gt.1', 'lt.9'] },
    },
  },
  {
    page: multi,
    does: 'has null for a query that is empty',
    tells: { queryStringParameters: null, multiValueQueryStringParameters: null },
  },
  {
    page: multi,
    does: 'passes header names as they were sent, each value of a repeated one',
    call: { headers: { 'X-Trial': ['a', 'b'], accept: 'text/csv' } },
    tells: {
      headers: { 'X-Trial': 'b', accept: 'text/csv' },
      multiValueHeaders: { 'X-Trial': ['a', 'b'], accept: ['text/csv'] },
    },
  },
  {
    page: notes,
    does: 'keeps back the headers that it uses up itself',
    call: { headers: { Connection: 'close', TE: 'trailers', 'Content-MD5': 'x', 'Max-Forwards': '1' } },
    tells: {
      headers: without('connection', 'te', 'content-md5', 'max-forwards'),
    },
  },
  {
    page,
    does: 'says how it was called, whatever the caller claims',
    call: { headers: { 'X-Forwarded-For': '10.0.0.1', 'X-Forwarded-Proto': 'gopher' } },
    tells: { headers: { 'X-Forwarded-For': '127.0.0.1', 'X-Forwarded-Proto': 'http' } },
  },
  {
    page: 'lambda-proxy-binary-media.html',
    does: 'passes a text body in Base64, for every type is binary to it',
    call: { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"title":"空气"}' },
    tells: { body: Buffer.from('{"title":"空气"}').toString('base64'), isBase64Encoded: true },
  },
  {
    page: 'lambda-proxy-binary-media.html',
    does: 'passes a binary body unharmed',
    call: { method: 'POST', body: Buffer.from([0, 255, 128, 10]) },
    tells: { body: 'AP+ACg==', isBase64Encoded: true },
  },
];
