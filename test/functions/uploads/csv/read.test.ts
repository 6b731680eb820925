import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { checkRows } from '../../../../domain/data/checking.ts';
import { fieldNames } from '../../../../domain/data/field-names.ts';
import { CheckReport, listedFindings } from '../../../../domain/data/finding.ts';
import { guessDictionary } from '../../../../domain/data/typing.ts';
import { type CsvFile, readCsv } from '../../../../functions/uploads/csv/read.ts';

const hostile = async (name: string): Promise<CsvFile> =>
  readCsv(await readFile(new URL(`hostile/${name}`, import.meta.url)));

const csv = (text: string): Promise<CsvFile> => readCsv(Buffer.from(text));

/** `line:code` of each finding, which is what the tables below expect. */
const brief = (findings: CheckReport['faults']): string[] => findings.map(({ line, code }) => `${line ?? '-'}:${code}`);

describe('hostile files', () => {
  it.each([
    { file: '01-formula-injection.csv', rows: 8, faults: [], warnings: [] },
    { file: '05-gbk-with-utf8-name.csv', encoding: 'GB18030', rows: 1, faults: [], warnings: [] },
    {
      file: '07-mojibake-already.csv',
      rows: 2,
      faults: ['2:corrupted-text', '2:corrupted-text', '3:corrupted-text', '3:corrupted-text'],
      warnings: ['2:invisible-character'],
    },
    { file: '09-utf16le-bom.csv', encoding: 'UTF-16LE', rows: 1, faults: [], warnings: [] },
    {
      file: '11-ragged.csv',
      rows: 2,
      faults: ['2:ragged-row', '3:ragged-row'],
      warnings: ['4:blank-line', '5:empty-row'],
    },
    {
      file: '12-duplicate-headers.csv',
      rows: 1,
      faults: [],
      warnings: ['1:duplicate-header', '1:empty-header', '1:duplicate-header'],
    },
    {
      file: '13-proto-headers.csv',
      rows: 1,
      faults: [],
      warnings: Array.from({ length: 6 }, () => '1:header-renamed'),
    },
    { file: '14-nul-bytes.csv', rows: 2, faults: ['2:nul-bytes'], warnings: [] },
    { file: '16-unclosed-quote.csv', rows: 0, faults: ['2:unclosed-quote'], warnings: [] },
    {
      file: '18-fullwidth-and-invisible.csv',
      delimiter: '，',
      rows: 1,
      faults: [],
      warnings: ['-:full-width-delimiter', '2:invisible-character', '2:invisible-character', '2:full-width-character'],
    },
    { file: '19-dates.csv', rows: 7, faults: [], warnings: [] },
    { file: '20-coords.csv', rows: 4, faults: [], warnings: [] },
    { file: '21-empty.csv', delimiter: undefined, rows: 0, faults: ['-:empty-file'], warnings: [] },
    { file: '22-header-only.csv', rows: 0, faults: ['-:no-rows'], warnings: [] },
    { file: '23-bom-only.csv', delimiter: undefined, rows: 0, faults: ['-:empty-file'], warnings: [] },
    {
      file: '24-html-named.csv',
      encoding: undefined,
      delimiter: undefined,
      rows: 0,
      faults: ['-:not-csv'],
      warnings: [],
    },
    { file: '25-xss-cells.csv', rows: 2, faults: [], warnings: [] },
  ])('$file is reported as its trait asks', async (expected) => {
    const { report, rows } = await hostile(expected.file);

    const { encoding, delimiter } = { encoding: 'UTF-8', delimiter: ',', ...expected };
    expect(CheckReport.parse(report).rows).toBe(expected.rows);
    expect([report.encoding, report.delimiter]).toEqual([encoding, delimiter]);
    expect(brief(report.faults)).toEqual(expected.faults);
    expect(brief(report.warnings)).toEqual(expected.warnings);
    expect(rows).toHaveLength(expected.rows);
  });

  it('reads a GBK file as Chinese', async () => {
    const { header, rows } = await hostile('05-gbk-with-utf8-name.csv');

    expect([header, ...rows]).toEqual([
      ['名称', '地址'],
      ['武林门街道', '杭州市拱墅区'],
    ]);
  });

  it('gives headers that are empty, repeated or have blanks distinct names', async () => {
    const { header } = await hostile('12-duplicate-headers.csv');

    expect(fieldNames(header)).toEqual(['名称', '名称_2', 'column_3', '地址', '地址_2']);
  });

  it('never repairs what it flags', async () => {
    const { rows } = await hostile('18-fullwidth-and-invisible.csv');

    expect(rows).toEqual([['武林\u200b门', '杭州\u00a0市', '０５７１－８８８８']]);
  });

  it('leaves markup and script links as the text that they are', async () => {
    const { rows } = await hostile('25-xss-cells.csv');

    expect(rows[0]).toEqual(['<img src=x onerror=alert(1)>', 'javascript:alert(1)']);
  });

  it('doubts a column of mixed dates, and names each wrong one once the dictionary says date', async () => {
    const file = await hostile('19-dates.csv');
    const { dictionary, doubts } = guessDictionary(file);
    const dated = { ...dictionary, fields: dictionary.fields.map((field) => ({ ...field, type: 'date' as const })) };

    const checked = checkRows(dated, file);

    expect(brief(doubts)).toEqual(['2:mixed-types']);
    expect(checked.rows).toEqual([['2026-01-05'], ['2026-01-05'], ['2026-01-05']]);
    expect(brief(checked.faults.listed)).toEqual(['2:not-date', '6:excel-serial-date', '7:not-date', '8:not-date']);
    expect(checked.faults.listed[1]?.detail.zh).toContain('2026-01-05');
  });

  it('warns of coordinates that are swapped, zero or in degrees and minutes', async () => {
    const file = await hostile('20-coords.csv');
    const { dictionary } = guessDictionary(file);

    const { warnings } = checkRows(dictionary, file);

    expect(brief(warnings.listed)).toEqual(['2:swapped-coordinates', '3:null-island', '4:degrees-minutes-seconds']);
  });
});

