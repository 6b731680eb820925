import { CHECKSUM_ALGORITHMS, type Checksum } from '../body/checksums.ts';
import { S3Failure } from '../failure.ts';
import { childText, parseXml } from '../xml.ts';

/** A part as the completing caller names it. */
export interface ListedPart {
  readonly number: number;
  readonly etag: string;
  readonly checksum: Checksum | undefined;
}

/**
 * Reads `<CompleteMultipartUpload><Part><PartNumber/><ETag/></Part>…`.
 * @throws S3Failure MalformedXML, or InvalidPartOrder unless the numbers ascend
 */
export function listedParts(document: string): ListedPart[] {
  const root = parseXml(document);
  if (root.name !== 'CompleteMultipartUpload' || root.children.length === 0) throw new S3Failure('MalformedXML');
  const parts = root.children.map((element) => {
    const number = Number(childText(element, 'PartNumber'));
    const etag = childText(element, 'ETag')
      ?.trim()
      .replace(/^"(.*)"$/, '$1');
    if (element.name !== 'Part' || !Number.isInteger(number) || etag === undefined) throw new S3Failure('MalformedXML');
    const [checksum] = CHECKSUM_ALGORITHMS.flatMap((algorithm) => {
      const value = childText(element, `Checksum${algorithm}`);
      return value === undefined ? [] : [{ algorithm, value }];
    });
    return { number, etag, checksum };
  });
  if (parts.some((part, i) => part.number <= (parts[i - 1]?.number ?? 0))) throw new S3Failure('InvalidPartOrder');
  return parts;
}
