import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { type CheckReport, type Finding, FindingList } from '../../../domain/data/finding.ts';
import type { TextTable } from '../../../domain/data/typing.ts';
import { type Delimiter, delimiterOf } from './delimiter.ts';
import { decode } from './encoding.ts';
import { headerFindings } from './header.ts';
import { foreignSignature } from './signature.ts';
import { flawsOf, hasSuspects } from './text-quality.ts';

/** A CSV as text. `rows` holds the rows that have as many cells as the header; `lines` says where each begins. */
export interface CsvFile extends TextTable {
  report: CheckReport;
}

/**
 * Reads a CSV and checks its form: encoding, delimiter, quotes, row lengths, headers and the state of its text.
 * What the cells mean is a matter of the dictionary. The whole file is held in memory.
 */
export async function readCsv(source: Uint8Array | AsyncIterable<Uint8Array>): Promise<CsvFile> {
  const bytes = source instanceof Uint8Array ? source : await collect(source);
  const foreign = foreignSignature(bytes);
  if (foreign) return unread(foreign);
  const decoded = decode(bytes);
  if (!decoded) return unread(unknownEncoding);
  if (decoded.text.trim() === '') return unread(emptyFile, decoded.encoding);
  const delimiter = delimiterOf(decoded.text);
  const reading = new Reading(delimiter, hasSuspects(decoded.text));
  reading.read(decoded.text);
  return reading.file(decoded.encoding);
}

async function collect(source: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
}

class Reading {
  private readonly delimiter: Delimiter;
  private readonly inspects: boolean;
  private readonly faults = new FindingList();
  private readonly warnings = new FindingList();
  private header: string[] | undefined;
  private readonly rows: string[][] = [];
  private readonly lines: number[] = [];
  private line = 1;

  constructor(delimiter: Delimiter, inspects: boolean) {
    this.delimiter = delimiter;
    this.inspects = inspects;
    if (delimiter === '，') this.warnings.add(fullWidthDelimiter);
  }

  read(text: string): void {
    try {
      parse(text, {
        delimiter: this.delimiter,
        record_delimiter: ['\r\n', '\n', '\r'],
        relax_column_count: true,
        relax_quotes: true,
        on_record: (record: string[]) => this.take(record),
      });
    } catch (error) {
      // csv-parse names the last line; the row that swallowed the rest of the file began where we stand.
      if (!(error instanceof CsvError) || error.code !== 'CSV_QUOTE_NOT_CLOSED') throw error;
      this.faults.add(unclosedQuote(this.line));
    }
    if (this.rows.length === 0 && this.faults.count === 0) this.faults.add(noRows);
  }

  file(encoding: CheckReport['encoding']): CsvFile {
    const header = this.header ?? [];
    const report: CheckReport = {
      ...(encoding && { encoding }),
      delimiter: this.delimiter,
      rows: this.rows.length,
      columns: header.length,
      faults: this.faults.listed,
      faultCount: this.faults.count,
      warnings: this.warnings.listed,
      warningCount: this.warnings.count,
    };
    return { report, header, rows: this.rows, lines: this.lines };
  }

  /** Always null: the parser keeps no record. It counts `\r\n` within quotes as two lines, so lines are counted here. */
  private take(record: string[]): null {
    const line = this.line;
    this.line += 1 + record.reduce((sum, cell) => sum + lineBreaksIn(cell), 0);
    if (record.length === 1 && record[0] === '') this.warnings.add(blankLine(line));
    else if (this.header) this.takeRow(record, this.header, line);
    else this.takeHeader(record, line);
    return null;
  }

  private takeHeader(record: string[], line: number): void {
    this.header = record;
    for (const finding of headerFindings(record, line)) this.warnings.add(finding);
    if (this.inspects) this.inspect(record, record, line);
  }

  private takeRow(record: string[], header: readonly string[], line: number): void {
    if (this.inspects) this.inspect(record, header, line);
    if (record.some((cell) => swallowsRows(cell, this.delimiter))) this.warnings.add(swallowedRows(line));
    if (record.length !== header.length) {
      this.faults.add(raggedRow(line, header.length, record.length));
      return;
    }
    if (record.every((cell) => cell.trim() === '')) this.warnings.add(emptyRow(line));
    this.rows.push(record);
    this.lines.push(line);
  }

  private inspect(record: readonly string[], header: readonly string[], line: number): void {
    record.forEach((cell, at) => {
      for (const { severity, code, detail } of flawsOf(cell)) {
        const list = severity === 'fault' ? this.faults : this.warnings;
        list.add({ line, column: header[at] ?? '', code, detail });
      }
    });
  }
}

function lineBreaksIn(cell: string): number {
  if (!cell.includes('\n') && !cell.includes('\r')) return 0;
  return cell.match(/\r\n|\n|\r/g)?.length ?? 0;
}

/** A quote that closes only by accident swallows rows: its cell has lines that end and go on like rows. */
const swallowsRows = (cell: string, delimiter: string): boolean =>
  cell.includes('\n') && cell.includes('"') && cell.includes(delimiter);

function unread(finding: Finding, encoding?: CheckReport['encoding']): CsvFile {
  const counts = { rows: 0, columns: 0, faults: [finding], faultCount: 1, warnings: [], warningCount: 0 };
  return { report: { ...(encoding && { encoding }), ...counts }, header: [], rows: [], lines: [] };
}

const unknownEncoding: Finding = {
  code: 'unknown-encoding',
  detail: {
    zh: '无法识别文件编码，请另存为 UTF-8 编码的 CSV',
    en: 'the encoding is neither UTF-8, UTF-16 nor GB18030; save the file as UTF-8',
  },
};
const emptyFile: Finding = { code: 'empty-file', detail: { zh: '文件是空的', en: 'the file is empty' } };
const noRows: Finding = {
  code: 'no-rows',
  detail: { zh: '文件只有表头，没有数据', en: 'the file has a header but no rows' },
};
const fullWidthDelimiter: Finding = {
  code: 'full-width-delimiter',
  detail: {
    zh: '文件以全角逗号“，”分隔，已照此读取，请核对；应使用半角逗号',
    en: 'the file is divided by full-width commas and was read so; it should use plain ones',
  },
};
const unclosedQuote = (line: number): Finding => ({
  line,
  code: 'unclosed-quote',
  detail: {
    zh: `第 ${line} 行起有引号没有闭合，其后的内容无法分行`,
    en: `a quote opened in the row at line ${line} is never closed; what follows can't be divided into rows`,
  },
});
const raggedRow = (line: number, expected: number, found: number): Finding => ({
  line,
  code: 'ragged-row',
  detail: { zh: `应有 ${expected} 列，实有 ${found} 列`, en: `${found} cells where the header has ${expected}` },
});
const blankLine = (line: number): Finding => ({
  line,
  code: 'blank-line',
  detail: { zh: '空行，已跳过', en: 'a blank line, skipped' },
});
const emptyRow = (line: number): Finding => ({
  line,
  code: 'empty-row',
  detail: { zh: '整行都没有值', en: 'a row without any value' },
});
const swallowedRows = (line: number): Finding => ({
  line,
  code: 'swallowed-rows',
  detail: {
    zh: '单元格内有换行、引号和分隔符，可能因引号错位吞掉了后面的行',
    en: 'a cell with line breaks, quotes and delimiters: a misplaced quote may have swallowed rows',
  },
});
