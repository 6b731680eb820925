import { S3Failure } from '../failure.ts';
import { parameter, type S3Request } from '../request.ts';
import {
  amzDate,
  type Credentials,
  checkAlgorithm,
  knownCredential,
  parseAmzDate,
  parseScope,
  type Scope,
} from './scope.ts';
import { canonicalRequest, sameSignature, signatureOf, signingKey, stringToSign } from './sigv4.ts';

/** How a body's chunks are signed, each over the signature before it. */
export interface ChunkSigning {
  readonly key: Buffer;
  readonly date: string;
  readonly scope: string;
  readonly seed: string;
}

export type Caller =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'signed';
      readonly via: 'header' | 'query' | 'form';
      readonly principalArn: string;
      readonly signedAt: number;
      readonly chunkSigning?: ChunkSigning;
    };

/** What proves who calls, in whichever place it came. */
interface Claim {
  readonly scope: Scope;
  readonly date: string;
  readonly signedAt: number;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly payloadHash: string;
  readonly query: S3Request['query'];
}

const SKEW = 15 * 60_000; // https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html, RequestTimeTooSkewed
const LONGEST_EXPIRY = 604_800; // seven days: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html

/**
 * Decides who calls, by Signature Version 4 in the Authorization header or in the query.
 * A security token is accepted as part of what is signed: the laptop's keys have no sessions.
 * @throws S3Failure unless the request is unsigned or its signature is right, in time, and covers what it must
 */
export function authenticate(request: S3Request, credentials: Credentials, now: number): Caller {
  const authorization = request.headers.get('authorization');
  const presigned = request.query.some(([name]) => name === 'X-Amz-Algorithm' || name === 'X-Amz-Signature');
  if (authorization === undefined && !presigned) return { kind: 'anonymous' };
  if (authorization !== undefined && presigned) {
    throw new S3Failure(
      'InvalidArgument',
      'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter or the Authorization header should be specified',
    );
  }
  const claim = authorization === undefined ? claimInQuery(request, now) : claimInHeader(request, authorization, now);
  const credential = knownCredential(credentials, claim.scope.accessKeyId);
  const canonical = canonicalRequest({
    ...claim,
    method: request.method,
    path: request.path,
    headers: request.headers,
  });
  const text = stringToSign(claim.date, claim.scope.text, canonical);
  const key = signingKey(credential.secretAccessKey, claim.scope.day, claim.scope.region, 's3');
  if (!sameSignature(signatureOf(key, text), claim.signature)) {
    throw new S3Failure('SignatureDoesNotMatch', undefined, {
      AWSAccessKeyId: claim.scope.accessKeyId,
      StringToSign: text,
      SignatureProvided: claim.signature,
      CanonicalRequest: canonical,
    });
  }
  checkSignedHeaders(request, claim.signedHeaders);
  return {
    kind: 'signed',
    via: authorization === undefined ? 'query' : 'header',
    principalArn: credential.principalArn,
    signedAt: claim.signedAt,
    chunkSigning: { key, date: claim.date, scope: claim.scope.text, seed: claim.signature },
  };
}

