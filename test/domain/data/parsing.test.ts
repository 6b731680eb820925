import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../domain/data/cell.ts';
import type { Field } from '../../../domain/data/dictionary.ts';
import { cellReader, isCellFault } from '../../../domain/data/parsing.ts';

const field = (over: Partial<Field> = {}): Field => ({
  name: 'a',
  title: '甲',
  type: 'string',
  sensitivity: 'L1',
  ...over,
});

/** The cell that a column reads, or the code of what is wrong with it. */
const read = (over: Partial<Field>, text: string, missing = ['', 'NA']): Cell => {
  const cell = cellReader(field(over), missing)(text);
  return isCellFault(cell) ? `fault: ${cell.code}` : cell;
};

describe('a cell', () => {
  it.each<[Field['type'], string, Cell]>([
    ['string', ' x ', ' x '],
    ['integer', ' +5 ', 5],
    ['integer', '-12', -12],
    ['number', ' .5 ', 0.5],
    ['number', '-.25', -0.25],
    ['number', '1e3', 1000],
    ['number', '1E-10', 1e-10],
    ...['TRUE', 't', '1', ' 是 '].map((text): [Field['type'], string, Cell] => ['boolean', text, true]),
    ...['False', 'F', '0', '否'].map((text): [Field['type'], string, Cell] => ['boolean', text, false]),
    ['date', ' 2026/1/5 ', '2026-01-05'],
    ['datetime', ' 2026-01-05 08:00 ', '2026-01-05T08:00:00+08:00'],
  ])('of type %s reads %j as %j', (type, text, cell) => {
    expect(read({ type }, text)).toBe(cell);
  });

  it.each<[Field['type'], string]>([
    ['integer', '5元'],
    ['integer', '约5'],
    ['integer', '1e3'],
    ['integer', '+'],
    ['number', '5元'],
    ['number', '0x10'],
    ['number', 'Infinity'],
    ['number', '1e999'],
    ['boolean', 'yes'],
    ['date', '5'],
    ['datetime', '昨天'],
  ])('of type %s does not read %j', (type, text) => {
    expect(read({ type }, text)).toBe(`fault: not-${type}`);
  });

  it.each<[Field['type'], string]>([
    ['date', ' 46027 '],
    ['datetime', '46027.5'],
  ])('of type %s takes %j for a number of Excel’s', (type, text) => {
    expect(read({ type }, text)).toBe('fault: excel-serial-date');
  });

  it('of another type takes such a number for what it is', () => {
    expect(read({ type: 'boolean' }, '46027')).toBe('fault: not-boolean');
    expect(read({ type: 'integer' }, '46027')).toBe(46027);
  });

  it.each(['', '  ', 'NA', ' NA '])('is without a value: %j', (text) => {
    expect(read({}, text)).toBeNull();
    expect(read({ constraints: { required: true } }, text)).toBe('fault: required');
  });

  it('may have none that has blanks', () => {
    expect(read({}, ' - ', [' - '])).toBeNull();
  });
});

describe('a constraint', () => {
  it.each<[Partial<Field>, string, Cell]>([
    [{ type: 'integer', constraints: { minimum: 1, maximum: 3 } }, '1', 1],
    [{ type: 'integer', constraints: { minimum: 1, maximum: 3 } }, '3', 3],
    [{ type: 'date', constraints: { minimum: '2026-01-01' } }, '2026-01-01', '2026-01-01'],
    [{ constraints: { maxLength: 2 } }, '𠮷𠮷', '𠮷𠮷'],
    [{ constraints: { pattern: '\\d{6}' } }, '370212', '370212'],
    [{ type: 'integer', constraints: { enum: [1, 2] } }, '2', 2],
  ])('%j lets %j be', (over, text, cell) => {
    expect(read(over, text)).toBe(cell);
  });

  it.each<[Partial<Field>, string, string]>([
    [{ type: 'integer', constraints: { minimum: 1 } }, '0', '甲 "0" is below 1'],
    [{ type: 'integer', constraints: { maximum: 3 } }, '4', '甲 "4" is above 3'],
    [{ constraints: { maxLength: 2 } }, '甲乙丙', '甲 "甲乙丙" is longer than 2 characters'],
    [{ constraints: { pattern: '\\d' } }, 'x', '甲 "x" does not have the required form'],
    [{ constraints: { enum: ['x'] } }, 'y', '甲 "y" is not one of the allowed values'],
    [{ constraints: { required: true } }, '', '甲 is required and missing here'],
    [{ type: 'integer' }, 'y', '"y" is not an integer'],
    [{ type: 'date' }, '46027', "46027 looks like Excel's serial number of 2026-01-05; write it as a date"],
  ])('%j says what is wrong with %j: %s', (over, text, said) => {
    expect(cellReader(field(over), [''])(text)).toMatchObject({ detail: { en: said } });
  });
});
