import { type Answer, xmlAnswer } from '../answer.ts';
import { parameter } from '../request.ts';
import type { StoredVersion } from '../store/records.ts';
import { xmlDocument } from '../xml.ts';
import type { Call } from './call.ts';
import { encodingType, keyWriter, listed, pageLength } from './list-objects.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html */
export function listObjectVersions({ host, request, bucket }: Call): Answer {
  const prefix = parameter(request, 'prefix') ?? '';
  const keyMarker = parameter(request, 'key-marker') ?? '';
  const versionIdMarker = parameter(request, 'version-id-marker') ?? '';
  const maxKeys = pageLength(request);
  const page: { version: StoredVersion; isLatest: boolean }[] = [];
  let truncated = false;
  let key: string | undefined;
  let passedMarker = false;
  for (const version of host.store.objects.versionsFrom(bucket.name, prefix, keyMarker)) {
    if (!version.key.startsWith(prefix)) break;
    const isLatest = version.key !== key;
    key = version.key;
    if (version.key === keyMarker && !passedMarker) {
      // Of the marker's key, only what comes behind the marker's version.
      passedMarker = version.versionId === versionIdMarker;
      continue;
    }
    truncated = page.length === maxKeys;
    if (truncated) break;
    page.push({ version, isLatest });
  }
  const name = keyWriter(request);
  const describe = ({ version, isLatest }: (typeof page)[number]) => ({
    Key: name(version.key),
    VersionId: version.versionId,
    IsLatest: isLatest,
    LastModified: new Date(version.lastModified).toISOString(),
    ...(version.kind === 'object' ? listed(version) : {}),
  });
  const last = page.at(-1)?.version;
  const result = {
    Name: bucket.name,
    Prefix: name(prefix),
    KeyMarker: name(keyMarker),
    VersionIdMarker: versionIdMarker,
    ...(truncated && last !== undefined ? { NextKeyMarker: name(last.key), NextVersionIdMarker: last.versionId } : {}),
    ...encodingType(request),
    MaxKeys: maxKeys,
    IsTruncated: truncated,
    Version: page.filter(({ version }) => version.kind === 'object').map(describe),
    DeleteMarker: page.filter(({ version }) => version.kind === 'delete-marker').map(describe),
  };
  return xmlAnswer(xmlDocument('ListVersionsResult', result));
}