describe('encodings', () => {
  const text = '名称,值\n甲,1\n';

  it('takes the UTF-8 byte order mark away', async () => {
    const { header, report } = await csv(`\uFEFF${text}`);

    expect(header).toEqual(['名称', '值']);
    expect(report.encoding).toBe('UTF-8');
  });

  it('reads UTF-16 of either byte order', async () => {
    const little = Buffer.from(`\uFEFF${text}`, 'utf16le');
    const big = Buffer.from(little).swap16();

    expect((await readCsv(little)).header).toEqual(['名称', '值']);
    expect(await readCsv(big)).toMatchObject({ header: ['名称', '值'], report: { encoding: 'UTF-16BE' } });
  });

  it.each([
    [
      'Big5',
      'a578a55fa5abac46a9b22cb8eaaec6b67da9f1a5adbb4f0aab48b871b0cf2cbb4fa55fa5aba5dfb9cfaed1c05daa51a473a4c0c05d0a',
    ],
    ['Latin-1', '6e616d652c76616c75650a636166e92c310a'],
    ['UTF-8 cut within a character', 'e5908de7a7b02c610ae794'],
    ['UTF-16 with half a character', 'fffe0d54f0'],
  ])('refuses %s rather than show wrong characters', async (_name, hex) => {
    const { report } = await readCsv(Buffer.from(hex, 'hex'));

    expect(brief(report.faults)).toEqual(['-:unknown-encoding']);
  });

  it('reads the four-byte characters of GB18030', async () => {
    // 㐂 is outside of the two-byte range.
    const { rows } = await readCsv(Buffer.from('c3fbb3c62cd6b50aceb4c1b72c8139ef310a', 'hex'));

    expect(rows[0]?.[1]).toMatch(/^\p{sc=Han}$/u);
  });

  it('puts the chunks of a stream together, even where one ends within a character', async () => {
    const bytes = Buffer.from(text);
    async function* chunks() {
      yield bytes.subarray(0, 1);
      yield bytes.subarray(1);
    }

    expect((await readCsv(chunks())).rows).toEqual([['甲', '1']]);
  });
});

