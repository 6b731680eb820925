import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Person, Role } from '../../../domain/access/caller.ts';
import {
  Grant,
  GrantState,
  grantOf,
  grantState,
  maySeeGrant,
  usableGrant,
  validityOf,
} from '../../../domain/access/grant.ts';
import { Instant, instantOf, LocalDate } from '../../../domain/calendar/dates.ts';
import type { Case } from '../../../domain/case/case.ts';
import type { DatasetState } from '../../../domain/catalog/words.ts';
import { AgencyId, AgreementId, DatasetId, DistrictId, GrantId } from '../../../domain/ids.ts';
import { aDataset, anApplication, cityQuota } from './an-application.ts';

const now = Instant.parse('2026-09-28T02:00:00.000Z');
const granted = (over: Partial<Case> = {}, dataset = aDataset()): Grant =>
  grantOf(anApplication(over), dataset, cityQuota, now);

describe('the grant of an application', () => {
  it('QD-17.3: is for the applicant, the purpose and the period that were applied for', () => {
    expect(granted()).toMatchObject({
      id: 'case-1',
      holder: 'company',
      datasetId: 'air',
      purpose: '研究空气质量与出行的关系',
      validFrom: '2026-10-01',
      validTo: '2026-12-31',
    });
  });

  it('names every published column and no other, where the approval names none', () => {
    expect(granted().columns).toEqual(['id', 'district', 'pm25']);
  });

  it('keeps to the columns and rows that were approved', () => {
    const terms = { columns: ['pm25', 'id'], rows: { district: 'eq.崂山区' } };
    expect(granted({ terms })).toMatchObject(terms);
  });

  it("takes the approval's quota before the dataset's, and that before the city's", () => {
    const approved = { calls: 7, per: 'total' } as const;
    const ofDataset = { calls: 50, per: 'month' } as const;
    expect(granted({ terms: { quota: approved } }, aDataset({ defaultQuota: ofDataset })).quota).toEqual(approved);
    expect(granted({}, aDataset({ defaultQuota: ofDataset })).quota).toEqual(ofDataset);
    expect(granted().quota).toEqual(cityQuota);
  });

  it('names the agreement that was signed, where there is one', () => {
    const agreement = { id: AgreementId.parse('case-1-1'), textSha256: 'a'.repeat(64) };
    expect(granted({ agreement }).agreementId).toBe('case-1-1');
    expect(granted()).not.toHaveProperty('agreementId');
  });

  it('is for every row where the approval names none', () => {
    expect(granted()).not.toHaveProperty('rows');
  });

  it('is kept as it is, and not without a holder, a column or an agency', () => {
    expect(Grant.parse(granted())).toEqual(granted());
    for (const broken of [{ holder: '' }, { columns: [] }, { agency: {} }])
      expect(Grant.safeParse({ ...granted(), ...broken }).success).toBe(false);
  });

  it('is not made of a dataset that was never published', () => {
    expect(() => granted({}, aDataset({ published: false }))).toThrow('no published data');
  });
});

describe('the state of a grant', () => {
  it('is one of these', () => {
    expect(GrantState.options).toEqual(['pending', 'active', 'suspended', 'restricted', 'expired', 'ended']);
  });

  const at = (time: string, dataset: DatasetState = 'published', over: Partial<Grant> = {}) =>
    grantState({ ...granted(), ...over }, dataset, Instant.parse(time));

  it('is pending until 00:00 of its first day and expired from 24:00 of its last', () => {
    expect(at('2026-09-30T15:59:59.999Z')).toBe('pending');
    expect(at('2026-09-30T16:00:00.000Z')).toBe('active');
    expect(at('2026-12-31T15:59:59.999Z')).toBe('active');
    expect(at('2026-12-31T16:00:00.000Z')).toBe('expired');
  });

  it('is suspended while its dataset is, unless it is over for good', () => {
    expect(at('2026-10-05T00:00:00.000Z', 'suspended')).toBe('suspended');
    expect(at('2027-10-05T00:00:00.000Z', 'suspended')).toBe('expired');
  });

  it('is ended once it was ended or its dataset was taken down', () => {
    expect(at('2026-10-05T00:00:00.000Z', 'taken-down')).toBe('ended');
    expect(at('2026-10-05T00:00:00.000Z', 'published', { endedAt: now })).toBe('ended');
  });

  it('is active exactly within its validity while the dataset is open', () => {
    const day = fc.integer({ min: Date.UTC(2026, 8, 1), max: Date.UTC(2027, 1, 1) }).map(instantOf);
    const { from, until } = validityOf(granted());
    fc.assert(
      fc.property(
        day,
        (instant) => grantState(granted(), 'published', instant) === 'active' || instant < from || instant >= until,
      ),
    );
  });

  it('lasts one day where its first is its last', () => {
    const oneDay = LocalDate.parse('2026-10-01');
    const { from, until } = validityOf({ validFrom: oneDay, validTo: oneDay });
    expect(Date.parse(until) - Date.parse(from)).toBe(24 * 60 * 60 * 1000);
  });
});

