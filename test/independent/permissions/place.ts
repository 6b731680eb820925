import type { Arn } from './calls.ts';

export const region = 'cn-north-1';
export const account = '000000000000';

/** As the laptop calls it. */
export const arn: Arn = (service, name) =>
  service === 's3' ? `arn:aws-cn:s3:::${name}` : `arn:aws-cn:dynamodb:${region}:${account}:table/${name}`;
