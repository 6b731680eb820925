import { describe, expect, it } from 'vitest';
import type { Open } from '../../../domain/catalog/openness.ts';
import { Dictionary } from '../../../domain/data/dictionary.ts';
import { DatasetId } from '../../../domain/ids.ts';
import { openTables } from '../../../functions/data/tables.ts';
import { ObjectRefused } from '../../../functions/stores/objects.ts';

const dictionary = Dictionary.parse({ fields: [{ name: 'a', title: 'a', type: 'string', sensitivity: 'L1' }] });
const open = (id: string) => ({ release: { id, dictionary } }) as unknown as Open;
const dataset = DatasetId.parse('air');

/** A storage that counts what is read of it. */
function aStorage(keptBytes?: number) {
  const objects = new Map<string, string>();
  const read: string[] = [];
  const put = (release: string, text: string, columns = ['a']) =>
    objects.set(`datasets/air/${release}/rows.json`, JSON.stringify({ columns, rows: [[text]] }));
  const store = {
    read: async (_bucket: string, key: string) => {
      read.push(key.split('/')[2] ?? '');
      return Buffer.from(objects.get(key) ?? '');
    },
    etag: async (_bucket: string, key: string) => objects.get(key) && `etag of ${objects.get(key)}`,
  };
  const tables = openTables(store, keptBytes);
  const rowsOf = async (release: string) => (await tables(dataset, open(release))).rows[0]?.[0];
  return { put, read, store, rowsOf };
}

describe('the tables in the process', () => {
  it('are read once while the storage says that they are the same', async () => {
    const { put, read, rowsOf } = aStorage();
    put('r1', 'x');
    expect([await rowsOf('r1'), await rowsOf('r1')]).toEqual(['x', 'x']);
    expect(read).toEqual(['r1']);
    put('r1', 'y');
    expect(await rowsOf('r1')).toBe('y');
    expect(read).toEqual(['r1', 'r1']);
  });

  it('are read once by calls that come together', async () => {
    const { put, read, rowsOf } = aStorage();
    put('r1', 'x');
    expect(await Promise.all([rowsOf('r1'), rowsOf('r1'), rowsOf('r1')])).toEqual(['x', 'x', 'x']);
    expect(read).toEqual(['r1']);
  });

  it('are forgotten when there are too many, the least used first', async () => {
    const { put, read, rowsOf } = aStorage(200);
    for (const release of ['r1', 'r2', 'r3']) put(release, 'x'.repeat(50));
    for (const release of ['r1', 'r2', 'r1', 'r3', 'r1', 'r2']) await rowsOf(release);
    expect(read).toEqual(['r1', 'r2', 'r3', 'r2']);
  });

  it('are answered though none is small enough to be kept', async () => {
    const { put, read, rowsOf } = aStorage(10);
    put('r1', 'x'.repeat(50));
    expect([await rowsOf('r1'), await rowsOf('r1')]).toEqual(['x'.repeat(50), 'x'.repeat(50)]);
    expect(read).toEqual(['r1', 'r1']);
  });

  it('are not served, though they are kept, once the storage refuses them', async () => {
    const { put, store, rowsOf } = aStorage();
    put('r1', 'x');
    await rowsOf('r1');
    store.etag = () => Promise.reject(new ObjectRefused('r1'));
    await expect(rowsOf('r1')).rejects.toMatchObject({ code: 'dataset-suspended' });
  });

  it('are our fault where they are missing or don’t fit their dictionary', async () => {
    const { put, rowsOf } = aStorage();
    await expect(rowsOf('r1')).rejects.toThrow('no such object');
    put('r1', 'x', ['b']);
    await expect(rowsOf('r1')).rejects.toThrow('other columns');
    put('r1', 'x');
    expect(await rowsOf('r1')).toBe('x');
  });
});
