import {
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  PutObjectTaggingCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { type BucketName, type Gate, ObjectMissing, ObjectRefused, type ObjectStore } from './objects.ts';

interface Settings {
  client: S3Client;
  buckets: Readonly<Record<BucketName, string>>;
}

interface Version {
  key: string;
  versionId: string;
}

// Of the SDK's 50 connections: a dataset with a thousand old files is shut in seconds, and other requests get through.
const AT_ONCE = 32;

/** The object store by the AWS SDK. */
export function s3Objects({ client, buckets }: Settings): ObjectStore {
  const at = (bucket: BucketName, key: string) => ({ Bucket: buckets[bucket], Key: key });

  /** Every version under the prefix; delete markers are none. */
  const versionsUnder = async (prefix: string): Promise<Version[]> => {
    const versions: Version[] = [];
    let from: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } | undefined = {};
    while (from !== undefined) {
      const page: Awaited<ReturnType<typeof listVersions>> = await listVersions(prefix, from);
      for (const { Key, VersionId } of page.Versions ?? []) {
        if (Key !== undefined && VersionId !== undefined) versions.push({ key: Key, versionId: VersionId });
      }
      from =
        page.IsTruncated === true
          ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
          : undefined;
    }
    return versions;
  };
  const listVersions = (
    prefix: string,
    from: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined },
  ) => client.send(new ListObjectVersionsCommand({ Bucket: buckets.data, Prefix: prefix, ...from }));

  return {
    async read(bucket, key) {
      try {
        const { Body } = await client.send(new GetObjectCommand(at(bucket, key)));
        if (Body === undefined) throw new Error(`${bucket}/${key} came without a body`);
        return await Body.transformToByteArray();
      } catch (error) {
        if (error instanceof NoSuchKey) throw new ObjectMissing(`${bucket}/${key} doesn't exist`, { cause: error });
        throw isRefused(error) ? refused(bucket, key, error) : error;
      }
    },

    async etag(bucket, key) {
      try {
        const { ETag } = await client.send(new HeadObjectCommand(at(bucket, key)));
        return ETag?.replaceAll('"', '');
      } catch (error) {
        if (error instanceof NotFound || error instanceof NoSuchKey) return undefined;
        throw isRefused(error) ? refused(bucket, key, error) : error;
      }
    },

    async write(bucket, key, body, { contentType, gate }) {
      await client.send(
        new PutObjectCommand({
          ...at(bucket, key),
          Body: body,
          ContentType: contentType,
          ...(gate === undefined ? {} : { Tagging: `gate=${gate}` }),
        }),
      );
    },

    async setGate(prefix, gate, but) {
      const versions = await versionsUnder(prefix);
      const meant = but === undefined ? versions : versions.filter(({ key }) => !key.startsWith(but.except));
      await inTurns(meant, async ({ key, versionId }) => {
        const Tagging = { TagSet: [{ Key: 'gate', Value: gate }] };
        await client.send(new PutObjectTaggingCommand({ ...at('data', key), VersionId: versionId, Tagging }));
      });
    },

    async gates(prefix) {
      return inTurns(await versionsUnder(prefix), async ({ key, versionId }): Promise<Gate> => {
        const { TagSet = [] } = await client.send(
          new GetObjectTaggingCommand({ ...at('data', key), VersionId: versionId }),
        );
        return TagSet.some((tag) => tag.Key === 'gate' && tag.Value === 'open') ? 'open' : 'closed';
      });
    },

    async signUpload(key, { maxBytes, seconds }) {
      return createPresignedPost(client, {
        Bucket: buckets.quarantine,
        Key: key,
        Conditions: [['content-length-range', 1, maxBytes]],
        Expires: seconds,
      });
    },

    signDownload(bucket, key, { method, seconds, fileName, contentType }) {
      const served = {
        ...at(bucket, key),
        ResponseContentDisposition: attachment(fileName),
        ResponseContentType: contentType,
      };
      const expiresIn = { expiresIn: seconds };
      return method === 'GET'
        ? getSignedUrl(client, new GetObjectCommand(served), expiresIn)
        : getSignedUrl(client, new HeadObjectCommand(served), expiresIn);
    },
  };
}

/** RFC 6266: the name in UTF-8, and one in ASCII for clients that don't know that form. */
export function attachment(fileName: string): string {
  const ascii = fileName.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

/** A few at once, answers in order. */
async function inTurns<T, R>(items: readonly T[], act: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let from = 0; from < items.length; from += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(from, from + AT_ONCE).map(act))));
  }
  return results;
}

/** A HEAD has no body to say AccessDenied in, so the status speaks. */
const isRefused = (error: unknown): boolean =>
  error instanceof S3ServiceException && error.$metadata.httpStatusCode === 403;

const refused = (bucket: BucketName, key: string, cause: unknown): ObjectRefused =>
  new ObjectRefused(`the policy of the ${bucket} bucket denies ${key}`, { cause });
