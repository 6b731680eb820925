import { describe, expect, it } from 'vitest';
import { Person } from '../../../domain/access/caller.ts';
import { refuseUnlessIdentified, refuseUnlessWhole } from '../../../domain/catalog/entitlement.ts';
import { DatasetEntry } from '../../../domain/catalog/entry.ts';
import { narrows, openNow } from '../../../domain/catalog/openness.ts';
import { fileNameOf } from '../../../domain/catalog/release.ts';
import { maskingFaults, maskingOf } from '../../../domain/catalog/release-rules.ts';
import { isOfficial, isStaff, maySee, refuseUnlessStaff, staffBy } from '../../../domain/catalog/visibility.ts';
import { Theme } from '../../../domain/catalog/words.ts';
import { Dictionary } from '../../../domain/data/dictionary.ts';
import type { ColumnMasking } from '../../../domain/data/masking.ts';
import { callers } from '../../builders/callers.ts';
import { stationsDictionary } from '../../builders/catalog.ts';
import { aDataset, anEntryOf, aPublication, openDataset } from './datasets.ts';

const dictionary = Dictionary.parse(stationsDictionary);

describe('an entry', () => {
  it('knows the 22 national themes', () => {
    expect(Theme.options).toHaveLength(22);
  });

  it.each([
    'open',
    'attribution',
    'https://creativecommons.org/licenses/by/4.0/',
  ])('takes the licence %s', (license) => {
    expect(DatasetEntry.safeParse(anEntryOf({ license })).success).toBe(true);
  });

  it.each([
    ['说明用途'],
    [{ aspect: 'security', text: '有等级保护三级以上的系统' }],
  ])('takes the condition %o (QD-9a)', (condition) => {
    expect(DatasetEntry.safeParse(anEntryOf({ conditions: [condition] })).success).toBe(true);
  });

  it('is refused as a whole where it is no object at all', () => {
    for (const value of [null, 3, 'x', [], undefined]) expect(DatasetEntry.safeParse(value).success).toBe(false);
  });
});

describe('opening less than is open (QD-11a)', () => {
  it.each([
    ['unconditional', 'conditional', true],
    ['unconditional', 'closed', true],
    ['conditional', 'closed', true],
    ['conditional', 'unconditional', false],
    ['closed', 'conditional', false],
    ['conditional', 'conditional', false],
  ] as const)('from %s to %s: %s', (from, to, expected) => {
    expect(narrows(from, to)).toBe(expected);
  });
});

describe('what is open now', () => {
  it.each([
    ['a draft', aDataset(), 'dataset-not-open'],
    ['a submission', aDataset({ submission: 'c1' }), 'dataset-not-open'],
    ['a suspended dataset', openDataset({ suspendedBy: ['c1'] }), 'dataset-suspended'],
    ['one that is taken down', openDataset({ takenDownBy: 'c1' }), 'dataset-not-open'],
    ['one that is closed', openDataset({ published: aPublication({ release: undefined }) }), 'dataset-not-open'],
  ])('is not %s', (_name, dataset, code) => {
    expect(() => openNow(dataset)).toThrow(expect.objectContaining({ code }));
  });

  it('is refused in a mode that it is not opened in', () => {
    expect(openNow(openDataset(), 'interface').release.id).toBe('r1');
    expect(() => openNow(openDataset(), 'sandbox')).toThrow(expect.objectContaining({ code: 'dataset-not-open' }));
  });
});

describe('who sees what', () => {
  const municipal = aDataset();
  const districts = aDataset({ publisher: 'laoshan-housing-bureau', district: 'laoshan' });

  it.each([
    ['agency-clerk', true, false],
    ['other-agency-clerk', false, false],
    ['district-clerk', false, true],
    ['regulator', true, true],
    ['district-regulator', false, true],
    ['auditor', true, true],
    ['operator', false, false],
    ['government', false, false],
    ['company', false, false],
    ['anonymous', false, false],
  ] as const)('%s is official to a municipal dataset: %s, to a district’s: %s', (name, ofCity, ofDistrict) => {
    expect([isOfficial(callers[name], municipal), isOfficial(callers[name], districts)]).toEqual([ofCity, ofDistrict]);
  });

  it('an operator is no official, whatever other role he has', () => {
    const both = Person.parse({ ...callers.operator, roles: ['operator', 'agency-clerk'], agency: 'ecology-bureau' });
    expect(isOfficial(both, municipal)).toBe(false);
  });

  it('everybody sees what is published, officials alone what is not', () => {
    expect(maySee(callers.anonymous, openDataset({ suspendedBy: ['c1'] }))).toBe(true);
    expect(maySee(callers.anonymous, municipal)).toBe(false);
  });
});

