import { isUtf8 } from 'node:buffer';
import type { CheckReport } from '../../../domain/data/finding.ts';

export interface Decoded {
  encoding: NonNullable<CheckReport['encoding']>;
  text: string;
}

/**
 * Decodes a file by its byte order mark; without one as UTF-8 where every byte is, else as GB18030 where the bytes are
 * that and mostly Chinese as it is written today. Undefined means: not known, and never guessed at.
 */
export function decode(bytes: Uint8Array): Decoded | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decoded('UTF-16LE', bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decoded('UTF-16BE', bytes);
  if (isUtf8(bytes)) return decoded('UTF-8', bytes);
  return isCommonChinese(bytes) ? decoded('GB18030', bytes) : undefined;
}

function decoded(encoding: Decoded['encoding'], bytes: Uint8Array): Decoded | undefined {
  try {
    // The decoder takes the byte order mark away; fatal makes it refuse what it can't read.
    return { encoding, text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/**
 * Nearly any bytes can be read as GB18030 (Big5 and Shift-JIS too, as wrong characters), so validity alone says little:
 * three of four characters must be among the 7,445 of GB 2312, which today's Chinese text is nearly wholly made of.
 */
const commonShare = 0.75;

function isCommonChinese(bytes: Uint8Array): boolean {
  let characters = 0;
  let common = 0;
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) continue;
    const trail = bytes[at + 1] ?? 0;
    characters++;
    if (lead >= 0xa1 && lead <= 0xf7 && trail >= 0xa1 && trail <= 0xfe) common++;
    // A digit as second byte begins one of GB18030's four-byte characters.
    at += trail >= 0x30 && trail <= 0x39 ? 3 : 1;
  }
  return characters > 0 && common >= characters * commonShare;
}
