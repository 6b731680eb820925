import { describe, expect, it } from 'vitest';
import { dazhou } from '../../../cities/dazhou.ts';
import { currentPolicy } from '../../../domain/policy/policy.ts';
import { lines, words } from '../reading/read-aloud.ts';
import { rulesAloud } from '../reading/rules-aloud.ts';

const policy = currentPolicy(dazhou);

describe('《達州市公共數據管理辦法》', () => {
  it('DZ-53: is in force for five years from 2025-03-01, by the tighter reading', () => {
    expect(policy).toMatchObject({ version: 'DZ-1', letters: 'DZ' });
    expect(policy.inForce).toEqual({ from: '2025-03-01', to: '2030-02-28' });
  });

  it('stands beside 政务数据共享条例 (ZW) and 个人信息保护法 (PI)', () => {
    expect(policy.overlays?.map(({ letters, regulation }) => [letters, regulation.zh])).toEqual([
      ['ZW', '《政务数据共享条例》'],
      ['PI', '《个人信息保护法》'],
    ]);
  });

  it('its procedures, and no others: nothing is proposed on openness, planned for the year, or opened in an emergency', () => {
    expect(Object.keys(policy.procedures).toSorted()).toEqual(
      words(`
        application authorised-operation catalog-change catalog-extension census demand dispute effectiveness incident
        industry-entry new-system objection publication rectification responsible-persons risk-assessment sharing-demand
        sharing-request sharing-termination upkeep usage-report violation
      `),
    );
  });

  it('DZ-27a: unconditional data is had 直接, without signing in', () => {
    expect(policy.unconditionalNeedsIdentity).toBe(false);
  });

  it('DZ-10, DZ-11, DZ-12, DZ-13, DZ-14, DZ-17, DZ-19, DZ-24, DZ-25, DZ-44, ZW-17: what is asked of the catalog', () => {
    expect(rulesAloud(policy.catalog).toSorted()).toEqual(
      lines(`
        steps: dictionary DZ-11, resource DZ-10, securityReview DZ-24, riskAssessment DZ-44, masking DZ-24
        levels: widest L1 unconditional, L2 unconditional, L3 conditional, L4 closed (DZ-12)
        requires: fields resourceFormat and dataKind and sharing (DZ-13)
        requires: fields conditions, of conditional (DZ-13)
        updates: (DZ-13)
        oneSource: dispute DZ-47 (DZ-14)
        changes: event (ZW-17)
        standards: (DZ-17)
        sharing: type conditional, needs reason and conditions (DZ-19)
        sharing: type none, needs basis (DZ-19)
        highValue: themes 市场监管 and 医疗卫生 and 交通运输 and 气象服务 (DZ-24)
        protects: contents business-secret and confidential-business and privacy and personal-information, opensAfter treatment-and-consent (DZ-24)
        reopensAfter: opensAfter treatment-and-consent (DZ-25)
      `).toSorted(),
    );
  });

  it('DZ-20a, ZW-29: what is shared unconditionally is had 直接; records of use are kept for three years', () => {
    expect(rulesAloud(policy.sharing)).toEqual(
      lines(`
        directly: (DZ-20a)
        useRecords: years 3 (ZW-29)
      `),
    );
  });
});

describe('Dazhou', () => {
  it('DZ-5, DZ-6: a county without a regulator of its own, and a park that its committee looks after', () => {
    expect(rulesAloud({ district: dazhou.districts })).toEqual(
      lines(`
        district: id tongchuan
        district: id dachuan
        district: id wanyuan, regulator false
        district: id gaoxin, kind park
      `),
    );
  });

  it('DZ-3, DZ-13: has departments, a public service body, and two regulators with sub-catalogs of their own', () => {
    expect(rulesAloud({ unit: dazhou.organisations })).toEqual(
      lines(`
        unit: id ecology-bureau
        unit: id civil-affairs-bureau
        unit: id tongchuan-water-company, district tongchuan, kind public-service
        unit: id wanyuan-health-bureau, district wanyuan
        unit: id gaoxin-committee, district gaoxin
        unit: id data-bureau, regulator true
        unit: id tongchuan-data-bureau, district tongchuan, regulator true
      `),
    );
  });

  it('keeps the nation’s holidays alone', () => {
    expect(dazhou.holidayRegion).toBeUndefined();
  });
});
