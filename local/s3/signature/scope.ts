import { S3Failure } from '../failure.ts';
import { ALGORITHM } from './sigv4.ts';

/** What a credential lookup answers: on the laptop each key belongs to one role. */
export interface Credential {
  readonly secretAccessKey: string;
  readonly principalArn: string;
}

export type Credentials = (accessKeyId: string) => Credential | undefined;

/** `<access key id>/<day>/<region>/s3/aws4_request`. Any region will do: the laptop's buckets lie in none. */
export interface Scope {
  readonly accessKeyId: string;
  readonly day: string;
  readonly region: string;
  /** The scope's text as it is signed. */
  readonly text: string;
}

export function parseScope(credential: string, date: string, malformed: (why: string) => S3Failure): Scope {
  const [accessKeyId = '', day = '', region = '', service, terminator, ...rest] = credential.split('/');
  if (accessKeyId === '' || region === '' || rest.length > 0) {
    throw malformed('the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".');
  }
  if (service !== 's3') throw malformed(`incorrect service "${service ?? ''}". This endpoint belongs to "s3".`);
  if (terminator !== 'aws4_request')
    throw malformed(`incorrect terminal "${terminator ?? ''}". This endpoint uses "aws4_request".`);
  if (day !== date.slice(0, 8))
    throw malformed(`invalid credential date "${day}". It is not the date of the signature.`);
  return { accessKeyId, day, region, text: [day, region, service, terminator].join('/') };
}

/** Epoch milliseconds of `YYYYMMDDTHHMMSSZ`, or undefined. */
export function parseAmzDate(text: string): number | undefined {
  const time = Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  // The way back refuses other notations, and days such as 31 June that Date rolls over.
  return Number.isNaN(time) || amzDate(time) !== text ? undefined : time;
}

export function amzDate(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

export function knownCredential(credentials: Credentials, accessKeyId: string): Credential {
  const credential = credentials(accessKeyId);
  if (credential === undefined) throw new S3Failure('InvalidAccessKeyId', undefined, { AWSAccessKeyId: accessKeyId });
  return credential;
}

export function checkAlgorithm(algorithm: string | undefined, malformed: (why: string) => S3Failure): void {
  if (algorithm !== ALGORITHM) throw malformed(`only the ${ALGORITHM} algorithm is supported.`);
}
