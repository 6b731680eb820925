import { describe, expect, it } from 'vitest';
import { proceduresOf } from '../reading/of-city.ts';
import { lines } from '../reading/read-aloud.ts';

const qingdao = proceduresOf('qingdao');

describe('青岛 第五章 数据利用', () => {
  it('QD-19a, QD-19b, QD-19c: an infringement is suspended at once; regulator and agency verify; told within ten working days of receipt', () => {
    // QM: 《青岛市公共数据管理办法》第十七条, of what is incomplete or inaccurate: 5个工作日, 经负责人批准延长至10个工作日
    expect(qingdao('objection')).toEqual(
      lines(`
        QD-19a: filed by registered (QD-19a), one at a time
        opens at suspend-opening for infringement or privacy; else verification
        withdrawn from verification → restore-opening
        suspend-opening QD-19b → verification
        verification QD-19a: same-level-regulator and agency together, same-level-regulator prevails, alone when overdue, 10 wd QD-19c from receipt, 5 wd QM-17.1 from receipt for error or omission extended to 10 (agency asks, agency-principal consents, QM-17.1), applicant may add
        - confirm-error        → correct-data = upheld, reason
        - confirm-infringement → suspend-infringing = upheld, reason
        - unfounded            → restore-opening = dismissed, reason
        suspend-infringing (suspend-opening) QD-19b → disposal
        disposal QD-19b: same-level-regulator, 10 wd QD-19c from receipt
        - take-down → take-down, reason
        - restore   → restore-opening, reason
        - reopen    → correct-data, reason, only after correction
        correct-data    QD-19a → restore-opening
        take-down       QD-19b → report-result
        restore-opening QD-19b → report-result
        report-result   QD-19c → closed
      `),
    );
  });

  it('QD-6, QD-6b, QD-7a: whatever is reported reaches the agency; what was wrong is put right and verified', () => {
    expect(qingdao('complaint')).toEqual(
      lines(`
        QD-6: filed by registered (QD-6), in confidence
        opens at tell-regulator for security-risk; else quality for quality; else answer
        withdrawn from answer, quality, security-risk → closed
        tell-regulator (notify-regulator) QD-7a → security-risk
        security-risk QD-7a: agency, †2 wd QD-7a, applicant may add
        - pass          → report-result = done, reason
        - confirm-error → rectification = upheld, reason
        quality QD-7a: agency, †10 wd QD-7a, applicant may add
        - pass          → report-result = done, reason
        - confirm-error → rectification = upheld, reason
        answer QD-6: agency, †10 wd QD-6, applicant may add
        - pass          → report-result = done, reason
        - confirm-error → rectification = upheld, reason
        rectification QD-6b: agency-staff, †10 wd QD-6b
        - resubmit      → correct-data, reason
        correct-data QD-6b → re-verification
        re-verification QD-6b: agency, †5 wd QD-6b
        - verify        → report-result = rectified, reason
        - return        → rectification, all reasons
        report-result QD-6 → closed
      `),
    );
  });

  it('QD-7b: whoever was granted data reports on its use to the agency, which may note that it was told otherwise', () => {
    expect(qingdao('usage-report')).toEqual(
      lines(`
        QD-7b: filed by platform (QD-7b)
        a duty for each grant, 60 days ahead
        opens at report
        report QD-7b: respondent or agency, †by 06-30, 12-31 QD-7b
        - usage-report → closed = done
        - pass         → closed = done, reason, only agency
      `),
    );
  });

  it('QD-20: a product is reviewed before it is shown, and promoted if it is good', () => {
    expect(qingdao('product')).toEqual(
      lines(`
        QD-20: filed by registered (QD-20)
        opens at review
        withdrawn from review, on-display, promoted → closed
        review QD-20: same-level-regulator, †5 wd QD-20, applicant may add
        - approve   → on-display = listed
        - refuse    → tell-reasons = refused, reason
        on-display QD-20: same-level-regulator, rests
        - promote   → promoted = promoted
        - take-down → tell-reasons = ended, reason
        promoted QD-20: same-level-regulator, rests
        - restore   → on-display = listed
        - take-down → tell-reasons = ended, reason
        tell-reasons QD-20 → closed
      `),
    );
  });
});

describe('青岛 第六章 监督保障', () => {
  it('QD-22: 定期进行通报, of each level', () => {
    expect(qingdao('effectiveness')).toEqual(
      lines(`
        QD-22: filed by platform (QD-22)
        a duty for each city and district, 60 days ahead
        opens at bulletin
        bulletin QD-22: same-level-regulator, †by 06-30, 12-31 QD-22
        - pass → publish-bulletin = published, all reasons
        publish-bulletin QD-22 → closed
      `),
    );
  });

  it('QD-23: 明确数据开放工作责任人, and its principal keeps the register', () => {
    expect(qingdao('responsible-persons')).toEqual(
      lines(`
        QD-23: filed by platform (QD-23)
        a duty for each agency, 30 days ahead
        opens at confirmation
        confirmation QD-23: agency-principal, †by 03-31 QD-23
        - responsible-persons naming data-opening → closed = done
      `),
    );
  });

  it('QD-25: 市主管部门对全市、区(市)主管部门对本行政区域进行风险评估', () => {
    expect(qingdao('risk-assessment')).toEqual(
      lines(`
        QD-25: filed by platform (QD-25)
        a duty for each city and district, 60 days ahead
        opens at assessment
        assessment QD-25: same-level-regulator, †by 11-30 QD-25
        - pass → closed = done, all reasons
      `),
    );
  });
});
