import { describe, expect, it } from 'vitest';
import { proceduresOf } from '../reading/of-city.ts';
import { lines } from '../reading/read-aloud.ts';

const jinfeng = proceduresOf('jinfeng');

describe('金凤 第七章 数据共享', () => {
  it('JF-12, JF-25a, JF-25b, ZW-20, ZW-21, ZW-22: 无条件的及时供给; 有条件的经运营中心审核并征得责任单位同意, 5个工作日内予以答复', () => {
    expect(jinfeng('sharing-request')).toEqual(
      lines(`
        JF-25b: filed by other-unit (JF-12)
        opens at requester-approval-of-unconditional for unconditional; else requester-approval
        withdrawn from requester-approval-of-unconditional, requester-approval, centre-review, provider-review, correction → closed
        requester-approval-of-unconditional ZW-20: counterpart-principal
        - pass     → supply
        - decline  → tell-reasons = declined, reason
        requester-approval ZW-20: counterpart-principal
        - pass     → centre-review
        - decline  → tell-reasons = declined, reason
        supply JF-25a: municipal-regulator, †1 wd JF-25a, 1 wd ZW-21
        - pass     → share = granted, with answer
        centre-review JF-25b: municipal-regulator, †2 wd JF-25b
        - pass     → provider-review
        - return   → correction, all reasons
        - refuse   → tell-reasons = refused, reason, with basis
        provider-review ZW-21: agency, 5 wd JF-25b, 10 wd ZW-21 extended by 10 (agency asks, same-level-regulator consents, ZW-21), applicant may add
        - pass     → provider-approval, reason
        - return   → correction, all reasons
        provider-approval ZW-20: agency-principal, 5 wd JF-25b going on, 10 wd ZW-21 going on extended by 10 (agency asks, same-level-regulator consents, ZW-21)
        - approve  → delivery
        - refuse   → centre-reconsideration, reason, with basis
        - return   → provider-review, all reasons
        correction ZW-21: applicant
        - resubmit → centre-review, reason
        centre-reconsideration JF-25b: municipal-regulator, †2 wd JF-25b
        - pass     → tell-reasons = refused
        - return   → provider-review, all reasons
        delivery ZW-22: agency, 20 wd ZW-22
        - pass     → share = granted, perhaps answer
        share (share-data) JF-25b → closed
        tell-reasons JF-25b → closed
      `),
    );
  });

  it('JF-12, JF-22, JF-23a: other levels’ and society’s data through the centre; refused only on a basis', () => {
    expect(jinfeng('sharing-demand')).toEqual(
      lines(`
        JF-22: filed by other-unit (JF-12)
        opens at coordination
        withdrawn from coordination → closed
        coordination JF-22: municipal-regulator, †10 wd JF-22
        - pass   → tell-parties = agreed, with answer
        - refuse → tell-reasons = refused, reason, with basis
        tell-parties JF-22  → closed
        tell-reasons JF-23a → closed
      `),
    );
  });

  it('JF-16, ZW-28: the text names no way for a dispute; by higher law the parties, the regulator, the government', () => {
    expect(jinfeng('dispute')).toEqual(
      lines(`
        ZW-28: filed by other-unit (ZW-28)
        opens at sharing-negotiation for sharing; else negotiation
        withdrawn from negotiation, sharing-negotiation → closed
        negotiation ZW-28: agency and counterpart together
        - approve → record-source = agreed, with source
        - refuse  → coordination, reason, alone
        coordination ZW-28: agency and counterpart and common-regulator together
        - approve → record-source = agreed, with source
        - refuse  → decision, reason, only common-regulator, alone
        decision ZW-28: common-government
        - approve → record-source = settled, reason, with source
        sharing-negotiation ZW-28: agency and counterpart together
        - approve → tell-parties = agreed
        - refuse  → sharing-coordination, reason, alone
        sharing-coordination ZW-28: agency and counterpart and common-regulator together
        - approve → tell-parties = agreed
        - refuse  → sharing-decision, reason, only common-regulator, alone
        sharing-decision ZW-28: common-government
        - approve → tell-parties = settled, reason
        - refuse  → tell-parties = settled, reason
        record-source JF-16 → closed
        tell-parties  ZW-28 → closed
      `),
    );
  });
});
