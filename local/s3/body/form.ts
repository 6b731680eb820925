import { S3Failure } from '../failure.ts';
import { ByteReader } from './bytes.ts';

/** A browser's upload: the fields before the file, and the file's bytes, to be read once. */
export interface UploadForm {
  /** By lower-case name. */
  readonly fields: ReadonlyMap<string, string>;
  readonly fileName: string;
  readonly file: AsyncIterable<Buffer>;
}

/** The form may be 20,000 bytes beside the file. https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-authentication-HTTPPOST.html */
const MAX_FIELDS_BYTES = 20_000;
const LONGEST_HEADER = 8192;

/**
 * Reads a `multipart/form-data` body up to its file, which must be the last part; anything behind it is ignored.
 * @throws S3Failure MalformedPOSTRequest, or InvalidArgument where there is no file
 */
export async function readUploadForm(
  contentType: string | undefined,
  body: AsyncIterable<Buffer>,
): Promise<UploadForm> {
  const boundary = /^multipart\/form-data\s*;.*\bboundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType ?? '');
  const text = boundary?.[1] ?? boundary?.[2];
  if (text === undefined) throw new S3Failure('MalformedPOSTRequest');
  const reader = new ByteReader(body);
  const malformed = () => new S3Failure('MalformedPOSTRequest');
  if ((await reader.line(LONGEST_HEADER, malformed)) !== `--${text}`) throw malformed();
  const delimiter = Buffer.from(`\r\n--${text}`);
  const fields = new Map<string, string>();
  for (let size = 0; ; ) {
    const { name, fileName } = await readPartHeaders(reader, malformed);
    if (name === 'file') return { fields, fileName: baseName(fileName), file: reader.until(delimiter) };
    const pieces: Buffer[] = [];
    for await (const piece of reader.until(delimiter)) {
      size += piece.length;
      if (size > MAX_FIELDS_BYTES) throw new S3Failure('MaxPostPreDataLengthExceeded');
      pieces.push(piece);
    }
    if (fields.has(name)) throw new S3Failure('InvalidArgument', `The field ${name} was given twice.`);
    fields.set(name, Buffer.concat(pieces).toString('utf8'));
    const next = await reader.line(LONGEST_HEADER, malformed);
    if (next === '--') throw new S3Failure('InvalidArgument', 'POST requires exactly one file upload per request.');
    if (next.trim() !== '') throw malformed();
  }
}

async function readPartHeaders(reader: ByteReader, malformed: () => S3Failure) {
  let disposition = '';
  for (;;) {
    const line = await reader.line(LONGEST_HEADER, malformed);
    if (line === '') break;
    if (/^content-disposition\s*:/i.test(line)) disposition = line;
  }
  const name = quoted(disposition, 'name');
  if (name === undefined) throw malformed();
  return { name: name.toLowerCase(), fileName: quoted(disposition, 'filename') ?? '' };
}

/** Browsers write a quote and line breaks inside as %22, %0D, %0A (WHATWG HTML); others escape the quote with a backslash. */
function quoted(disposition: string, parameter: string): string | undefined {
  const value = new RegExp(`;\\s*${parameter}="((?:[^"\\\\]|\\\\.)*)"`, 'i').exec(disposition)?.[1];
  return value?.replaceAll('\\"', '"').replaceAll('%22', '"').replaceAll('%0D', '\r').replaceAll('%0A', '\n');
}

/** Some browsers send a path: only what follows its last slash or backslash counts. */
function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
