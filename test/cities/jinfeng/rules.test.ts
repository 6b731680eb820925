import { describe, expect, it } from 'vitest';
import { jinfeng } from '../../../cities/jinfeng.ts';
import { currentPolicy } from '../../../domain/policy/policy.ts';
import { lines, words } from '../reading/read-aloud.ts';
import { rulesAloud } from '../reading/rules-aloud.ts';

const policy = currentPolicy(jinfeng);

describe('《金凤区公共数据资源管理办法(试行)》', () => {
  it('JF-35: ran from 2023-08-01 to 2025-08-01, both days within it', () => {
    expect(policy).toMatchObject({ version: 'JF-1', letters: 'JF' });
    expect(policy.inForce).toEqual({ from: '2023-08-01', to: '2025-08-01' });
  });

  it('stands beside 政务数据共享条例 (ZW)', () => {
    expect(policy.overlays?.map(({ letters, regulation }) => [letters, regulation.zh])).toEqual([
      ['ZW', '《政务数据共享条例》'],
    ]);
  });

  it('its procedures, and no others: none is the public’s', () => {
    expect(Object.keys(policy.procedures).toSorted()).toEqual(
      words(`
        catalog-change catalog-extension demand dispute drill effectiveness incident new-system objection publication
        rectification responsible-persons risk-assessment sharing-demand sharing-request sharing-termination
        upkeep
      `),
    );
  });

  it('asks nobody to sign in: the text has nothing on the public', () => {
    expect(policy.unconditionalNeedsIdentity).toBe(false);
  });

  it('JF-2, JF-3, JF-8, JF-10a, JF-13, JF-15, JF-16, JF-17, JF-18, JF-23b, JF-24, JF-26b, JF-29a, JF-29b: what is asked of the catalog', () => {
    expect(rulesAloud(policy.catalog).toSorted()).toEqual(
      lines(`
        stateSecrets: JF-2
        requires: fields dataKind (JF-3)
        requires: fields informationItems and sharing (JF-8)
        requires: fields collection (JF-17)
        requires: fields responsible (JF-26b)
        changes: event (JF-10a)
        steps: dictionary JF-8, resource JF-13, securityReview JF-26b, riskAssessment JF-29a, masking JF-29a
        gathersWithinEntry: (JF-15)
        oneSource: dispute ZW-28 (JF-16)
        updates: (JF-18)
        refusesOrigins: origins sharing (JF-23b)
        sharing: type unconditional, needs mode (JF-8)
        sharing: type conditional, needs mode (JF-8)
        sharing: type conditional, needs reason and basis (JF-24)
        sharing: type none, needs reason and basis (JF-24)
        secrecyReview: (JF-26b)
        protects: contents business-secret and privacy, opensAfter never (JF-29a)
        crossBorder: (JF-29b)
      `).toSorted(),
    );
  });

  it('JF-23b, JF-25c, JF-28, ZW-29: what is asked of sharing', () => {
    expect(rulesAloud(policy.sharing).toSorted()).toEqual(
      lines(`
        notPassedOn: (JF-23b)
        treated: (JF-25c)
        commitment: (JF-28)
        useRecords: years 3 (ZW-29)
      `).toSorted(),
    );
  });
});

describe('Jinfeng', () => {
  it('is one district of Yinchuan with none of its own', () => {
    expect(jinfeng.districts).toEqual([]);
  });

  it('JF-34: 市垂管单位参照本办法执行', () => {
    expect(rulesAloud({ unit: jinfeng.organisations })).toEqual(
      lines(`
        unit: id ecology-bureau
        unit: id civil-affairs-bureau
        unit: id tax-bureau, byReference JF-34
      `),
    );
  });

  it('keeps Ningxia’s holidays (开斋节、古尔邦节) beside the nation’s', () => {
    expect(jinfeng.holidayRegion).toBe('ningxia');
  });
});