function claimInHeader(request: S3Request, authorization: string, now: number): Claim {
  const malformed = (why: string) =>
    new S3Failure('AuthorizationHeaderMalformed', `The authorization header is malformed; ${why}`);
  const [algorithm, fields] = [authorization.split(' ', 1)[0], authorization.slice(authorization.indexOf(' ') + 1)];
  if (algorithm === 'AWS') {
    throw new S3Failure(
      'InvalidRequest',
      'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.',
    );
  }
  if (algorithm !== 'AWS4-HMAC-SHA256') throw new S3Failure('InvalidArgument', 'Unsupported Authorization Type');
  const field = (name: string): string => {
    const value = new RegExp(`(?:^|[, ])${name}=([^, ]+)`).exec(fields)?.[1];
    if (value === undefined) throw malformed(`the authorization header requires ${name}.`);
    return value;
  };
  const signedAt = headerTime(request);
  if (Math.abs(now - signedAt) > SKEW) {
    throw new S3Failure('RequestTimeTooSkewed', undefined, {
      RequestTime: new Date(signedAt).toISOString(),
      ServerTime: new Date(now).toISOString(),
      MaxAllowedSkewMilliseconds: String(SKEW),
    });
  }
  const payloadHash = request.headers.get('x-amz-content-sha256');
  if (payloadHash === undefined)
    throw new S3Failure('InvalidRequest', 'Missing required header for this request: x-amz-content-sha256');
  const date = amzDate(signedAt);
  return {
    scope: parseScope(field('Credential'), date, malformed),
    date,
    signedAt,
    signedHeaders: field('SignedHeaders').split(';'),
    signature: field('Signature'),
    payloadHash,
    query: request.query,
  };
}

function headerTime(request: S3Request): number {
  const amz = request.headers.get('x-amz-date');
  const time = amz !== undefined ? parseAmzDate(amz) : Date.parse(request.headers.get('date') ?? '');
  if (time === undefined || Number.isNaN(time)) {
    throw new S3Failure('AccessDenied', 'AWS authentication requires a valid Date or x-amz-date header');
  }
  return time;
}

function claimInQuery(request: S3Request, now: number): Claim {
  const malformed = (why: string) =>
    new S3Failure('AuthorizationQueryParametersError', `Error parsing the query parameters; ${why}`);
  const field = (name: string): string => {
    const values = request.query.filter(([found]) => found === name);
    const value = values[0]?.[1];
    if (value === undefined || values.length > 1) throw malformed(`${name} must be given once.`);
    return value;
  };
  checkAlgorithm(field('X-Amz-Algorithm'), malformed);
  const date = field('X-Amz-Date');
  const signedAt = parseAmzDate(date);
  if (signedAt === undefined) throw malformed("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
  const expires = Number(/^\d+$/.test(field('X-Amz-Expires')) ? field('X-Amz-Expires') : Number.NaN);
  if (!(expires >= 1 && expires <= LONGEST_EXPIRY))
    throw malformed(`X-Amz-Expires must be between 1 and ${LONGEST_EXPIRY} seconds`);
  const scope = parseScope(field('X-Amz-Credential'), date, malformed);
  if (signedAt - now > SKEW) throw new S3Failure('AccessDenied', 'Request is not yet valid');
  if (now >= signedAt + expires * 1000) {
    throw new S3Failure('AccessDenied', 'Request has expired', {
      'X-Amz-Expires': String(expires),
      Expires: new Date(signedAt + expires * 1000).toISOString(),
      ServerTime: new Date(now).toISOString(),
    });
  }
  return {
    scope,
    date,
    signedAt,
    signedHeaders: field('X-Amz-SignedHeaders').split(';'),
    signature: field('X-Amz-Signature'),
    payloadHash: payloadHashOf(request),
    query: request.query.filter(([name]) => name !== 'X-Amz-Signature'),
  };
}

/** A presigned URL leaves the body open, unless its signer fixed the hash. */
export function payloadHashOf(request: S3Request): string {
  return (
    request.headers.get('x-amz-content-sha256') ?? parameter(request, 'X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD'
  );
}

function checkSignedHeaders(request: S3Request, signed: readonly string[]): void {
  // S3 lets x-amz-content-sha256 go unsigned: it is a line of the canonical request anyhow.
  const amz = [...request.headers.keys()].filter(
    (name) => name.startsWith('x-amz-') && name !== 'x-amz-content-sha256',
  );
  const missing = ['host', ...amz].filter((name) => !signed.includes(name));
  if (missing.length > 0) {
    throw new S3Failure('AccessDenied', 'There were headers present in the request which were not signed', {
      HeadersNotSigned: missing.join(', '),
    });
  }
}