it('a city that wants it asks who somebody is before it gives unconditional data, others don’t', () => {
  const asks = (unconditionalNeedsIdentity: boolean) => ({ unconditionalNeedsIdentity });
  expect(() => refuseUnlessIdentified(callers.anonymous, asks(true))).toThrow(
    expect.objectContaining({ code: 'sign-in-required' }),
  );
  expect(() => refuseUnlessIdentified(callers.citizen, asks(true))).not.toThrow();
  expect(() => refuseUnlessIdentified(callers.anonymous, asks(false))).not.toThrow();
});

describe('a download of the whole table', () => {
  const columns = ['站点', '负责人', '浓度'];
  it('takes a grant of every column and every row', () => {
    expect(() => refuseUnlessWhole('air', dictionary, { columns })).not.toThrow();
    expect(() => refuseUnlessWhole('air', dictionary, { columns, rows: {} })).not.toThrow();
    for (const grant of [undefined, { columns: ['站点'] }, { columns, rows: { 站点: 'eq.市南' } }])
      expect(() => refuseUnlessWhole('air', dictionary, grant)).toThrow(
        expect.objectContaining({ code: 'grant-required' }),
      );
  });
});

describe('masking rules', () => {
  const bound = Dictionary.parse({
    fields: dictionary.fields.map((field) => (field.name === '负责人' ? { ...field, masking: 'hash' } : field)),
  });

  it('of the dictionary hold unless the agency decides otherwise for that column', () => {
    expect(maskingOf(bound)).toEqual([{ column: '负责人', rule: 'hash' }]);
    expect(maskingOf(bound, [{ column: '浓度', rule: 'round-ten' }])).toHaveLength(2);
    expect(maskingOf(bound, [{ column: '负责人', rule: 'remove' }])).toEqual([{ column: '负责人', rule: 'remove' }]);
  });

  it('are needed by columns more sensitive than the dataset', () => {
    const sensitive = Dictionary.parse({ fields: dictionary.fields.map((field) => ({ ...field, sensitivity: 'L3' })) });
    const faults = maskingFaults(aDataset({ dictionary: sensitive }), [{ column: '负责人', rule: 'hash' }], []);
    expect(faults.map(({ detail }) => detail.en)).toEqual([
      "column 站点 is L3, above the dataset's L2: it needs a masking rule",
      "column 浓度 is L3, above the dataset's L2: it needs a masking rule",
    ]);
  });
});

describe('a masking rule that the agency decides on is named as wrong where it', () => {
  const faultsOf = (...decided: { column: string; rule: string }[]) => {
    const masking = decided as ColumnMasking[];
    return maskingFaults(aDataset(), masking, masking).map(({ pointer, detail }) => [pointer, detail.en]);
  };

  it('is for no column of the dictionary', () => {
    expect(faultsOf({ column: '站点', rule: 'hash' }, { column: '电话', rule: 'hash' })).toEqual([
      ['/masking/1', 'the dictionary has no column "电话"'],
    ]);
  });

  it('is one of several for the same column', () => {
    expect(faultsOf({ column: '站点', rule: 'hash' }, { column: '站点', rule: 'remove' })).toEqual([
      ['/masking/0', 'column "站点" has several rules'],
      ['/masking/1', 'column "站点" has several rules'],
    ]);
  });

  it('doesn’t fit the type of its column', () => {
    expect(faultsOf({ column: '站点', rule: 'round-ten' }, { column: '浓度', rule: 'round-ten' })).toEqual([
      ['/masking/0', 'masking rule round-ten does not fit column "站点" of type string'],
    ]);
  });

  it('leaves no column', () => {
    const all = ['站点', '负责人', '浓度'].map((column) => ({ column, rule: 'remove' }));
    expect(faultsOf(...all)).toEqual([['/masking', 'not every column can be removed']]);
    expect(faultsOf(...all.slice(1))).toEqual([]);
  });

  it('none where there is no dictionary, or a column is as sensitive as the dataset', () => {
    const { dictionary: _, ...unbound } = aDataset();
    expect(maskingFaults(unbound, [], [{ column: '电话', rule: 'hash' }])).toEqual([]);
    const equal = Dictionary.parse({ fields: dictionary.fields.map((field) => ({ ...field, sensitivity: 'L2' })) });
    expect(maskingFaults(aDataset({ dictionary: equal }), [], [])).toEqual([]);
    expect(maskingOf(undefined)).toEqual([]);
  });
});

