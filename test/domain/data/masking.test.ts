import { describe, expect, it } from 'vitest';
import type { Dictionary, Field } from '../../../domain/data/dictionary.ts';
import { columnView, maskRows, withMasking } from '../../../domain/data/masked-rows.ts';
import { maskOf } from '../../../domain/data/masking.ts';
import type { Condition } from '../../../domain/data/query.ts';
import { Refusal } from '../../../domain/refusal.ts';

const field = (name: string, over: Partial<Field> = {}): Field => ({
  name,
  title: name,
  type: 'string',
  sensitivity: 'L1',
  ...over,
});
const people: Dictionary = {
  fields: [
    field('name', { masking: 'keep-first-last' }),
    field('phone', { masking: 'keep-3-4', constraints: { pattern: '\\d{11}', required: true } }),
    field('born', { type: 'date', masking: 'year-only' }),
    field('address', { masking: 'remove' }),
    field('street'),
  ],
  primaryKey: ['phone'],
  missingValues: [''],
};

describe('masks', () => {
  it.each([
    ['keep-first-last', '张三丰', '张*丰'],
    ['keep-first-last', '张三', '张*'],
    ['keep-first-last', '张', '*'],
    ['keep-first-last', '𠮷野𠮷', '𠮷*𠮷'],
    ['keep-3-4', '13812345678', '138****5678'],
    ['keep-3-4', '12345', '123**'],
    ['keep-3-4', '123', '***'],
    ['year-only', '1987-06-05', 1987],
    ['year-only', '1987-06-05T08:00:00+08:00', 1987],
    ['round-ten', 37, 30],
    ['round-ten', -3, -10],
    ['remove', 'x', null],
  ] as const)('%s makes of %j: %j', (rule, cell, masked) => {
    expect(maskOf(rule, 'salt')(cell)).toBe(masked);
  });

  it('hash is equal for equal values and another with another salt', () => {
    const hash = maskOf('hash', 'salt');

    expect(hash('370102')).toMatch(/^[0-9a-f]{32}$/);
    expect(hash('370102')).toBe(hash('370102'));
    expect(hash('370102')).not.toBe(maskOf('hash', 'pepper')('370102'));
  });

  it('leave no value as no value', () => {
    expect(maskOf('hash', 'salt')(null)).toBeNull();
  });
});

describe('maskRows', () => {
  it('gives the rows and the dictionary that may be published', () => {
    const raw = ['张三丰', '13812345678', '1987-06-05', '香港中路1号', '八大湖'];

    const masked = maskRows(people, [raw], 'salt');

    expect(masked.rows).toEqual([['张*丰', '138****5678', 1987, '八大湖']]);
    expect(masked.dictionary).toEqual({
      fields: [
        field('name'),
        field('phone', { constraints: { required: true } }),
        field('born', { type: 'integer' }),
        field('street'),
      ],
      missingValues: [''],
    });
  });

  it('says what type a mask makes of a column, and that it was required, but no other constraint or format', () => {
    const constraints = { required: true, unique: true } as const;
    const dictionary: Dictionary = {
      fields: [
        field('code', { type: 'integer', format: 'x', masking: 'hash', constraints }),
        field('age', { type: 'integer', masking: 'round-ten', constraints: { minimum: 0 } }),
      ],
      missingValues: [''],
    };
    expect(maskRows(dictionary, [], 'salt').dictionary.fields).toEqual([
      field('code', { constraints: { required: true } }),
      field('age', { type: 'integer' }),
    ]);
  });

  it('drops a primary key of which one column is masked, removed or none', () => {
    for (const name of ['name', 'address'])
      expect(maskRows({ ...people, primaryKey: ['street', name] }, [], 'salt').dictionary).not.toHaveProperty(
        'primaryKey',
      );
    const { primaryKey: _key, ...keyless } = people;
    expect(maskRows(keyless, [], 'salt').dictionary).not.toHaveProperty('primaryKey');
  });

  it('keeps a primary key that no mask touches', () => {
    const dictionary: Dictionary = { ...people, primaryKey: ['street'] };

    expect(maskRows(dictionary, [], 'salt').dictionary.primaryKey).toEqual(['street']);
  });
});

describe('withMasking', () => {
  it('binds the rules of a release in place of those before', () => {
    const { fields } = withMasking(people, [{ column: 'street', rule: 'hash' }]);

    expect(fields.map(({ masking }) => masking)).toEqual([undefined, undefined, undefined, undefined, 'hash']);
  });

  it('names every rule that does not fit', () => {
    const rules = [
      { column: 'nobody', rule: 'hash' },
      { column: 'name', rule: 'hash' },
      { column: 'born', rule: 'keep-3-4' },
    ] as const;

    const refused = () => withMasking(people, rules);

    expect(refused).toThrow(Refusal);
    expect(refused).toThrow(expect.objectContaining({ code: 'invalid-request' }));
    expect(refused).toThrow(
      expect.objectContaining({
        faults: [
          expect.objectContaining({ pointer: '/masking/0' }),
          expect.objectContaining({ pointer: '/masking/2' }),
        ],
      }),
    );
  });
});

describe('columnView', () => {
  it('shows what the grant names, never a removed column, and masks the rest', () => {
    const view = columnView(people, 'salt', { columns: ['name', 'address', 'street'] });

    expect(view.columns).toEqual(['name', 'street']);
    expect([...(view.masks?.keys() ?? [])]).toEqual(['name']);
    expect(view).not.toHaveProperty('rows');
  });

  it('shows every column but the removed where the grant names none, and keeps its condition on the rows', () => {
    const rows = { column: 'street', operator: 'eq', value: '八大湖' } as unknown as Condition;
    const view = columnView(people, 'salt', { rows });

    expect(view.columns).toEqual(['name', 'phone', 'born', 'street']);
    expect(view.rows).toBe(rows);
    expect(view.masks?.get('phone')?.('13812345678')).toBe('138****5678');
  });
});
