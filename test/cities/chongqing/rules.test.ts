import { describe, expect, it } from 'vitest';
import { chongqing } from '../../../cities/chongqing.ts';
import { currentPolicy } from '../../../domain/policy/policy.ts';
import { stagesOf } from '../../builders/reading.ts';
import { lines, words } from '../reading/read-aloud.ts';
import { rulesAloud } from '../reading/rules-aloud.ts';

const policy = currentPolicy(chongqing);

describe('《重庆市公共数据开放管理暂行办法》', () => {
  it('is in force since it was published, without an end and without higher law beside it', () => {
    expect(policy).toMatchObject({ version: 'CQ-1', letters: 'CQ' });
    expect(policy.inForce).toEqual({ from: '2020-09-11' });
    expect(policy.overlays).toBeUndefined();
  });

  it('its procedures, and no others: what may have stood after 第二十五条 isn’t invented', () => {
    expect(Object.keys(policy.procedures).toSorted()).toEqual(
      words(`
        application catalog-change demand demand-solicitation dispute emergency-opening objection openness-proposal
        publication re-evaluation responsible-persons upkeep violation
      `),
    );
  });

  it('CQ-23: 经身份认证后: even unconditional data asks for a sign-in', () => {
    expect(policy.unconditionalNeedsIdentity).toBe(true);
  });

  it('CQ-19b: 行为规范和安全责任 are accepted before the platform is used', () => {
    expect(policy.conduct).toEqual({ clause: 'CQ-19b' });
  });

  it('CQ-2, CQ-3, CQ-9, CQ-12a, CQ-12b, CQ-12c, CQ-13, CQ-14a, CQ-17a, CQ-21a, CQ-21b: what is asked of the catalog', () => {
    expect(rulesAloud(policy.catalog).toSorted()).toEqual(
      lines(`
        stateSecrets: CQ-2
        requires: fields conditions, of conditional (CQ-12a)
        requires: fields legalBasis, of conditional and closed (CQ-12b)
        refusesOrigins: origins sharing (CQ-14a)
        modes: allowed unconditional download and interface and model-result, conditional download and interface and model-result and sandbox, closed none (CQ-13)
        sharing: none
        protects: contents business-secret and confidential-business and privacy and personal-information, opensAfter treatment-or-consent (CQ-12c)
        reopensAfter: opensAfter treatment-or-consent (CQ-12c)
        oneSource: dispute CQ-15a (CQ-21a)
        updates: (CQ-21b)
        changes: event (CQ-17a)
        steps: dictionary CQ-21b, resource CQ-3, securityReview CQ-9, riskAssessment CQ-9, masking CQ-9
      `).toSorted(),
    );
  });

  it('asks nothing of the sharing between units', () => {
    expect(policy.sharing).toEqual({});
  });

  it('its only statutory days are ten and five of the catalog, and ten of a verification', () => {
    const statutory = Object.values(policy.procedures)
      .flatMap((procedure) => stagesOf(procedure).flatMap(([, stage]) => stage.within))
      .flatMap((period) =>
        period.kind === 'statutory' && period.unit !== 'date' ? [`${period.clause} ${period.length}`] : [],
      );
    expect([...new Set(statutory)].toSorted()).toEqual(['CQ-17a 10', 'CQ-17b 5', 'CQ-22a 10']);
  });
});

describe('Chongqing', () => {
  it('CQ-5: 派出机构适用有关区县政府的规定: a new area ranks as a district', () => {
    expect(rulesAloud({ district: chongqing.districts })).toEqual(
      lines(`
        district: id yuzhong
        district: id jiangbei
        district: id liangjiang, kind dispatched-body
      `),
    );
  });

  it('CQ-14b: has units of the city and of a district, one of them in a department’s sector', () => {
    expect(rulesAloud({ unit: chongqing.organisations })).toEqual(
      lines(`
        unit: id ecology-bureau
        unit: id civil-affairs-bureau
        unit: id monitoring-centre, department ecology-bureau
        unit: id yuzhong-housing-bureau, district yuzhong
        unit: id liangjiang-ecology-bureau, district liangjiang
      `),
    );
  });

  it('keeps the nation’s holidays alone', () => {
    expect(chongqing.holidayRegion).toBeUndefined();
  });
});
