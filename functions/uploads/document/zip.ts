/**
 * The names of a zip archive's entries, as its central directory has them; undefined for what is no whole archive.
 * Nothing is unpacked. The numbers are those of APPNOTE 4.3: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export function zipEntries(bytes: Uint8Array): string[] | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // What begins as something else, such as a program, may be read as that.
  if (!file.subarray(0, 4).equals(localHeader)) return undefined;
  const end = file.lastIndexOf(endOfDirectory);
  if (end < 0 || end + endSize > file.length) return undefined;
  return entriesOf(file, file.readUInt32LE(end + 16), file.readUInt16LE(end + 10));
}

const localHeader = Buffer.from('PK\x03\x04', 'latin1');
const directoryEntry = Buffer.from('PK\x01\x02', 'latin1');
const endOfDirectory = Buffer.from('PK\x05\x06', 'latin1');
const entrySize = 46;
const endSize = 22;

function entriesOf(file: Buffer, directory: number, count: number): string[] | undefined {
  const names: string[] = [];
  for (let at = directory; names.length < count; ) {
    if (at + entrySize > file.length || !file.subarray(at, at + 4).equals(directoryEntry)) return undefined;
    const name = at + entrySize;
    const nameEnd = name + file.readUInt16LE(at + 28);
    names.push(file.toString('utf8', name, nameEnd));
    at = nameEnd + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return names;
}
