import type { Answer } from '../answer.ts';
import { readUploadForm } from '../body/form.ts';
import { describedBy, quoted } from '../description.ts';
import { notImplemented, S3Failure } from '../failure.ts';
import { addressOf, checkKeyLength, type S3Request } from '../request.ts';
import type { Caller } from '../signature/authenticate.ts';
import { checkPostPolicy, type PostRules } from '../signature/post-policy.ts';
import { checkAlgorithm, knownCredential, parseAmzDate, parseScope } from '../signature/scope.ts';
import { sameSignature, signatureOf, signingKey } from '../signature/sigv4.ts';
import { tagsInXml } from '../tags.ts';
import { xmlDocument } from '../xml.ts';
import { type Bucket, check, type Host, versionHeader } from './call.ts';
import { createObject } from './create-object.ts';
import { checksumHeaders, receiveBytes } from './receive.ts';

const UNDERSTOOD =
  /^(bucket|key|policy|tagging|success_action_status|cache-control|content-(disposition|encoding|language|type)|expires|x-amz-(algorithm|credential|date|signature|security-token)|x-amz-meta-.+|x-amz-checksum-(crc32|sha1|sha256)|x-amz-sdk-checksum-algorithm|x-ignore-.*)$/;

/**
 * A browser's upload by a form whose policy was signed beforehand.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-UsingHTTPPOST.html
 */
export async function postObject(host: Host, request: S3Request, bucket: Bucket): Promise<Answer> {
  const form = await readUploadForm(request.headers.get('content-type'), request.body);
  const fields = new Map(form.fields);
  for (const name of fields.keys()) if (!UNDERSTOOD.test(name)) throw notImplemented(`the form field ${name}`);
  const key = (fields.get('key') ?? '').replaceAll('${filename}', () => form.fileName);
  if (key === '') throw new S3Failure('UserKeyMustBeSpecified', undefined, { ArgumentName: 'key' });
  checkKeyLength(key);
  fields.set('key', key);
  fields.set('bucket', bucket.name);
  const { caller, rules } = authenticateForm(host, fields);
  const call = { host, request, bucket, caller };
  check(call, bucket, key, 's3:PutObject');
  const tagging = fields.get('tagging');
  if (tagging !== undefined) check(call, bucket, key, 's3:PutObjectTagging');
  const description = { ...describedBy(fields), tags: tagging === undefined ? [] : tagsInXml(tagging) };
  const payload = { bytes: form.file, trailers: new Map<string, string>() };
  const { blob, size, md5, checksum } = await receiveBytes(host.store, payload, fields, rules.length);
  const object = createObject(host, bucket, { key, blob, size, etag: md5, description, checksum }, 'POST', {
    allow: () => undefined,
  });
  const location = addressOf(request, bucket.name, key);
  const headers = {
    ETag: quoted(md5),
    Location: location,
    ...versionHeader(bucket, object.versionId),
    ...checksumHeaders(checksum),
  };
  const status = fields.get('success_action_status');
  if (status === '200') return { status: 200, headers };
  if (status !== '201') return { status: 204, headers };
  const document = xmlDocument(
    'PostResponse',
    { Location: location, Bucket: bucket.name, Key: key, ETag: quoted(md5) },
    null,
  );
  return { status: 201, headers: { ...headers, 'Content-Type': 'application/xml' }, body: document };
}

function authenticateForm(host: Host, fields: ReadonlyMap<string, string>): { caller: Caller; rules: PostRules } {
  const policy = fields.get('policy');
  if (policy === undefined)
    return { caller: { kind: 'anonymous' }, rules: { length: { min: 0, max: Number.POSITIVE_INFINITY } } };
  const malformed = (why: string) => new S3Failure('InvalidArgument', why);
  const field = (name: string): string => {
    const value = fields.get(name);
    if (value === undefined)
      throw malformed(
        `Bucket POST must contain a field named '${name}'.  If it is specified, please check the order of the fields.`,
      );
    return value;
  };
  checkAlgorithm(field('x-amz-algorithm'), malformed);
  const signedAt = parseAmzDate(field('x-amz-date'));
  if (signedAt === undefined) throw malformed('X-Amz-Date must be formatted via ISO8601 Long format');
  const scope = parseScope(field('x-amz-credential'), field('x-amz-date'), malformed);
  const credential = knownCredential(host.credentials, scope.accessKeyId);
  // What is signed is the policy itself, as it was encoded.
  const key = signingKey(credential.secretAccessKey, scope.day, scope.region, 's3');
  if (!sameSignature(signatureOf(key, policy), field('x-amz-signature'))) {
    throw new S3Failure('SignatureDoesNotMatch', undefined, {
      AWSAccessKeyId: scope.accessKeyId,
      StringToSign: policy,
    });
  }
  const rules = checkPostPolicy(policy, fields, host.now());
  return { caller: { kind: 'signed', via: 'form', principalArn: credential.principalArn, signedAt }, rules };
}
