import { describe, expect, it } from 'vitest';
import { chongqing } from '../../../cities/chongqing.ts';
import { dazhou } from '../../../cities/dazhou.ts';
import { jinfeng } from '../../../cities/jinfeng.ts';
import { qingdao } from '../../../cities/qingdao.ts';
import { proofsOf, refuseUntrusted } from '../../../domain/catalog/eligibility.ts';
import { evidenceFaults } from '../../../domain/catalog/evidence.ts';
import { CatalogRules } from '../../../domain/policy/catalog-rules.ts';
import { type City, currentPolicy } from '../../../domain/policy/policy.ts';
import { aDataset, anEntryOf, aPublication, aRelease } from './datasets.ts';

const closed = { openness: 'closed', openingModes: [], legalBasis: '某法第一条' };
const wasClosed = { published: aPublication({ entry: anEntryOf(closed), release: undefined }) };
const masked = { release: aRelease({ masking: [{ column: '站点', rule: 'hash' }] }) };
const treatment = { clearance: { treatment: '已脱敏' } };
const consent = { clearance: { consent: '已同意' } };

const faults = (city: City, entry: object, over: object = {}): string[] =>
  evidenceFaults(aDataset({ entry: anEntryOf(entry), ...over }), currentPolicy(city).catalog).map(
    ({ pointer, detail }) => `${pointer} ${/\(([^()]+)\)$/.exec(detail.zh)?.[1]}`,
  );

describe('the evidence before protected data is opened', () => {
  const personal = { contains: ['privacy'] };

  it.each([
    [chongqing, 'CQ-12c'],
    [qingdao, 'QD-11b'],
  ] as const)('is its treatment or a consent in %o', (city, clause) => {
    expect(faults(city, personal)).toEqual([`/entry/clearance ${clause}`]);
    expect(faults(city, { ...personal, ...treatment })).toEqual([]);
    expect(faults(city, { ...personal, ...consent })).toEqual([]);
    expect(faults(city, personal, masked)).toEqual([]);
    expect(faults(city, {})).toEqual([]);
    expect(faults(city, { ...personal, ...closed })).toEqual([]);
  });

  it('DZ-24: is both in Dazhou', () => {
    expect(faults(dazhou, personal)).toEqual(['/entry/clearance/treatment DZ-24', '/entry/clearance/consent DZ-24']);
    expect(faults(dazhou, { ...personal, ...treatment })).toEqual(['/entry/clearance/consent DZ-24']);
    expect(faults(dazhou, { ...personal, ...consent })).toEqual(['/entry/clearance/treatment DZ-24']);
    expect(faults(dazhou, { ...personal, ...consent }, masked)).toEqual([]);
  });

  it('names what is held', () => {
    const dataset = aDataset({ entry: anEntryOf({ contains: ['privacy', 'business-secret'] }) });
    const [fault] = evidenceFaults(dataset, currentPolicy(qingdao).catalog);
    expect(fault?.detail).toEqual({
      zh: '涉及个人隐私、商业秘密的数据开放前,须有脱敏等处理或者相关权利人同意的记录(QD-11b)',
      en: "before data with privacy, business secrets is opened, its treatment or the right holder's consent must be on record (QD-11b)",
    });
  });
});

describe('the evidence before closed data is opened', () => {
  it.each([
    [chongqing, ['/entry/clearance CQ-12c']],
    [qingdao, ['/entry/clearance QD-11b']],
    [dazhou, ['/entry/clearance/treatment DZ-25', '/entry/clearance/consent DZ-25']],
    [jinfeng, []],
  ] as const)('is asked for by %o', (city, expected) => {
    expect(faults(city, {}, wasClosed)).toEqual(expected);
    expect(faults(city, { clearance: { ...treatment.clearance, ...consent.clearance } }, wasClosed)).toEqual([]);
    expect(faults(city, closed, wasClosed)).toEqual([]);
    expect(faults(city, {}, { published: aPublication() })).toEqual([]);
  });
});

describe('the secrecy review', () => {
  it('JF-26b: comes first in Jinfeng, of closed data too, and isn’t asked for elsewhere', () => {
    const without = { secrecyReview: undefined };
    expect(faults(jinfeng, without)).toEqual(['/entry/secrecyReview JF-26b']);
    expect(faults(jinfeng, { ...closed, ...without })).toEqual(['/entry/secrecyReview JF-26b']);
    expect(faults(jinfeng, {})).toEqual([]);
    expect(faults(qingdao, without)).toEqual([]);
    expect(evidenceFaults(aDataset({ entry: anEntryOf({ contains: ['privacy'] }) }), CatalogRules.parse({}))).toEqual(
      [],
    );
  });
});

describe('who may apply by the conditions of a dataset (CQ-24d)', () => {
  const credit = { conditions: [{ aspect: 'credit' as const, text: '信用良好' }] };

  it('brings what the agency asks for and what shows that a condition is met, each once', () => {
    const conditions = [
      '说明用途',
      { aspect: 'technical' as const, text: '技术能力', proof: '能力证明' },
      { aspect: 'security' as const, text: '安全', proof: '营业执照' },
      { aspect: 'feedback' as const, text: '反馈' },
    ];
    expect(proofsOf({ requiredProofs: ['营业执照'], conditions })).toEqual(['营业执照', '能力证明']);
    expect(proofsOf()).toEqual([]);
    expect(proofsOf({})).toEqual([]);
  });

  it('is nobody on a list of dishonesty, where there is a condition of credit', () => {
    expect(() => refuseUntrusted(credit, { dishonest: true })).toThrow(
      expect.objectContaining({
        code: 'dishonesty-listed',
        text: expect.objectContaining({ zh: expect.stringContaining('信用良好') }),
      }),
    );
    expect(() => refuseUntrusted(credit, { dishonest: false })).not.toThrow();
    expect(() => refuseUntrusted({ conditions: ['信用良好'] }, { dishonest: true })).not.toThrow();
    expect(() => refuseUntrusted({}, { dishonest: true })).not.toThrow();
  });
});

it('the first condition of credit is that which whoever is on a list of dishonesty doesn’t meet', () => {
  const conditions = [
    '说明用途',
    { aspect: 'security' as const, text: '三级' },
    { aspect: 'credit' as const, text: '信用良好' },
  ];
  const refused = () => refuseUntrusted({ conditions }, { dishonest: true });
  expect(refused).toThrow(
    expect.objectContaining({ text: expect.objectContaining({ zh: expect.stringContaining(':信用良好') }) }),
  );
  expect(() => refuseUntrusted({ conditions: conditions.slice(0, 2) }, { dishonest: true })).not.toThrow();
  expect(() => refuseUntrusted({ conditions }, { dishonest: false })).not.toThrow();
});
