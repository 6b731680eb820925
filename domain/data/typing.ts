import { isDateShaped, parseDate, parseInstant } from './dates.ts';
import type { Dictionary, Field, FieldType } from './dictionary.ts';
import { fieldNames } from './field-names.ts';
import type { Finding } from './finding.ts';
import { excerpt } from './finding.ts';
import { isNumeric } from './parsing.ts';

/** A file as text: what stands in the header, in each row, and on which line each row begins. */
export interface TextTable {
  header: readonly string[];
  rows: readonly (readonly string[])[];
  lines: readonly number[];
}

/**
 * Proposes a data dictionary from a file's text, for the agency to edit and bind.
 * - A column gets a type only if every value in it is one; else it is text, with a doubt where most values are alike.
 * - Codes stay text, though they look like numbers: a column of digits is text when its header names a code
 *   (代码 编号 号码 电话 … code), a value begins with 0, one is longer than a double keeps (15 digits), or all have one
 *   same length of six digits or more (行政区划代码, telephone and identity numbers).
 * - 是/否 stays text: only the agency knows that nothing else can occur.
 * - Cells such as `NA` count as missing where all else in their column has a type.
 */
export function guessDictionary(table: TextTable): { dictionary: Dictionary; doubts: Finding[] } {
  const names = fieldNames(table.header);
  const columns = table.header.map((header, at) => readColumn(header, at, table));
  const fields = columns.map(
    ({ type, title }, at): Field => ({ name: names[at] ?? `column_${at + 1}`, title, type, sensitivity: 'L1' }),
  );
  const missingValues = new Set(['', ...columns.flatMap(({ missing }) => missing)]);
  return {
    dictionary: { fields, missingValues: [...missingValues] },
    doubts: columns.flatMap(({ doubt }) => (doubt ? [doubt] : [])),
  };
}

/** Written for "no value" by statistics programs, databases and clerks. */
const missingWords = new Set(['NA', 'N/A', 'NaN', 'NULL', 'null', '-', '--', '—']);
const codeHeader = /(代码|编码|编号|号码|证号|账号|电话|手机|邮编|code)$/i;
const exactDigits = 15;
const codeLength = 6;

interface Column {
  title: string;
  type: FieldType;
  missing: string[];
  doubt?: Finding;
}

function readColumn(header: string, at: number, table: TextTable): Column {
  const title = header.replace(/\p{Cf}/gu, '').trim() || `第 ${at + 1} 列`;
  const tally = tallyOf(at, table);
  const type = typeOf(tally, title);
  if (type !== 'string') return { title, type, missing: [...tally.missing] };
  const doubt = doubtOf(tally, title, at, table);
  return { title, type, missing: [], ...(doubt && { doubt }) };
}

interface Tally {
  values: number;
  numbers: number;
  integers: number;
  booleans: number;
  dates: number;
  instants: number;
  dateShaped: number;
  digitsOnly: number;
  leadingZero: boolean;
  shortest: number;
  longest: number;
  missing: Set<string>;
  /** The row of the first value that is no number, and of the first that isn't even written like a date. */
  firstOddNumber: number;
  firstOddDate: number;
}

function tallyOf(at: number, table: TextTable): Tally {
  const tally: Tally = {
    values: 0,
    numbers: 0,
    integers: 0,
    booleans: 0,
    dates: 0,
    instants: 0,
    dateShaped: 0,
    digitsOnly: 0,
    leadingZero: false,
    shortest: Number.POSITIVE_INFINITY,
    longest: 0,
    missing: new Set(),
    firstOddNumber: -1,
    firstOddDate: -1,
  };
  table.rows.forEach((row, place) => {
    const text = (row[at] ?? '').trim();
    if (text === '') return;
    if (missingWords.has(text)) tally.missing.add(text);
    else count(tally, text, place);
  });
  return tally;
}

function count(tally: Tally, text: string, place: number): void {
  tally.values++;
  const firstDigit = text.charCodeAt(0) <= 0x39;
  if (firstDigit && isNumeric(text)) {
    tally.numbers++;
    if (/^[+-]?\d+$/.test(text)) tally.integers++;
    if (/^\d+$/.test(text)) tally.digitsOnly++;
    if (/^0\d/.test(text)) tally.leadingZero = true;
    tally.shortest = Math.min(tally.shortest, text.length);
    tally.longest = Math.max(tally.longest, text.length);
    if (tally.firstOddDate < 0) tally.firstOddDate = place;
    return;
  }
  if (tally.firstOddNumber < 0) tally.firstOddNumber = place;
  if (text === 'true' || text === 'false') tally.booleans++;
  if (isDateShaped(text)) tally.dateShaped++;
  if (parseDate(text) !== undefined) tally.dates++;
  if (parseInstant(text) !== undefined) tally.instants++;
  else if (tally.firstOddDate < 0) tally.firstOddDate = place;
}

function typeOf(tally: Tally, header: string): FieldType {
  const { values } = tally;
  if (values === 0) return 'string';
  if (tally.numbers === values) {
    if (isCode(tally, header)) return 'string';
    return tally.integers === values ? 'integer' : 'number';
  }
  if (tally.booleans === values) return 'boolean';
  if (tally.dates === values) return 'date';
  return tally.instants === values ? 'datetime' : 'string';
}

function isCode(tally: Tally, header: string): boolean {
  if (tally.digitsOnly !== tally.values) return tally.longest > exactDigits && tally.integers === tally.values;
  const oneLength = tally.shortest === tally.longest && tally.longest >= codeLength;
  return codeHeader.test(header) || tally.leadingZero || tally.longest > exactDigits || oneLength;
}

/** Said where at least half of a text column could be of a type: likely a slip in the others. */
function doubtOf(tally: Tally, title: string, at: number, table: TextTable): Finding | undefined {
  const mostlyNumbers = tally.numbers < tally.values && tally.numbers * 2 >= tally.values;
  const mostlyDates = tally.dateShaped * 2 >= tally.values && tally.dateShaped > 0;
  if (!mostlyNumbers && !mostlyDates) return undefined;
  const place = mostlyNumbers ? tally.firstOddNumber : tally.firstOddDate;
  const odd = excerpt(table.rows[place]?.[at] ?? '');
  const line = table.lines[place];
  const [zh, en] = mostlyNumbers ? ['数值', 'numbers'] : ['日期', 'dates'];
  return {
    ...(line !== undefined && { line }),
    column: title,
    code: 'mixed-types',
    detail: {
      zh: `“${title}”列的值多数像${zh}，但并非都是（如“${odd}”），暂按文本处理，请核对`,
      en: `most values of ${title} look like ${en}, but not all (such as "${odd}"); taken as text, please check`,
    },
  };
}
