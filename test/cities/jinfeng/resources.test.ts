import { describe, expect, it } from 'vitest';
import { proceduresOf } from '../reading/of-city.ts';
import { lines } from '../reading/read-aloud.ts';

// The centre (智慧城市运营中心) is the regulator of the district, which is a city of its own here.
const jinfeng = proceduresOf('jinfeng');

describe('金凤 第二章至第四章 规划、目录、清单', () => {
  it('JF-7: 新建的各类信息化系统应报送进行数据统筹论证,通过后由各单位进行建设; the text sets no limit', () => {
    expect(jinfeng('new-system')).toEqual(
      lines(`
        JF-7: filed by agency-staff (JF-7)
        opens at data-review for planned
        withdrawn from data-review → closed
        data-review JF-7: municipal-regulator, †10 wd JF-7, agency-staff may add
        - pass   → tell-agency = agreed
        - refuse → tell-agency = refused, reason
        tell-agency JF-7 → closed
      `),
    );
  });

  it('JF-9: 编制成本单位目录,并报运营中心; 汇聚、审核后,形成全区目录清单', () => {
    expect(jinfeng('publication')).toEqual(
      lines(`
        JF-9: filed by agency-staff (JF-9)
        opens at review
        withdrawn from review, correction → closed
        review JF-9: municipal-regulator, †5 wd JF-9
        - pass     → publish = published
        - return   → correction, all reasons
        correction JF-9: agency-staff
        - resubmit → review
        publish JF-9 → closed
      `),
    );
  });

  it('JF-10a, JF-10b, ZW-17: 变更之日起10个工作日内申请, 5个工作日内反馈审核意见, then the unit changes it; ten and two by higher law', () => {
    expect(jinfeng('catalog-change')).toEqual(
      lines(`
        JF-10a: filed by agency-staff (JF-10a)
        opens at opinion
        withdrawn from opinion → closed
        opinion JF-10b: municipal-regulator, 10 wd JF-10a from the event, 10 wd ZW-17 from the event extended by 5 (agency-staff asks, municipal-regulator consents, ZW-17), 5 wd JF-10b, 2 wd ZW-17, agency-staff may add
        - pass   → change
        - refuse → tell-reasons = refused, reason
        change JF-10b: agency-staff, †2 wd JF-10b
        - pass   → change-entry = changed
        change-entry JF-10b → closed
        tell-reasons JF-10b → closed
      `),
    );
  });

  it('ZW-17: the five days more take the centre’s consent, asked for within the ten', () => {
    expect(jinfeng('catalog-extension')).toEqual(
      lines(`
        ZW-17: filed by agency-staff (ZW-17)
        opens at consent
        withdrawn from consent → closed
        consent ZW-17: municipal-regulator, 10 wd ZW-17 from the event
        - approve → closed = agreed
        - refuse  → tell-reasons = refused, reason
        tell-reasons ZW-17 → closed
      `),
    );
  });

  it('JF-11, JF-12: 统一向运营中心提出; 审核通过后,由数据需求单位作为业务牵头部门会同运营中心建设', () => {
    expect(jinfeng('demand')).toEqual(
      lines(`
        JF-11: filed by other-unit (JF-12)
        opens at centre-review
        withdrawn from centre-review, construction → closed
        centre-review JF-11: municipal-regulator, †5 wd JF-11, applicant may add
        - pass   → tell-agency = listed, perhaps agency
        - refuse → tell-reasons = refused, reason
        tell-agency JF-11 → construction
        construction JF-11: counterpart and municipal-regulator together
        - verify → closed
        tell-reasons JF-11 → closed
      `),
    );
  });
});

describe('金凤 第六章 数据质量治理', () => {
  it('JF-18: 按照更新周期要求及时进行动态更新', () => {
    expect(jinfeng('upkeep')).toEqual(
      lines(`
        JF-18: filed by platform (JF-18)
        a duty for each open-dataset
        opens at renewal
        renewal JF-18: agency-staff, by the day named JF-18 or as the filing says
        - newer-release → closed = done
      `),
    );
  });

  it('JF-19a, JF-19b, ZW-26: 5个工作日内完成处理, 经运营中心审核后最多延长至15, 紧急的限时处理; verified by whoever reported it', () => {
    expect(jinfeng('objection')).toEqual(
      lines(`
        JF-19a: filed by other-unit (JF-19a), one at a time
        opens at forwarding
        withdrawn from forwarding, handling, acceptance → closed
        forwarding JF-19a: municipal-regulator, †1 wd JF-19a
        - pass      → handling, perhaps days
        - unfounded → report-result = dismissed, reason
        handling JF-19b: agency, 5 wd JF-19b or as the decision says extended to 15 (agency asks, municipal-regulator consents, JF-19b), 10 wd ZW-26, applicant may add
        - confirm-error        → correct-data = upheld, reason
        - confirm-infringement → take-down = upheld, reason
        - unfounded            → report-result = dismissed, reason
        correct-data JF-19a → acceptance
        take-down    JF-19a → acceptance
        acceptance JF-19a: applicant, †5 wd JF-19a
        - verify → report-result
        - return → handling, all reasons
        report-result JF-19a → closed
      `),
    );
  });
});
