import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkRows } from '../../../../domain/data/checking.ts';
import { guessDictionary } from '../../../../domain/data/typing.ts';
import { readCsv } from '../../../../functions/uploads/csv/read.ts';
import { writeCsv, writeJson } from '../../../../functions/uploads/csv/write.ts';

describe('writeCsv', () => {
  it('begins with a byte order mark and ends its lines with CRLF', () => {
    expect(writeCsv({ columns: ['名称', 'n'], rows: [['甲', 1]] })).toBe('\uFEFF名称,n\r\n甲,1\r\n');
  });

  it.each(['=1+1', '+86-571', '-5', '@SUM(1:1)', '\t=cmd', '\r=1+1', '＝1+1'])('neutralises the text %j', (text) => {
    const [, line = ''] = writeCsv({ columns: ['a'], rows: [[text]] }).split('\r\n');

    expect(line.replace(/^"/, '').startsWith(`'${text.charAt(0)}`)).toBe(true);
  });

  it('leaves numbers alone, negative ones too', () => {
    expect(writeCsv({ columns: ['a', 'b'], rows: [[-5, -0.5]] })).toContain('\r\n-5,-0.5\r\n');
  });

  it('neutralises headers, since an alias is the choice of the caller', () => {
    expect(writeCsv({ columns: ['=1'], rows: [] })).toBe("\uFEFF'=1\r\n");
  });

  it('writes no value as nothing and truth as words', () => {
    expect(writeCsv({ columns: ['a', 'b', 'c'], rows: [[null, true, false]] })).toContain('\r\n,true,false\r\n');
  });

  it('keeps -5 a number and neutralises the rest of the hostile file', async () => {
    const file = await readCsv(await readFile(new URL('hostile/01-formula-injection.csv', import.meta.url)));
    const { rows } = checkRows(guessDictionary(file).dictionary, file);

    const back = await readCsv(Buffer.from(writeCsv({ columns: file.header, rows })));

    expect(back.rows.map(([cell]) => cell?.slice(0, 2))).toEqual(["'=", "'=", "'+", "'-", "'@", "'\t", "'\r", "'＝"]);
  });

  it('is read back as it was, whatever the cells hold', async () => {
    const cell = fc
      .string({ unit: fc.constantFrom('a', '甲', '"', ',', ';', '\n', '\r', '𠮷', ' ', '<') })
      .filter((text) => !/^[\r\n]/.test(text));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.constant('k'), cell, cell), { minLength: 1 }), async (rows) => {
        const file = await readCsv(Buffer.from(writeCsv({ columns: ['x', 'y', 'z'], rows })));

        expect(file.rows).toEqual(rows);
      }),
    );
  });
});

describe('writeJson', () => {
  it('writes objects in the order of the columns', () => {
    expect(JSON.parse(writeJson({ columns: ['b', 'a'], rows: [['x', null]] }))).toEqual([{ b: 'x', a: null }]);
  });

  it('writes an empty array for no rows', () => {
    expect(writeJson({ columns: ['a'], rows: [] })).toBe('[]');
  });

  it('can name a column __proto__ without touching a prototype', () => {
    expect(writeJson({ columns: ['__proto__'], rows: [['x']] })).toBe('[{"__proto__":"x"}]');
  });
});
