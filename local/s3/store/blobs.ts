import { randomUUID } from 'node:crypto';
import { closeSync, createReadStream, mkdirSync, openSync, readdirSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';

/** Bytes of objects and parts: files that are written once under a fresh name and never changed. */
export interface Blobs {
  /** Writes the bytes as they come; what is half-written after a failure is removed. */
  write(bytes: AsyncIterable<Buffer>): Promise<string>;
  /** Opens at once, so that an overwrite in the next tick no longer disturbs the reader. */
  read(blob: string, start: number, length: number): Readable;
  remove(blob: string): void;
  /** Removes what nothing refers to: the remains of a killed process. */
  sweep(isReferenced: (blob: string) => boolean): void;
}

export function openBlobs(dir: string): Blobs {
  mkdirSync(dir, { recursive: true });
  const pathOf = (blob: string) => join(dir, blob);
  return {
    async write(bytes) {
      const blob = randomUUID();
      try {
        const file = await open(pathOf(blob), 'wx');
        try {
          for await (const piece of bytes) await file.writeFile(piece);
        } finally {
          await file.close();
        }
      } catch (error) {
        rmSync(pathOf(blob), { force: true });
        throw error;
      }
      return blob;
    },
    read(blob, start, length) {
      const fd = openSync(pathOf(blob), 'r');
      if (length > 0) return createReadStream('', { fd, start, end: start + length - 1 });
      closeSync(fd);
      return Readable.from([]);
    },
    remove: (blob) => rmSync(pathOf(blob), { force: true }),
    sweep(isReferenced) {
      for (const blob of readdirSync(dir)) if (!isReferenced(blob)) rmSync(pathOf(blob), { force: true });
    },
  };
}