describe('an entry is incomplete', () => {
  const pathsOf = (over: object) =>
    (DatasetEntry.safeParse(anEntryOf(over)).error?.issues ?? []).map(({ path }) => path.join('.'));

  it.each([
    ['QD-9b: where it is closed and no basis is stated', { openness: 'closed', openingModes: [] }, ['legalBasis']],
    ['where it is open in no mode', { openingModes: [] }, ['openingModes']],
    ['where it is conditional in no mode', { openness: 'conditional', openingModes: [] }, ['openingModes']],
    ['where its level is that of a state secret', { securityLevel: '秘密' }, ['securityLevel', 'securityLevel']],
    ['where a keyword is there twice', { keyword: ['水', '水'] }, ['keyword']],
    ['where a mode is there twice', { openingModes: ['download', 'download'] }, ['openingModes']],
    ['where a proof is there twice', { requiredProofs: ['甲', '甲'] }, ['requiredProofs']],
    ['where its period ends before it begins', { temporal: { from: '2026-02-01', to: '2026-01-31' } }, ['temporal.to']],
    ['where its telephone number is none', { contact: { name: '科', phone: '请来信' } }, ['contact.phone']],
  ])('%s', (_when, over, paths) => {
    expect(pathsOf(over)).toEqual(paths);
  });

  it.each([
    ['closed with its basis, in no mode', { openness: 'closed', openingModes: [], legalBasis: '第三条' }],
    ['of one day', { temporal: { from: '2026-02-01', to: '2026-02-01' } }],
    ['of a period with one end', { temporal: { from: '2026-02-01' } }],
    ['with an extension number', { contact: { name: '科', phone: '0532-85911234转8' } }],
  ])('never because it is %s', (_what, over) => {
    expect(pathsOf(over)).toEqual([]);
  });

  it('in all that it lacks at once', () => {
    expect(pathsOf({ title: undefined, openness: 'closed', openingModes: [] })).toEqual(['title', 'legalBasis']);
  });
});

describe('a dataset is changed', () => {
  it('by staff of its publisher alone', () => {
    const may = Object.entries(callers).filter(([, caller]) => isStaff(caller, aDataset()));
    expect(may.map(([name]) => name)).toEqual(['agency-clerk', 'agency-reviewer', 'agency-principal']);
    for (const [, caller] of may) expect(() => refuseUnlessStaff(caller, aDataset())).not.toThrow();
    for (const caller of [callers.anonymous, callers.regulator, callers['other-agency-clerk']])
      expect(() => refuseUnlessStaff(caller, aDataset())).toThrow(expect.objectContaining({ code: 'forbidden' }));
  });

  it('in the capacity of the one who changes it', () => {
    const reviewer = callers['agency-reviewer'];
    expect(staffBy(reviewer, aDataset())).toEqual({ role: 'agency-reviewer', agency: 'ecology-bureau' });
    const ofDistrict = aDataset({ publisher: 'laoshan-housing-bureau', district: 'laoshan' });
    expect(staffBy(callers['district-clerk'], ofDistrict)).toEqual({
      role: 'agency-clerk',
      agency: 'laoshan-housing-bureau',
      district: 'laoshan',
    });
  });
});

describe('a file name', () => {
  it.each([
    ['空气质量小时值', '空气质量小时值.csv'],
    ['PM2.5 与气象（2010—2014 年）', 'PM2.5_与气象（2010—2014_年）.csv'],
    ['../../etc/passwd', 'etc_passwd.csv'],
    ['a\r\nb"c', 'a_b_c.csv'],
    ['100%?#', '100.csv'],
    ['***', 'data.csv'],
    ['长'.repeat(200), `${'长'.repeat(90)}.csv`],
  ])('of %j is %s', (title, expected) => {
    expect(fileNameOf(title, 'CSV')).toBe(expected);
  });
});
