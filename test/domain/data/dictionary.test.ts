import { describe, expect, it } from 'vitest';
import { Dictionary, type Field, toTableSchema } from '../../../domain/data/dictionary.ts';

const field = (over: Partial<Field>): Field => ({ name: 'a', title: '甲', type: 'string', sensitivity: 'L1', ...over });
const faultPaths = (dictionary: unknown): string[] =>
  Dictionary.safeParse(dictionary).error?.issues.map(({ path }) => path.join('.')) ?? [];

describe('Dictionary', () => {
  it('takes a whole one', () => {
    const fields = [
      field({ name: 'code', constraints: { required: true, unique: true, pattern: '\\d{6}' } }),
      field({ name: '建成日期', type: 'date', constraints: { minimum: '1949-10-01' } }),
      field({ name: 'phone', masking: 'keep-3-4', sensitivity: 'L3' }),
    ];

    expect(Dictionary.parse({ fields, primaryKey: ['code'] }).missingValues).toEqual(['']);
  });

  it.each([
    ['a name that a query keeps for itself', { name: 'select' }, 'fields.0.name'],
    ['a name with reserved characters', { name: 'a.b' }, 'fields.0.name'],
    [
      'a bound that is no date',
      { type: 'date', constraints: { minimum: '2026-02-30' } },
      'fields.0.constraints.minimum',
    ],
    ['a bound of text', { constraints: { maximum: 3 } }, 'fields.0.constraints.maximum'],
    ['a pattern for numbers', { type: 'number', constraints: { pattern: '1' } }, 'fields.0.constraints.pattern'],
    ['a pattern that is none', { constraints: { pattern: '(' } }, 'fields.0.constraints.pattern'],
    ['values of another type', { type: 'integer', constraints: { enum: [1, 'x'] } }, 'fields.0.constraints.enum'],
    ['a mask of another type', { type: 'integer', masking: 'keep-3-4' }, 'fields.0.masking'],
  ] as const)('refuses %s', (_what, over, path) => {
    expect(faultPaths({ fields: [field(over as Partial<Field>)] })).toEqual([path]);
  });

  it.each([
    { constraints: { enum: ['a', 'b'] } },
    { type: 'integer', constraints: { enum: [1, -2], minimum: 0, maximum: 9 } },
    { type: 'number', constraints: { enum: [0.5], minimum: 0.1, maximum: 2 } },
    { type: 'date', constraints: { enum: ['2026-01-05'], maximum: '2026-12-31' } },
    { type: 'datetime', constraints: { enum: ['2026-01-05T08:00:00+08:00'], minimum: '2026-01-01T00:00:00+08:00' } },
    { constraints: { maxLength: 5 } },
  ] as const)('takes what is of the field’s own type: %j', (over) => {
    expect(faultPaths({ fields: [field(over as Partial<Field>)] })).toEqual([]);
  });

  it.each([
    [{ constraints: { enum: [1] } }, 'enum'],
    [{ type: 'integer', constraints: { enum: [1.5] } }, 'enum'],
    [{ type: 'number', constraints: { enum: ['0.5'] } }, 'enum'],
    [{ type: 'date', constraints: { enum: ['2026/1/5'] } }, 'enum'],
    [{ type: 'date', constraints: { enum: [20260105] } }, 'enum'],
    [{ type: 'datetime', constraints: { enum: ['2026-01-05'] } }, 'enum'],
    [{ type: 'datetime', constraints: { enum: [5] } }, 'enum'],
    [{ type: 'boolean', constraints: { enum: ['true'] } }, 'enum'],
    [{ type: 'boolean', constraints: { minimum: 0 } }, 'minimum'],
    [{ constraints: { minimum: 'a' } }, 'minimum'],
    [{ type: 'number', constraints: { maximum: '2' } }, 'maximum'],
    [{ type: 'date', constraints: { maxLength: 5 } }, 'maxLength'],
  ] as const)('refuses what is of another type: %j', (over, word) => {
    expect(faultPaths({ fields: [field(over as Partial<Field>)] })).toEqual([`fields.0.constraints.${word}`]);
  });

  it('refuses two names that differ only in case, and a key without column', () => {
    const fields = [field({ name: 'code' }), field({ name: 'Code' })];

    expect(faultPaths({ fields, primaryKey: ['id'] })).toEqual(['fields.1.name', 'primaryKey.0']);
  });
});

describe('toTableSchema', () => {
  it('is Frictionless Table Schema with sensitivity and masking as own properties', () => {
    const dictionary = Dictionary.parse({
      fields: [field({ name: 'phone', masking: 'hash', sensitivity: 'L3', constraints: { required: true } })],
      primaryKey: ['phone'],
      missingValues: ['', 'NA'],
    });

    expect(toTableSchema(dictionary)).toEqual({
      $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
      fields: [
        {
          name: 'phone',
          title: '甲',
          type: 'string',
          sensitivity: 'L3',
          masking: 'hash',
          constraints: { required: true },
        },
      ],
      primaryKey: ['phone'],
      missingValues: ['', 'NA'],
    });
  });
});
