import { describe, expect, it } from 'vitest';
import { proceduresOf } from '../reading/of-city.ts';
import { lines } from '../reading/read-aloud.ts';

const dazhou = proceduresOf('dazhou');

describe('達州 第三章 開放', () => {
  it('DZ-27b, DZ-27c, DZ-29: reason and basis told; answered within five working days of receipt; the commitment before the grant', () => {
    expect(dazhou('application')).toEqual(
      lines(`
        DZ-27b: filed by real-name (DZ-27b), telling reason and basis
        opens at regulator-review
        withdrawn from regulator-review, commitment → closed
        regulator-review DZ-27c: same-level-regulator, 5 wd DZ-27c, applicant may add
        - approve → commitment, with answer
        - refuse  → tell-reasons = refused, reason, with basis
        commitment DZ-29: applicant, signs 数据利用承诺书
        - sign    → grant-access = granted
        - decline → closed = declined
        grant-access DZ-27c → closed
        tell-reasons DZ-27c → closed
      `),
    );
  });

  it('DZ-28.1: 經與數源單位充分協商: opened, unfit, or 暫時不確定, each told with reasons; 及時, without a number', () => {
    expect(dazhou('demand')).toEqual(
      lines(`
        DZ-28.1: filed by registered (DZ-28.1)
        opens at reception
        withdrawn from reception, consultation, answer → closed
        reception DZ-28.1: same-level-regulator, †5 wd DZ-28.1, applicant may add
        - pass    → consultation, perhaps agency
        - refuse  → tell-reasons = refused, reason
        consultation DZ-28.1: agency, †5 wd DZ-28.1, applicant may add
        - approve → answer
        - refuse  → answer, reason
        answer DZ-28.1: same-level-regulator, †5 wd DZ-28.1
        - approve → tell-answer
        - refuse  → tell-reasons = refused, reason
        - return  → tell-reasons = undetermined, reason
        tell-answer DZ-28.1 → opening
        opening DZ-28.1: agency, †20 wd DZ-28.1
        - pass    → report-result = opened, with datasetId
        report-result DZ-28.1 → closed
        tell-reasons  DZ-28.1 → closed
      `),
    );
  });

  it('DZ-16.2, DZ-28.2, ZW-26: thirty days for one’s own data, ten working days for an objection or what is shared, from receipt', () => {
    const ofOwnData = '30 d DZ-16.2 from receipt for own-data, †10 wd PI-46 from receipt for own-data';
    const ofOthers = '10 wd DZ-28.2 from receipt for error or omission or infringement or privacy or other';
    const ofShared = '10 wd ZW-26 from receipt for shared-data';
    expect(dazhou('objection')).toEqual(
      lines(`
        DZ-28.2: filed by registered (DZ-28.2), one at a time
        opens at correction-of-own-data for own-data; else handling
        withdrawn from correction-of-own-data, handling → closed
        correction-of-own-data DZ-16.2: agency, ${ofOwnData}, applicant may add
        - confirm-error → measures = upheld, reason
        - unfounded     → report-result = dismissed, reason
        handling DZ-28.2: agency, ${ofOthers}, ${ofShared}, applicant may add
        - confirm-error        → measures = upheld, reason
        - confirm-infringement → measures = upheld, reason
        - unfounded            → report-result = dismissed, reason
        measures DZ-28.2: agency, ${ofOwnData}, ${ofOthers}, ${ofShared}
        - resubmit  → correct-data, only after correction
        - take-down → take-down, reason
        correct-data  DZ-28.2 → report-result
        take-down     DZ-28.2 → report-result
        report-result DZ-28.2 → closed
      `),
    );
  });

  it('DZ-29: 向公共數據主管部門反饋數據使用情況', () => {
    expect(dazhou('usage-report')).toEqual(
      lines(`
        DZ-29: filed by platform (DZ-29)
        a duty for each grant, 60 days ahead
        opens at report
        report DZ-29: respondent or same-level-regulator, †by 06-30, 12-31 DZ-29
        - usage-report → closed = done
        - pass         → closed = done, reason, only same-level-regulator
      `),
    );
  });

  it('DZ-30: 市、縣級人民政府可以授權, and signs the agreement with the operating body; experts may be asked', () => {
    expect(dazhou('authorised-operation')).toEqual(
      lines(`
        DZ-30: filed by real-name (DZ-30), nobody dishonest
        opens at regulator-opinion
        withdrawn from regulator-opinion, government-decision → closed
        experts asked by same-level-regulator or government (DZ-47)
        regulator-opinion DZ-30: same-level-regulator, †10 wd DZ-30, applicant may add
        - pass    → government-decision, reason
        - refuse  → tell-reasons = refused, reason
        government-decision DZ-30: government, †20 wd DZ-30
        - approve → agreement
        - refuse  → tell-reasons = refused, reason
        agreement DZ-30: applicant and government together, signs 公共数据授权运营协议
        - sign    → grant-access = granted
        - decline → closed = declined, alone
        grant-access DZ-30 → closed
        tell-reasons DZ-30 → closed
      `),
    );
  });

  it('DZ-31: 鼓勵依法共享、開放其合法收集的自有數據: by real name, reviewed by the municipal regulator', () => {
    expect(dazhou('industry-entry')).toEqual(
      lines(`
        DZ-31: filed by real-name (DZ-31)
        opens at review for own-data
        withdrawn from review → closed
        review DZ-31: municipal-regulator, †5 wd DZ-31, applicant may add
        - pass   → report-result = listed
        - refuse → tell-reasons = refused, reason
        report-result DZ-31 → closed
        tell-reasons  DZ-31 → closed
      `),
    );
  });
});
