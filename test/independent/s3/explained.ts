import type { Explanation } from '../explained.ts';

const api = 'https://docs.aws.amazon.com/AmazonS3/latest/API';
const guide = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide';

const known = (page: string, why: string, ...cases: readonly RegExp[]): Explanation[] =>
  cases.map((pattern) => ({ subject: 's3', case: pattern, why, page }));

/** Where moto's S3 answers otherwise than ours: the page says what S3 answers. */
export const s3Explanations: readonly Explanation[] = [
  ...known(
    `${api}/sig-v4-authenticating-requests.html`,
    'moto checks no signature, no age and no bucket policy',
    /^attack: .*: answer$/,
  ),
  ...known(
    `${api}/API_GetObject.html`,
    "moto gives request headers back that aren't among the answer's",
    /: header x-amz-(sdk-checksum-algorithm|content-sha256|checksum-algorithm)$/,
  ),
  ...known(
    `${guide}/checking-object-integrity.html`,
    "moto doesn't say whether a checksum is of the whole object or of its parts",
    /: (header x-amz-checksum-type|body\.(\w+\.|\w+\[\d+\]\.)?ChecksumType)$/,
  ),
  ...known(
    `${guide}/checking-object-integrity.html`,
    'moto gives an upload in parts the checksum of the first part, or none; a composite one ends in the number of parts',
    /^(head of (parts|a transferred file)|complete) .*(header x-amz-checksum-\w+|body\.Checksum\w+)$/,
    /^head of a transferred file: header x-amz-checksum-crc32$/,
    /^list the parts with \w+: body\.Parts\[\d\]\.Checksum\w+$/,
  ),
  ...known(
    `${guide}/checking-object-integrity.html`,
    "moto doesn't hold a body against the checksum, the MD5 or the form of either that came with it",
    /^put with a (wrong|malformed) \w+: answer$/,
    /^head of what was refused: answer$/,
    /^put with a right SHA256: header x-amz-checksum-sha256$/,
  ),
  ...known(
    `${guide}/checking-object-integrity.html`,
    'a checksum of the whole comes with the whole, not with a range as moto has it',
    /^range bytes=-30: header x-amz-checksum-crc32$/,
  ),
  ...known(
    `${api}/API_PutObject.html`,
    "the answer to a write has no Last-Modified and counts no tags; a copy's ETag is in its document",
    /^(put|copy|send) .*: header (last-modified|x-amz-tagging-count)$/,
    /^copy: header (last-modified|etag)$/,
    /^copy .*: header etag$/,
  ),
  ...known(
    `${api}/API_PutObjectTagging.html`,
    'the answer to new tags has no checksum as moto gives',
    /tag.*: header x-amz-checksum-crc32$/,
  ),
  ...known(
    `${api}/API_PutObjectTagging.html`,
    'the answer to new tags of a version names the version, which moto leaves out',
    /^tag the first version: header x-amz-version-id$/,
  ),
  ...known(
    `${guide}/object-keys.html`,
    'moto refuses a key with a line break and takes one of more than 1,024 bytes',
    /^(put|read) odd key 12 .*: answer$/,
    /^put a key of 1025 bytes: answer$/,
  ),
  ...known(
    `${api}/API_GetObject.html`,
    'ranges are as in RFC 9110, section 14: a unit that is not known is ignored, and a refusal tells the size',
    /^range items=0-1: answer$/,
    /^range .*: header content-range$/,
  ),
  ...known(
    `${guide}/conditional-reads.html`,
    'a met If-Match outweighs If-Unmodified-Since, and * stands for whatever is there (RFC 9110, section 13)',
    /^(read|head) if-match (any|and unmodified long ago): answer$/,
  ),
  ...known(
    `${guide}/conditional-reads.html`,
    'a failed condition describes no object; of an unchanged one a cache renews what RFC 9110, section 15.4.5, lists',
    /^(read|head) if-.*: header (accept-ranges|etag|last-modified)$/,
  ),
  ...known(
    `${api}/API_PutObject.html`,
    'If-None-Match of a write takes * alone',
    /^put if-none-match an etag: answer$/,
  ),
  ...known(
    `${api}/API_CopyObject.html`,
    "a copy's conditions hold, which moto doesn't ask",
    /^copy if-match another: answer$/,
  ),
  ...known(
    `${guide}/DeleteMarker.html`,
    'a delete marker is named by its headers, and asked for by its id it is 405',
    /^(read behind a delete marker|delete the marker): header x-amz-(delete-marker|version-id)$/,
    /^read a delete marker: answer$/,
  ),
  ...known(
    `${api}/API_ListObjectVersions.html`,
    'a list of versions names the encoding that was asked for, and the kind of checksum',
    /^list versions.*: body\.EncodingType$/,
    /^list versions.*: body\.Versions\[\d\]\.ChecksumAlgorithm\[0\]$/,
  ),
  ...known(
    `${guide}/object-ownership-new-bucket.html`,
    "the owner is the bucket's whoever wrote it, and nothing of the platform reads it: the laptop's accounts have no canonical ids",
    /^list .*: body\..*(Owner|Initiator)\.(DisplayName|ID)$/,
  ),
  ...known(`${guide}/object-tagging.html`, 'no tag stands twice among new tags', /^(put with )?a tag twice: answer$/),
  ...known(
    `${api}/API_ListParts.html`,
    "moto doesn't list parts by pages",
    /^list the parts by pages: body\.IsTruncated$/,
    /^list the second page: body\.(NextPartNumberMarker|Parts\[0\]\.\w+)$/,
  ),
  ...known(
    `${api}/API_CompleteMultipartUpload.html`,
    'parts are listed in ascending order with their own ETags; what was refused is still to be completed or aborted',
    /^complete (out of order|with an unknown part|with another etag|with no parts|after the abort): answer$/,
    /^(abort|send a part after the abort|read what was aborted): answer$/,
  ),
  ...known(
    `${api}/API_CompleteMultipartUpload.html`,
    'a finished upload names no version in a bucket without them, and the address that the caller uses',
    /^complete.*: (header x-amz-version-id|body\.Location)$/,
  ),
  ...known(`${guide}/qfacts.html`, 'part numbers are 1 to 10,000', /^send part 0: answer$/),
  ...known(
    `${api}/API_ListObjectsV2.html`,
    'names in a list are encoded as in a form, so that SDKs read + and %20 alike as a space',
    /^list (folders )?with encoded names: body\..*(Key|Prefix)$/,
  ),
  ...known(
    `${api}/API_ListObjectsV2.html`,
    'a list has at most 1,000 keys; the token that was sent comes back; one that S3 never gave is refused',
    /^list more than a thousand: body\.MaxKeys$/,
    /^page .*: body\.ContinuationToken$/,
    /^list with a wrong token: answer$/,
  ),
  ...known(
    `${api}/RESTObjectPOST.html`,
    'moto holds a form against nothing and answers bare; S3 gives ETag, Location and, for 201, a document',
    /^post (a file too large|an empty file|another content type|to another key|an extra field|without a file): answer$/,
    /^post .*: (header (etag|location|content-type|content-length|x-amz-version-id)|body(\.\w+)?)$/,
    /^tags of what was posted: body\.TagSet\[0\]\.\w+$/,
  ),
  ...known(
    `${api}/API_PutObject.html`,
    'an answer without a body has no content type',
    /^(put|delete) by a link: header content-type$/,
  ),
  ...known(
    `${api}/API_PutObject.html`,
    "the CLI prints the checksum's type as well",
    /^aws s3api put-object once: body\.printed\[\d\]$/,
  ),
];
