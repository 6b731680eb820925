import { crc32 } from 'node:zlib';
import { expect } from 'vitest';
import type { CallerName } from './callers.ts';
import { arrived, catalogOf } from './catalog.ts';
import type { TestPlatform } from './platform.ts';

// Files of the types that are accepted as documents of a case, as small as they can be.

export const aPdf = Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
export const aPng = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
export const aJpeg = Buffer.from('ffd8ffe000104a464946', 'hex');

/** A zip archive of these entries, nothing packed. */
export function aZip(...names: readonly string[]): Buffer {
  const content = Buffer.from('<x/>');
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  for (const name of names) {
    const at = locals.reduce((sum, { length }) => sum + length, 0);
    const bytes = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0); // the version that is needed
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(content.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(bytes.length, 22);
    locals.push(Buffer.from('PK\x03\x04', 'latin1'), common, bytes, content);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, place, bytes);
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(names.length, 4);
  end.writeUInt16LE(names.length, 6);
  end.writeUInt32LE(Buffer.concat(directory).length, 8);
  end.writeUInt32LE(Buffer.concat(locals).length, 12);
  return Buffer.concat([...locals, ...directory, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

export interface Form {
  id: string;
  url: string;
  fields: Record<string, string>;
  expiresAt: string;
}

export const attach = (p: TestPlatform, id: string, as: CallerName, body: unknown, headers = {}) =>
  catalogOf(p).uploads('attach', { as, params: { id }, body, headers });

/** The form for a document of a case, which its company adds unless said otherwise. */
export async function formFor(p: TestPlatform, id: string, over: object = {}, as: CallerName = 'company') {
  const { status, body, text } = await attach(p, id, as, { fileName: '制度.pdf', size: 1000, ...over });
  expect(status, text).toBe(201);
  return body as Form;
}

/** A document of a case that has come and was looked at; its id. */
export async function attached(
  p: TestPlatform,
  id: string,
  { fileName = '制度.pdf', bytes = aPdf, as = 'company' as CallerName } = {},
): Promise<string> {
  const form = await formFor(p, id, { fileName, size: Math.max(1, bytes.length) }, as);
  await arrived(p, form.url, bytes);
  return form.id;
}
