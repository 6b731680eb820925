import { describe, expect, it } from 'vitest';
import { proceduresOf } from '../reading/of-city.ts';
import { lines } from '../reading/read-aloud.ts';

const qingdao = proceduresOf('qingdao');

describe('青岛 第四章 数据获取与审核', () => {
  it('QD-16, QD-17.1, QD-17.2a, QD-17.2b, QD-17.3: five working days for the municipal regulator, ten for the agency, then an agreement of both', () => {
    expect(qingdao('application')).toEqual(
      lines(`
        QD-17.1: filed by real-name (QD-16), nobody dishonest
        opens at formal-review
        withdrawn from formal-review, agency-review, agreement → closed
        formal-review QD-17.2a: municipal-regulator, 5 wd QD-17.2a, applicant may add
        - pass    → agency-review
        - return  → tell-reasons = returned, all reasons
        agency-review QD-17.2b: agency, 10 wd QD-17.2b, applicant may add
        - approve → agreement
        - refuse  → tell-reasons = refused, reason
        agreement QD-17.3: applicant and agency together
        - sign    → grant-access = granted
        - decline → notify-regulator = declined, alone
        grant-access     QD-17.3 → notify-regulator
        notify-regulator QD-17.3 → closed
        tell-reasons    QD-17.2a → closed
      `),
    );
  });

  it('QD-18a, QD-18b, QD-18c: five working days for the municipal regulator, ten for the agency, twenty to open', () => {
    expect(qingdao('demand')).toEqual(
      lines(`
        QD-18a: filed by registered (QD-18a)
        opens at formal-review
        withdrawn from formal-review, agency-review → closed
        formal-review QD-18a: municipal-regulator, 5 wd QD-18a, applicant may add
        - pass    → agency-review, perhaps agency
        - return  → tell-reasons = returned, all reasons
        agency-review QD-18b: agency, 10 wd QD-18b, applicant may add
        - approve → tell-answer
        - refuse  → tell-reasons = refused, reason
        - return  → formal-review, reason
        tell-answer QD-18b → opening
        opening QD-18c: agency, 20 wd QD-18c
        - pass    → report-result = opened, with datasetId
        report-result QD-18c → closed
        tell-reasons  QD-18a → closed
      `),
    );
  });
});

describe('青岛 第十七条 开放利用协议', () => {
  it('QD-17.3: a breach is put right, or the agency ends the agreement; the government hears appeals', () => {
    expect(qingdao('violation')).toEqual(
      lines(`
        QD-17.3: filed by same-level-regulator or municipal-regulator or agency-staff or other-unit (QD-17.3)
        opens at decision
        decision QD-17.3: agency or same-level-regulator, †5 wd QD-17.3, applicant or respondent may add
        - restrict  → restrict = restricted, reason, perhaps basis, only agency or same-level-regulator
        - end       → restrict-until-final = ended, reason, perhaps basis, only agency
        - unfounded → report-result = dismissed, reason, only agency
        restrict (restrict-grant) QD-17.3 → rectification
        rectification QD-17.3: respondent, †10 wd QD-17.3, respondent may add
        - resubmit  → verification, reason
        - appeal    → appeal, reason
        - end       → appeal-period = ended, reason, perhaps basis, only agency
        verification QD-17.3: agency or same-level-regulator, †5 wd QD-17.3
        - verify    → restore = rectified
        - return    → rectification, all reasons
        appeal QD-17.3: government, †40 wd QD-17.3
        - unfounded → rectification, reason
        - restore   → restore = dismissed, reason
        restrict-until-final (restrict-grant) QD-17.3 → appeal-period
        appeal-period QD-17.3: respondent, rests, lasts 60 d QD-17.3 then end
        - appeal    → appeal-against-the-end, reason
        appeal-against-the-end QD-17.3: government, †40 wd QD-17.3
        - unfounded → end, reason
        - restore   → restore = dismissed, reason
        end (end-grant) QD-17.3 → report-result
        restore (restore-grant) QD-17.3 → report-result
        report-result QD-17.3 → closed
      `),
    );
  });
});