describe('delimiters', () => {
  it.each([
    [';', 'a;b\n1,5;2\n3,5;4\n'],
    ['\t', 'a\tb\n1,5\t2\n'],
    [',', 'a,b\n"1;2;3",4\n'],
    [',', 'a;x,b;y\n1,2\n3,4\n'],
    [',', '说明，备注,b\n1,2\n'],
    [',', 'only\n1\n'],
  ])('finds %j', async (delimiter, text) => {
    expect((await csv(text)).report.delimiter).toBe(delimiter);
  });
});

describe('other formats under the name of CSV', () => {
  it.each([
    ['an Excel workbook', Buffer.from('PK\x03\x04rest', 'latin1')],
    ['an old Excel file', Buffer.from('d0cf11e0a1b11ae100', 'hex')],
    ['a PDF', Buffer.from('%PDF-1.7')],
    ['XML', Buffer.from('\uFEFF<?xml version="1.0"?><a/>')],
    ['HTML in UTF-16', Buffer.from('\uFEFF\n<HTML>', 'utf16le')],
  ])('refuses %s', async (_name, bytes) => {
    expect(brief((await readCsv(bytes)).report.faults)).toEqual(['-:not-csv']);
  });

  it('takes a cell that begins with < for what it is', async () => {
    expect((await csv('<5岁,人数\n1,2\n')).report.faultCount).toBe(0);
  });
});

describe('lines', () => {
  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('are counted right with %s, also where quotes hold line breaks', async (_name, end) => {
    const text = ['a,b', '1,"x', 'y', 'z"', '2', '3,4'].join(end);

    const { rows, lines, report } = await csv(text);

    expect(rows).toEqual([
      ['1', `x${end}y${end}z`],
      ['3', '4'],
    ]);
    expect(lines).toEqual([2, 6]);
    expect(brief(report.faults)).toEqual(['5:ragged-row']);
  });

  it('keep the rows before a quote that never closes', async () => {
    const { rows, report } = await csv('a,b\n1,2\n3,"x\n4,5\n');

    expect(rows).toEqual([['1', '2']]);
    expect(brief(report.faults)).toEqual(['3:unclosed-quote']);
  });

  it('warn where a misplaced quote closes only rows later', async () => {
    const { report } = await csv('a,b\n1,"x\n2,"y"\n3,4\n');

    expect(brief(report.warnings)).toContain('2:swallowed-rows');
  });

  it('keep a quote in the middle of a cell', async () => {
    expect((await csv('a,b\n120°9\'18",1\n')).rows).toEqual([['120°9\'18"', '1']]);
  });

  it('list the first faults only, and count all', async () => {
    const { report } = await csv(`a,b\n${'1\n'.repeat(1000)}`);

    expect(report.faults).toHaveLength(listedFindings);
    expect(report.faultCount).toBe(1000);
  });
});

describe('mojibake', () => {
  it.each(['锟斤拷', '烫烫烫烫', 'caf\uFFFD', 'æ–°å¢ž', 'Ã©tÃ©', 'ï»¿名称'])('flags %s', async (cell) => {
    expect(brief((await csv(`a,b\n${cell},1\n`)).report.faults)).toEqual(['2:corrupted-text']);
  });

  it.each([
    'café',
    'Ångström',
    '滚烫',
    '“引号”',
    '25 °C±1',
    'naïve – façade',
    '«CAFÉ»',
    'voilà”…',
    '𠮷野家',
  ])('leaves %s alone', async (cell) => {
    expect((await csv(`a,b\n${cell},1\n`)).report.faultCount).toBe(0);
  });
});
