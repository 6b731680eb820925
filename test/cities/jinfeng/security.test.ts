import { describe, expect, it } from 'vitest';
import { proceduresOf } from '../reading/of-city.ts';
import { lines } from '../reading/read-aloud.ts';

const jinfeng = proceduresOf('jinfeng');

describe('金凤 第八章 安全保障', () => {
  it('JF-26b: 确定安全管理责任科室和责任人, on each unit’s register', () => {
    expect(jinfeng('responsible-persons')).toEqual(
      lines(`
        JF-26b: filed by platform (JF-26b)
        a duty for each agency, 30 days ahead
        opens at confirmation
        confirmation JF-26b: agency-principal, †by 03-31 JF-26b
        - responsible-persons naming security → closed = done
      `),
    );
  });

  it('JF-26: 定期开展风险评估, the centre of the platform and each unit of its systems', () => {
    expect(jinfeng('risk-assessment')).toEqual(
      lines(`
        JF-26: filed by platform (JF-26)
        a duty for each city and agency, 60 days ahead
        opens at assessment-of-unit for agency; else assessment
        assessment-of-unit JF-26: agency, †by 11-30 JF-26
        - pass → closed = done, all reasons
        assessment JF-26: municipal-regulator, †by 11-30 JF-26
        - pass → closed = done, all reasons
      `),
    );
  });

  it('JF-26, JF-27: the centre tests and drills, and each unit 定期组织应急演练', () => {
    expect(jinfeng('drill')).toEqual(
      lines(`
        JF-26: filed by platform (JF-26)
        a duty for each city and agency, 60 days ahead
        opens at test-of-the-platform for city; else drill-of-a-unit
        test-of-the-platform JF-26: municipal-regulator, †by 11-30 JF-26
        - pass → closed = done, reason
        drill-of-a-unit JF-27: agency, †by 11-30 JF-27
        - pass → closed = done, reason
      `),
    );
  });

  it('JF-27: 立即启动应急预案, 保存相关记录, 向区委网信办和区数据管理服务中心报告', () => {
    expect(jinfeng('incident')).toEqual(
      lines(`
        JF-27: filed by agency-staff or municipal-regulator (JF-27)
        opens at suspend-opening for dataset; else containment
        suspend-opening JF-27 → containment
        containment JF-27: agency or municipal-regulator, †1 wd JF-27, agency-staff or applicant may add
        - pass      → reporting, reason
        - unfounded → restore-opening = dismissed, reason, only municipal-regulator
        reporting JF-27: agency or municipal-regulator, †1 wd JF-27, agency-staff or applicant may add
        - pass      → clearance, with informed, perhaps notice, informing 区委网信办、区数据管理服务中心
        clearance JF-27: municipal-regulator, †10 wd JF-27, agency-staff or applicant may add
        - restore   → restore-opening = done, reason
        restore-opening JF-27 → report-result
        report-result   JF-27 → closed
      `),
    );
  });
});

describe('金凤 第九章 监督考核', () => {
  it('JF-31: 督促整改: what the centre orders, the unit puts right, and the centre looks again', () => {
    expect(jinfeng('rectification')).toEqual(
      lines(`
        JF-31: filed by municipal-regulator (JF-31)
        opens at rectification
        rectification JF-31: agency-staff, †10 wd JF-31, agency-staff may add
        - resubmit → verification, reason
        verification JF-31: municipal-regulator, †5 wd JF-31
        - verify   → closed = rectified
        - return   → rectification, all reasons
      `),
    );
  });

  it('JF-31: 考核评估, yearly by the city’s own choice', () => {
    expect(jinfeng('effectiveness')).toEqual(
      lines(`
        JF-31: filed by platform (JF-31)
        a duty for each city, 60 days ahead
        opens at bulletin
        bulletin JF-31: municipal-regulator, †by 12-31 JF-31
        - pass → publish-bulletin = published, all reasons
        publish-bulletin JF-31 → closed
      `),
    );
  });
});
