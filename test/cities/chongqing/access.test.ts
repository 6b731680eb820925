import { describe, expect, it } from 'vitest';
import { proceduresOf } from '../reading/of-city.ts';
import { lines } from '../reading/read-aloud.ts';

const chongqing = proceduresOf('chongqing');

describe('重庆 第一章、第三章', () => {
  it('CQ-7: 数据开放主体主要负责人是第一责任人, and is on the register', () => {
    expect(chongqing('responsible-persons')).toEqual(
      lines(`
        CQ-7: filed by platform (CQ-7)
        a duty for each agency, 30 days ahead
        opens at confirmation
        confirmation CQ-7: agency-principal, †by 03-31 CQ-7
        - responsible-persons naming principal → closed = done
      `),
    );
  });

  it('CQ-21b: 及时更新和维护, by the update cycle of the entry', () => {
    expect(chongqing('upkeep')).toEqual(
      lines(`
        CQ-21b: filed by platform (CQ-21b)
        a duty for each open-dataset
        opens at renewal
        renewal CQ-21b: agency-staff, by the day named CQ-21b or as the filing says
        - newer-release → closed = done
      `),
    );
  });

  it('CQ-22a, CQ-22b: 在收到申请之日起10个工作日内予以校核, 经主要负责人同意延长不超过10个工作日', () => {
    expect(chongqing('objection')).toEqual(
      lines(`
        CQ-22a: filed by registered (CQ-22a), one at a time
        opens at verification
        withdrawn from verification → closed
        experts asked by agency or same-level-regulator or municipal-regulator (CQ-10)
        verification CQ-22a: agency, 10 wd CQ-22a from receipt extended by 10 (agency asks, agency-principal consents, CQ-22b), applicant may add
        - confirm-error → correct-data = upheld, reason
        - unfounded     → report-result = dismissed, reason
        correct-data  CQ-22a → report-result
        report-result CQ-22a → closed
      `),
    );
  });
});

describe('重庆 第四章 开放管理', () => {
  it('CQ-24b, CQ-24c: 提出申请→及时评估→签订数据利用协议→同级主管部门审查→开放; none of the limits is in the text', () => {
    expect(chongqing('application')).toEqual(
      lines(`
        CQ-24a: filed by real-name (CQ-24a)
        opens at agency-review
        withdrawn from agency-review, agreement, regulator-review → closed
        experts asked by agency or same-level-regulator or municipal-regulator (CQ-10)
        agency-review CQ-24b: agency, †10 wd CQ-24b, applicant may add
        - approve → agreement
        - refuse  → tell-reasons = refused, reason
        agreement CQ-24b: applicant and agency together, signs 公共数据利用协议
        - sign    → regulator-review
        - decline → closed = declined, alone
        regulator-review CQ-24b: same-level-regulator, †5 wd CQ-24b
        - pass    → grant-access = granted
        - refuse  → tell-reasons = refused, reason
        grant-access CQ-24c → closed
        tell-reasons CQ-24b → closed
      `),
    );
  });
});

describe('重庆 解读', () => {
  it('CQ-I4: 应对突发事件需要: opened to all for thirty days at most, ended by reason or by itself', () => {
    expect(chongqing('emergency-opening')).toEqual(
      lines(`
        CQ-I4: filed by municipal-regulator or same-level-regulator or government (CQ-I4)
        opens at open-for-emergency
        open-for-emergency CQ-I4 → open-to-all
        open-to-all CQ-I4: municipal-regulator or same-level-regulator or government, rests, lasts 30 d CQ-I4 from receipt or as the filing says then end-emergency
        - end → end-emergency = ended, reason
        end-emergency CQ-I4 → closed
      `),
    );
  });

  it('CQ-I5: 数据服务终止情形: regulator or agency restrict and end, the government hears appeals; nobody closes all channels', () => {
    expect(chongqing('violation')).toEqual(
      lines(`
        CQ-I5: filed by same-level-regulator or municipal-regulator or agency-staff or other-unit (CQ-I5)
        opens at decision
        decision CQ-I5: same-level-regulator or agency, †5 wd CQ-I5, applicant or respondent may add
        - restrict  → restrict = restricted, reason, perhaps basis, only same-level-regulator or agency
        - end       → restrict-until-final = ended, reason, perhaps basis, only same-level-regulator or agency
        - unfounded → report-result = dismissed, reason, only same-level-regulator
        restrict (restrict-grant) CQ-I5 → rectification
        rectification CQ-I5: respondent, †10 wd CQ-I5, respondent may add
        - resubmit  → verification, reason
        - appeal    → appeal, reason
        - end       → appeal-period = ended, reason, perhaps basis, only same-level-regulator or agency
        verification CQ-I5: same-level-regulator or agency, †5 wd CQ-I5
        - verify    → restore = rectified
        - return    → rectification, all reasons
        appeal CQ-I5: government, †40 wd CQ-I5
        - unfounded → rectification, reason
        - restore   → restore = dismissed, reason
        restrict-until-final (restrict-grant) CQ-I5 → appeal-period
        appeal-period CQ-I5: respondent, rests, lasts 60 d CQ-I5 then end
        - appeal    → appeal-against-the-end, reason
        appeal-against-the-end CQ-I5: government, †40 wd CQ-I5
        - unfounded → end, reason
        - restore   → restore = dismissed, reason
        end (end-grant) CQ-I5 → report-result
        restore (restore-grant) CQ-I5 → report-result
        report-result CQ-I5 → closed
      `),
    );
  });
});
