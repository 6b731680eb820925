import { describe, expect, it } from 'vitest';
import { proceduresOf } from '../reading/of-city.ts';
import { lines } from '../reading/read-aloud.ts';

const dazhou = proceduresOf('dazhou');

describe('達州 第三章 共享', () => {
  it('DZ-20a, DZ-20b, DZ-23, ZW-20, ZW-21, ZW-22: five working days, five more while the provider is consulted; ten beside them between departments', () => {
    expect(dazhou('sharing-request')).toEqual(
      lines(`
        DZ-20a: filed by other-unit (DZ-20a)
        opens at requester-approval for conditional; else requester-approval-across-levels for across-levels; else regulator-answer for conditional-with-public-service; else joint-review-with-public-service for across-levels-with-public-service
        withdrawn from requester-approval, requester-approval-across-levels, catalog-review, provider-review, correction, joint-review, regulator-answer, consultation, joint-review-with-public-service → closed
        requester-approval ZW-20: counterpart-principal
        - pass     → catalog-review
        - decline  → tell-reasons = declined, reason
        requester-approval-across-levels ZW-20: counterpart-principal
        - pass     → joint-review
        - decline  → tell-reasons = declined, reason
        catalog-review DZ-20b: same-level-regulator, 5 wd DZ-20b, 10 wd ZW-21 for conditional extended by 10 (agency asks, same-level-regulator consents, ZW-21)
        - approve  → provider-review
        - pass     → provider-review, reason, 5 more days (DZ-20b)
        - return   → correction, all reasons
        - refuse   → tell-reasons = refused, reason, with basis
        provider-review ZW-21: agency, 5 wd DZ-20b going on, 10 wd ZW-21 going on for conditional or across-levels extended by 10 (agency asks, same-level-regulator consents, ZW-21), applicant may add
        - pass     → provider-approval, reason
        - return   → correction, all reasons
        provider-approval ZW-20: agency-principal, 5 wd DZ-20b going on, 10 wd ZW-21 going on for conditional or across-levels extended by 10 (agency asks, same-level-regulator consents, ZW-21)
        - approve  → delivery
        - refuse   → tell-reasons = refused, reason, with basis
        - return   → provider-review, all reasons
        correction ZW-21: applicant
        - resubmit → catalog-review, reason
        joint-review DZ-23: municipal-regulator and agency together, municipal-regulator prevails, †5 wd DZ-23, 10 wd ZW-21 for across-levels extended by 10 (agency asks, same-level-regulator consents, ZW-21)
        - approve  → provider-approval
        - refuse   → tell-reasons = refused, reason, with basis
        delivery ZW-22: agency, 20 wd ZW-22
        - pass     → share = granted, perhaps answer
        regulator-answer DZ-20b: same-level-regulator, 5 wd DZ-20b, applicant may add
        - approve  → share = granted
        - pass     → consultation, reason, 5 more days (DZ-20b)
        - refuse   → tell-reasons = refused, reason, with basis
        consultation DZ-20b: agency, 5 wd DZ-20b going on
        - pass     → answer-after-consultation, reason
        answer-after-consultation DZ-20b: same-level-regulator, 5 wd DZ-20b going on
        - approve  → share = granted
        - refuse   → tell-reasons = refused, reason, with basis
        joint-review-with-public-service DZ-23: municipal-regulator and agency together, municipal-regulator prevails, †5 wd DZ-23, 10 wd ZW-21 for across-levels extended by 10 (agency asks, same-level-regulator consents, ZW-21)
        - approve  → share = granted
        - refuse   → tell-reasons = refused, reason, with basis
        share (share-data) DZ-20b → closed
        tell-reasons DZ-20b → closed
      `),
    );
  });

  it('DZ-22, DZ-23: 在已共享的目錄範圍以外, 經與數源單位溝通協商; 跨層級、跨區域的,市級主管部門協調獲取', () => {
    expect(dazhou('sharing-demand')).toEqual(
      lines(`
        DZ-22: filed by other-unit (DZ-22)
        opens at coordination for higher-level or other-region or society; else negotiation
        withdrawn from negotiation, source-answer, coordination → closed
        negotiation DZ-22: same-level-regulator, †5 wd DZ-22
        - pass    → source-answer, with agency
        - refuse  → tell-reasons = refused, reason, with basis
        source-answer DZ-22: agency, †10 wd DZ-22
        - approve → cataloguing
        - refuse  → tell-reasons = refused, reason, with basis
        cataloguing DZ-22: agency-staff, †20 wd DZ-22
        - pass    → tell-parties = listed, with datasetId
        coordination DZ-23: municipal-regulator, †10 wd DZ-23
        - pass    → tell-parties = agreed, with answer
        - refuse  → tell-reasons = refused, reason, with basis
        tell-parties DZ-22 → closed
        tell-reasons DZ-22 → closed
      `),
    );
  });

  it('DZ-47, ZW-28: disputes over the source or over sharing: the parties, the regulator with its experts, the government', () => {
    expect(dazhou('dispute')).toEqual(
      lines(`
        DZ-47: filed by other-unit (DZ-47)
        opens at sharing-negotiation for sharing; else negotiation
        withdrawn from negotiation, sharing-negotiation → closed
        experts asked by common-regulator (DZ-47)
        negotiation ZW-28: agency and counterpart together
        - approve → record-source = agreed, with source
        - refuse  → coordination, reason, alone
        coordination DZ-47: agency and counterpart and common-regulator together
        - approve → record-source = agreed, with source
        - refuse  → decision, reason, only common-regulator, alone
        decision ZW-28: common-government
        - approve → record-source = settled, reason, with source
        sharing-negotiation ZW-28: agency and counterpart together
        - approve → tell-parties = agreed
        - refuse  → sharing-coordination, reason, alone
        sharing-coordination DZ-47: agency and counterpart and common-regulator together
        - approve → tell-parties = agreed
        - refuse  → sharing-decision, reason, only common-regulator, alone
        sharing-decision ZW-28: common-government
        - approve → tell-parties = settled, reason
        - refuse  → tell-parties = settled, reason
        record-source DZ-14 → closed
        tell-parties  DZ-47 → closed
      `),
    );
  });
});