describe('the grant that opens a dataset', () => {
  const grant = (id: string, over: Partial<Grant> = {}): Grant => ({ ...granted(), id: GrantId.parse(id), ...over });
  const air = DatasetId.parse('air');
  const inUse = Instant.parse('2026-10-05T00:00:00.000Z');
  const codeOf = (act: () => unknown): unknown => {
    try {
      return act();
    } catch (error) {
      return (error as { code?: string }).code;
    }
  };

  it('is the first active one, whatever else there is', () => {
    const grants = [
      grant('over', { endedAt: now }),
      grant('other', { datasetId: DatasetId.parse('areas') }),
      grant('good'),
    ];
    expect(usableGrant(grants, air, inUse).id).toBe('good');
  });

  it('has to be applied for where there is none', () => {
    expect(codeOf(() => usableGrant([], air, inUse))).toBe('grant-required');
    expect(() => usableGrant([], air, inUse)).toThrow('dataset air is conditional');
  });

  it.each([
    ['2026-09-30T00:00:00.000Z', 'active from 2026-10-01 on'],
    ['2027-01-01T00:00:00.000Z', 'expired on 2026-12-31'],
  ])('at %s it is refused, for it is %s', (at, why) => {
    expect(codeOf(() => usableGrant([grant('g')], air, Instant.parse(at)))).toBe('grant-not-active');
    expect(() => usableGrant([grant('g')], air, Instant.parse(at))).toThrow(why);
  });

  it('is refused once it was ended', () => {
    expect(() => usableGrant([grant('g', { endedAt: now })], air, inUse)).toThrow('has ended');
  });
});

describe('who may see a grant', () => {
  const person = (subject: string, roles: Role[] = [], over: Partial<Person> = {}): Person => ({
    kind: 'person',
    subject,
    roles,
    realName: 'person',
    dishonest: false,
    ...over,
  });
  const ofDistrict: Grant = {
    ...granted(),
    agency: { id: AgencyId.parse('laoshan-housing-bureau'), district: DistrictId.parse('laoshan') },
  };
  const agency = (id: string) => ({ agency: AgencyId.parse(id) });
  const district = (id: string) => ({ district: DistrictId.parse(id) });

  it.each([
    ['its holder', person('company'), true],
    ["the agency's staff", person('clerk', ['agency-clerk'], agency('laoshan-housing-bureau')), true],
    ['the municipal regulator', person('regulator', ['regulator']), true],
    ["the district's regulator", person('regulator', ['regulator'], district('laoshan')), true],
    ['somebody else', person('citizen'), false],
    ["another agency's staff", person('clerk', ['agency-clerk'], agency('civil-affairs-bureau')), false],
    ["another district's regulator", person('regulator', ['regulator'], district('jimo')), false],
    ['an operator', person('operator', ['operator', 'regulator']), false],
    ['an expert', person('expert', ['expert']), false],
  ])('%s: %o → %s', (_who, who, may) => {
    expect(maySeeGrant(who, ofDistrict)).toBe(may);
  });
});
