import { describe, expect, it } from 'vitest';
import { refuseUnlessShareable, sharingKind, sharingTypeOf } from '../../../domain/catalog/sharing-kind.ts';
import { Organisation } from '../../../domain/policy/policy.ts';
import { SharingPolicy } from '../../../domain/policy/sharing-policy.ts';
import { refusalOf } from '../../builders/refusal.ts';
import { aDataset, anEntryOf, aPublication, openDataset } from './datasets.ts';

const unit = (id: string, over: object = {}) => Organisation.parse({ id, title: { zh: id, en: id }, ...over });
const bureau = unit('bureau');
const other = unit('other');
const below = unit('below', { district: 'tongchuan' });
const besideBelow = unit('beside', { district: 'tongchuan' });
const elsewhere = unit('elsewhere', { district: 'dachuan' });
const water = unit('water', { kind: 'public-service' });

describe('the kind of a sharing request', () => {
  it.each([
    ['conditional', bureau, other, 'conditional'],
    ['unconditional', bureau, other, 'unconditional'],
    ['none', bureau, other, 'none'],
    ['conditional', below, besideBelow, 'conditional'],
    ['conditional', bureau, below, 'across-levels'],
    ['conditional', below, bureau, 'across-levels'],
    ['none', below, elsewhere, 'across-levels'],
    ['conditional', water, bureau, 'conditional-with-public-service'],
    ['conditional', bureau, water, 'conditional-with-public-service'],
    ['conditional', water, below, 'across-levels-with-public-service'],
  ] as const)('of %s data of %o for %o is %s', (type, agency, counterpart, kind) => {
    expect(sharingKind(type, agency, counterpart)).toBe(kind);
  });
});

describe('data is asked for by a unit', () => {
  const shared = (sharing: unknown) => openDataset({ published: aPublication({ entry: anEntryOf({ sharing }) }) });
  const [unconditional, conditional] = [shared({ type: 'unconditional' }), shared({ type: 'conditional' })];
  const none = shared({ type: 'none', basis: '《某某法》第三条', reason: '涉及个案' });
  const rules = (over: object = {}) => SharingPolicy.parse(over);
  const directly = { clause: 'DZ-20a' };
  const treated = { clause: 'JF-25c' };

  it('as its agency has classed it, and conditionally where it hasn’t', () => {
    expect([unconditional, conditional, none].map(sharingTypeOf)).toEqual(['unconditional', 'conditional', 'none']);
    expect([shared('按规定共享'), aDataset()].map(sharingTypeOf)).toEqual(['conditional', 'conditional']);
  });

  it.each([
    ['conditional data', conditional, {}],
    ['unconditional data where no rule gives it directly', unconditional, {}],
    ['what isn’t shared as it is, where it may be treated', none, { treated }],
    ['what nobody classed', shared('按规定共享'), { directly }],
  ])('%s may be', (_what, dataset, over) => {
    expect(() => refuseUnlessShareable(dataset, rules(over))).not.toThrow();
  });

  it('unconditional data isn’t, where units get it directly', () => {
    expect(refusalOf(() => refuseUnlessShareable(unconditional, rules({ directly })))).toMatchObject({
      code: 'not-now',
      text: { zh: expect.stringContaining('(DZ-20a)') },
    });
  });

  it('what isn’t shared isn’t, and its basis and reason are told', () => {
    const told = (dataset: typeof none) => refusalOf(() => refuseUnlessShareable(dataset, rules())).text;
    expect(told(none).zh).toContain('依据:《某某法》第三条;理由:涉及个案');
    expect(told(none).en).toContain('because: 涉及个案');
    expect(told(shared({ type: 'none' })).zh.endsWith('依据:未载明')).toBe(true);
    expect(told(shared({ type: 'none' })).en.endsWith('not stated')).toBe(true);
  });

  it('what isn’t published isn’t', () => {
    expect(refusalOf(() => refuseUnlessShareable(aDataset(), rules())).code).toBe('dataset-not-open');
  });
});
