import { describe, expect, it } from 'vitest';
import { qingdao } from '../../../cities/qingdao.ts';
import { currentPolicy } from '../../../domain/policy/policy.ts';
import { extensionOf, stagesOf } from '../../builders/reading.ts';
import { lines, words } from '../reading/read-aloud.ts';
import { rulesAloud } from '../reading/rules-aloud.ts';

const policy = currentPolicy(qingdao);

describe('《青岛市公共数据开放工作细则》', () => {
  it('stands beside the city’s measures (QM), and the stored text names no day', () => {
    expect(policy).toMatchObject({ version: 'QD-1', letters: 'QD', overlays: [{ letters: 'QM' }], inForce: {} });
    expect(policy.inForce).toEqual({});
  });

  it('its procedures, and no others: nothing is shared, disputed or opened in an emergency by these rules', () => {
    expect(Object.keys(policy.procedures).toSorted()).toEqual(
      words(`
        application catalog-change complaint demand effectiveness industry-entry objection opening-plan product publication
        quality-evaluation rectification responsible-persons risk-assessment upkeep usage-report violation
      `),
    );
  });

  it('QD-15: unconditional data is had 直接, without signing in', () => {
    expect(policy.unconditionalNeedsIdentity).toBe(false);
  });

  it('QD-2, QD-9a, QD-9b, QD-9c, QD-11a, QD-11b, QD-12.1, QD-14b, QD-25: what is asked of the catalog', () => {
    expect(rulesAloud(policy.catalog).toSorted()).toEqual(
      lines(`
        stateSecrets: QD-2
        requires: fields legalBasis, of closed (QD-9b)
        refusesConditions: by size and region (QD-9a)
        conditionsMatchRisk: (QD-9c)
        sharing: none
        protects: contents business-secret and confidential-business and privacy and personal-information, opensAfter treatment-or-consent (QD-11b)
        reopensAfter: opensAfter treatment-or-consent (QD-11b)
        changes: basisOrReason (QD-11a), reason (QD-11b)
        steps: dictionary QD-12.1, resource QD-12.1, securityReview QD-12.1, riskAssessment QD-25, masking QD-12.1
        updates: oldest months 12 (QD-14b) (QD-14b)
      `).toSorted(),
    );
  });

  it('asks nothing of the sharing between units', () => {
    expect(policy.sharing).toEqual({});
  });

  it('lets nobody extend a period of its own, and sets the working days that its text has and no others', () => {
    const periods = Object.values(policy.procedures)
      .flatMap((procedure) => stagesOf(procedure).flatMap(([, stage]) => stage.within))
      .filter(({ kind, clause }) => kind === 'statutory' && clause.startsWith('QD-'));

    expect(periods.filter((period) => extensionOf(period) !== undefined)).toEqual([]);
    const lengths = new Set(periods.flatMap((period) => (period.unit === 'date' ? [] : [period.length])));
    // 第十二条 2, 第十七条和第十八条 5 and 10, 第十八条 20
    expect([...lengths].toSorted((one, other) => one - other)).toEqual([2, 5, 10, 20]);
  });
});

describe('Qingdao', () => {
  it('has ten districts (区、市), each with a regulator of its own (QD-8)', () => {
    expect(rulesAloud({ district: qingdao.districts })).toEqual(
      ['shinan', 'shibei', 'licang', 'laoshan', 'huangdao', 'chengyang', 'jimo', 'jiaozhou', 'pingdu', 'laixi'].map(
        (id) => `district: id ${id}`,
      ),
    );
  });

  it('has units of the city and of a district', () => {
    expect(rulesAloud({ unit: qingdao.organisations })).toEqual(
      lines(`
        unit: id ecology-bureau
        unit: id civil-affairs-bureau
        unit: id laoshan-housing-bureau, district laoshan
      `),
    );
  });

  it('keeps the nation’s holidays alone', () => {
    expect(qingdao.holidayRegion).toBeUndefined();
  });
});
