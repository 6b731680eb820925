import { S3Failure } from './failure.ts';
import type { Tag } from './store/records.ts';
import { childText, parseXml, type XmlElement, xmlDocument } from './xml.ts';

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html
const MOST_TAGS = 10;
const LONGEST_KEY = 128;
const LONGEST_VALUE = 256;
const ALLOWED = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** `x-amz-tagging`: a tag set written as URL query parameters. */
export function tagsInHeader(header: string): Tag[] {
  const malformed = () =>
    new S3Failure(
      'InvalidArgument',
      "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.",
    );
  const tags = header
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [key = '', value = '', ...rest] = pair.split('=').map((part) => decoded(part, malformed));
      if (rest.length > 0) throw malformed();
      return { key, value };
    });
  if (new Set(tags.map((tag) => tag.key)).size < tags.length) throw malformed();
  return checkTags(tags);
}

function decoded(part: string, malformed: () => S3Failure): string {
  try {
    return decodeURIComponent(part.replaceAll('+', ' '));
  } catch {
    throw malformed();
  }
}

/** `<Tagging><TagSet><Tag><Key/><Value/></Tag>…`, as PutObjectTagging and the `tagging` field of a form have it. */
export function tagsInXml(document: string): Tag[] {
  const root = parseXml(document);
  const [set] = root.children;
  if (root.name !== 'Tagging' || set?.name !== 'TagSet' || root.children.length !== 1)
    throw new S3Failure('MalformedXML');
  return checkTags(set.children.map(tagOf));
}

function tagOf(element: XmlElement): Tag {
  const [key, value] = [childText(element, 'Key'), childText(element, 'Value')];
  if (element.name !== 'Tag' || key === undefined || value === undefined) throw new S3Failure('MalformedXML');
  return { key, value };
}

export function taggingXml(tags: readonly Tag[]): string {
  return xmlDocument('Tagging', { TagSet: { Tag: tags.map((tag) => ({ Key: tag.key, Value: tag.value })) } });
}

function checkTags(tags: Tag[]): Tag[] {
  if (tags.length > MOST_TAGS) throw new S3Failure('BadRequest', `Object tags cannot be greater than ${MOST_TAGS}`);
  for (const { key, value } of tags) {
    if (key.length < 1 || key.length > LONGEST_KEY || !ALLOWED.test(key))
      throw new S3Failure('InvalidTag', 'The TagKey you have provided is invalid');
    if (value.length > LONGEST_VALUE || !ALLOWED.test(value))
      throw new S3Failure('InvalidTag', 'The TagValue you have provided is invalid');
    if (key.startsWith('aws:')) throw new S3Failure('InvalidTag', 'System tags cannot be added/updated by requester');
  }
  if (new Set(tags.map((tag) => tag.key)).size < tags.length)
    throw new S3Failure('InvalidTag', 'Cannot provide multiple Tags with the same key');
  return tags;
}
