import { describe, expect, it } from 'vitest';
import { DatasetEntry } from '../../../domain/catalog/entry.ts';
import { EntryChange, kindOfChange } from '../../../domain/catalog/entry-change.ts';
import { narrowed, rewritesConditions } from '../../../domain/catalog/narrowing.ts';
import { anEntryOf } from './datasets.ts';

const proof = '等级保护备案证明';
const conditional = DatasetEntry.parse(
  anEntryOf({
    openness: 'conditional',
    openingModes: ['download', 'interface', 'sandbox'],
    conditions: ['说明应用场景', { aspect: 'security', text: '有安全保护措施', proof }],
    requiredProofs: ['法人证书'],
    defaultQuota: { calls: 100, per: 'day' },
  }),
);
const from = (over: object = {}): DatasetEntry => DatasetEntry.parse({ ...conditional, ...over });
const kindOf = (change: object) => kindOfChange(from(), EntryChange.parse(change));

describe('what is narrower (QD-11a)', () => {
  it.each([
    ['a mode fewer', { openingModes: ['download', 'interface'] }, ['openingModes']],
    ['another mode in its place', { openingModes: ['download', 'interface', 'model-result'] }, ['openingModes']],
    ['a condition more', { conditions: [...(conditional.conditions ?? []), '仅用于科研'] }, ['conditions']],
    ['a proof more', { requiredProofs: ['法人证书', '信用报告'] }, ['requiredProofs']],
    [
      'a condition that asks for a proof now',
      { conditions: [{ aspect: 'scenario', text: '说明应用场景', proof: '说明书' }, conditional.conditions?.[1]] },
      ['requiredProofs'],
    ],
    ['a smaller quota', { defaultQuota: { calls: 99, per: 'day' } }, ['defaultQuota']],
    [
      'several at once',
      { openingModes: ['download'], defaultQuota: { calls: 1, per: 'total' } },
      ['openingModes', 'defaultQuota'],
    ],
    ['less openness, whatever else', { openness: 'closed', openingModes: [], legalBasis: '某法' }, ['openness']],
  ])('%s', (_name, over, fields) => {
    expect(narrowed(from(), from(over))).toEqual(fields);
    expect(kindOf(over)).toBe('narrowing');
  });

  it.each([
    ['the same modes in another order', { openingModes: ['sandbox', 'interface', 'download'] }],
    ['a mode more', { openingModes: ['download', 'interface', 'sandbox', 'model-result'] }],
    ['a condition in other words', { conditions: ['写明应用场景', conditional.conditions?.[1]] }],
    ['a condition fewer', { conditions: ['说明应用场景'] }],
    ['a proof by another name', { requiredProofs: ['营业执照'] }],
    ['a larger quota', { defaultQuota: { calls: 101, per: 'day' } }],
    ['another title', { title: '另一名称' }],
  ])('not %s', (_name, over) => {
    expect(narrowed(from(), from(over))).toEqual([]);
    expect(kindOf(over)).toBe('other');
  });

  it('nothing where more is opened, but the ways to the data itself are kept', () => {
    const open = { openness: 'unconditional', openingModes: ['download', 'interface'], conditions: undefined };
    expect(narrowed(from(), from(open))).toEqual([]);
    expect(kindOf({ openness: 'unconditional', openingModes: ['download', 'interface'] })).toBe('widening');
    expect(narrowed(from(), from({ ...open, openingModes: ['interface'] }))).toEqual(['openingModes']);
  });

  it('no condition on data that is open without any', () => {
    const unconditional = from({ openness: 'unconditional' });
    expect(narrowed(unconditional, { ...unconditional, conditions: ['甲', '乙', '丙'] })).toEqual([]);
  });

  it('no quota of its own any more, for the city’s may be smaller', () => {
    expect(narrowed(from(), from({ defaultQuota: undefined }))).toEqual(['defaultQuota']);
    expect(narrowed(from({ defaultQuota: undefined }), from())).toEqual([]);
  });

  it('nothing than what is closed', () => {
    const closed = from({ openness: 'closed', legalBasis: '《某条例》第三条' });
    expect(narrowed(closed, from({ openingModes: ['download'], defaultQuota: undefined }))).toEqual([]);
  });
});

describe('conditions', () => {
  it('are rewritten in whatever way they say something else', () => {
    expect(rewritesConditions(from(), from({ conditions: ['写明应用场景'] }))).toBe(true);
    expect(rewritesConditions(from(), from({ requiredProofs: undefined }))).toBe(true);
    expect(rewritesConditions(from(), from({ title: '另一名称' }))).toBe(false);
    expect(rewritesConditions(from({ conditions: undefined }), from({ conditions: [] }))).toBe(false);
  });

  it('are no longer anybody’s where the data is unconditional before or after', () => {
    const unconditional = from({ openness: 'unconditional' });
    expect(rewritesConditions(unconditional, from({ conditions: ['甲'] }))).toBe(false);
    expect(rewritesConditions(from(), { ...unconditional, conditions: undefined })).toBe(false);
  });
});
