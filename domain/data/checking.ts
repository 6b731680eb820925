import type { Cell, Row } from './cell.ts';
import { coordinateCheck } from './coordinates.ts';
import type { Dictionary } from './dictionary.ts';
import { fieldNames } from './field-names.ts';
import { FindingList } from './finding.ts';
import { cellReader, isCellFault } from './parsing.ts';
import type { TextTable } from './typing.ts';

/** A file read by its dictionary. */
export interface TypedTable {
  dictionary: Dictionary;
  /** The rows without a fault, in the file's order. */
  rows: Row[];
  faults: FindingList;
  warnings: FindingList;
}

/**
 * Reads a file's rows by the dictionary: columns are found by the names that their headers give, in any order;
 * each cell is typed and held against its constraints; unique columns and the primary key are watched.
 */
export function checkRows(dictionary: Dictionary, table: TextTable): TypedTable {
  const typed: TypedTable = { dictionary, rows: [], faults: new FindingList(), warnings: new FindingList() };
  const places = alignColumns(dictionary, table.header, typed);
  if (typed.faults.count > 0) return typed;
  const readers = dictionary.fields.map((field) => cellReader(field, dictionary.missingValues));
  const repetitions = repetitionChecks(dictionary);
  const checkCoordinates = coordinateCheck(dictionary, typed.warnings);
  table.rows.forEach((source, at) => {
    const line = table.lines[at] ?? at + 2;
    const row = readRow(readers, places, source, line, typed);
    if (!row || repetitions.some((check) => check(row, line, typed.faults))) return;
    checkCoordinates(row, line);
    typed.rows.push(row);
  });
  return typed;
}

/** Where in the file each field of the dictionary stands; a missing or additional column is a fault of the file. */
function alignColumns(dictionary: Dictionary, header: readonly string[], { faults }: TypedTable): number[] {
  const names = fieldNames(header);
  for (const field of dictionary.fields) {
    if (!names.includes(field.name))
      faults.add({
        column: field.title,
        code: 'missing-column',
        detail: {
          zh: `文件缺少数据字典中的列“${field.title}”（${field.name}）`,
          en: `the file lacks the dictionary's column ${field.name} (${field.title})`,
        },
      });
  }
  names.forEach((name, at) => {
    const written = header[at] ?? '';
    if (!dictionary.fields.some((field) => field.name === name))
      faults.add({
        column: written,
        code: 'unknown-column',
        detail: {
          zh: `文件的列“${written}”（${name}）不在数据字典中`,
          en: `the file's column ${name} ("${written}") is not in the dictionary`,
        },
      });
  });
  return dictionary.fields.map((field) => names.indexOf(field.name));
}

function readRow(
  readers: readonly ReturnType<typeof cellReader>[],
  places: readonly number[],
  source: readonly string[],
  line: number,
  { dictionary, faults }: TypedTable,
): Row | undefined {
  const row: Cell[] = [];
  let sound = true;
  readers.forEach((read, at) => {
    const parsed = read(source[places[at] ?? -1] ?? '');
    if (!isCellFault(parsed)) {
      row.push(parsed);
      return;
    }
    sound = false;
    faults.add({ line, column: dictionary.fields[at]?.title ?? '', ...parsed });
  });
  return sound ? row : undefined;
}

type RepetitionCheck = (row: Row, line: number, faults: FindingList) => boolean;

function repetitionChecks({ fields, primaryKey }: Dictionary): RepetitionCheck[] {
  const unique = fields.flatMap((field, at) => (field.constraints?.unique ? [[at]] : []));
  const key = primaryKey?.map((name) => fields.findIndex((field) => field.name === name));
  return [
    ...unique.map((columns) => repetitionCheck(fields, columns, 'unique')),
    ...(key ? [repetitionCheck(fields, key, 'primary-key')] : []),
  ];
}

/** As in SQL, rows without a value are never equal in a unique column; in a primary key a value must be there. */
function repetitionCheck(fields: Dictionary['fields'], columns: readonly number[], code: string): RepetitionCheck {
  const lines = new Map<string, number>();
  const title = columns.map((at) => fields[at]?.title ?? '').join('、');
  return (row, line, faults) => {
    const cells = columns.map((at) => row[at] ?? null);
    if (cells.includes(null)) {
      if (code === 'unique') return false;
      const detail = { zh: `主键“${title}”不能为空`, en: `the primary key ${title} must have a value` };
      faults.add({ line, column: title, code, detail });
      return true;
    }
    const key = JSON.stringify(cells);
    const first = lines.get(key);
    if (first === undefined) {
      lines.set(key, line);
      return false;
    }
    const detail = { zh: `“${title}”的值与第 ${first} 行重复`, en: `${title} has the value of line ${first} again` };
    faults.add({ line, column: title, code, detail });
    return true;
  };
}
