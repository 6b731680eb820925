import { describe, expect, it } from 'vitest';
import { proceduresOf } from '../reading/of-city.ts';
import { lines } from '../reading/read-aloud.ts';

const dazhou = proceduresOf('dazhou');

describe('達州 第四章、第五章', () => {
  it('DZ-43: 限制數據獲取權限、關閉數據供給通道、終止授權, each by whom it is within the powers of', () => {
    expect(dazhou('violation')).toEqual(
      lines(`
        DZ-43: filed by same-level-regulator or municipal-regulator or agency-staff or other-unit (DZ-43)
        opens at decision
        decision DZ-43: same-level-regulator or department or agency, †5 wd DZ-43, applicant or respondent may add
        - restrict  → restrict = restricted, reason, perhaps basis, only same-level-regulator or department or agency
        - close     → close = restricted, reason, perhaps basis, only same-level-regulator or department
        - end       → restrict-until-final = ended, reason, perhaps basis, only same-level-regulator or agency
        - unfounded → report-result = dismissed, reason, only same-level-regulator
        restrict (restrict-grant) DZ-43 → rectification
        close    (close-channels) DZ-43 → rectification
        rectification DZ-43: respondent, †10 wd DZ-43, respondent may add
        - resubmit  → verification, reason
        - appeal    → appeal, reason
        - end       → appeal-period = ended, reason, perhaps basis, only same-level-regulator or agency
        verification DZ-43: same-level-regulator or department or agency, †5 wd DZ-43
        - verify    → restore = rectified
        - return    → rectification, all reasons
        appeal DZ-43: government, †40 wd DZ-43
        - unfounded → rectification, reason
        - restore   → restore = dismissed, reason
        restrict-until-final (restrict-grant) DZ-43 → appeal-period
        appeal-period DZ-43: respondent, rests, lasts 60 d DZ-43 then end
        - appeal    → appeal-against-the-end, reason
        appeal-against-the-end DZ-43: government, †40 wd DZ-43
        - unfounded → end, reason
        - restore   → restore = dismissed, reason
        end     (end-grant)     DZ-43 → report-result
        restore (restore-grant) DZ-43 → report-result
        report-result DZ-43 → closed
      `),
    );
  });

  it('DZ-44: 定期組織開展數據安全風險評估, each unit', () => {
    expect(dazhou('risk-assessment')).toEqual(
      lines(`
        DZ-44: filed by platform (DZ-44)
        a duty for each agency, 60 days ahead
        opens at assessment
        assessment DZ-44: agency, †by 11-30 DZ-44
        - pass → closed = done, all reasons
      `),
    );
  });

  it('DZ-45: 啟動應急預案, 向社會發佈警示信息, 向網信、公安等有關主管部門通報情況', () => {
    expect(dazhou('incident')).toEqual(
      lines(`
        DZ-45: filed by agency-staff or same-level-regulator or municipal-regulator (DZ-45)
        opens at suspend-opening for dataset; else containment
        suspend-opening DZ-45 → containment
        containment DZ-45: same-level-regulator, †1 wd DZ-45, applicant may add
        - pass      → warning, reason
        - unfounded → restore-opening = dismissed, reason
        warning DZ-45: same-level-regulator, †1 wd DZ-45
        - warn      → notification, with notice
        - pass      → notification, reason
        notification DZ-45: same-level-regulator, †1 wd DZ-45
        - pass      → clearance, with informed, informing 网信部门、公安机关
        clearance DZ-45: same-level-regulator, †10 wd DZ-45, applicant or agency-staff may add
        - restore   → restore-opening = done, reason
        restore-opening DZ-45 → report-result
        report-result   DZ-45 → closed
      `),
    );
  });

  it('DZ-49: 監督檢查及考核評價, of each level once a year', () => {
    expect(dazhou('effectiveness')).toEqual(
      lines(`
        DZ-49: filed by platform (DZ-49)
        a duty for each city and district, 60 days ahead
        opens at bulletin
        bulletin DZ-49: same-level-regulator, †by 12-31 DZ-49
        - pass → publish-bulletin = published, all reasons
        publish-bulletin DZ-49 → closed
      `),
    );
  });
});
