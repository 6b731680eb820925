import { describe, expect, it } from 'vitest';
import { proceduresOf } from '../reading/of-city.ts';
import { lines } from '../reading/read-aloud.ts';

const qingdao = proceduresOf('qingdao');

describe('青岛 第三章 数据开放与审核', () => {
  it('QD-10b: 年度计划 is due by 31 May of the municipal regulator, who reviews it; every agency contributes', () => {
    expect(qingdao('opening-plan')).toEqual(
      lines(`
        QD-10b: filed by platform (QD-10b)
        a duty for each city
        opens at gathering
        gathering QD-10b: municipal-regulator, by 05-31 QD-10b going on, every-agency is reminded
        - pass → publish-plan = published
        - return → correction, all reasons, with agency
        correction QD-10b: agency-staff or municipal-regulator, by 05-31 QD-10b going on, every-agency is reminded
        - resubmit → gathering, only agency-staff
        - return → correction, all reasons, with agency, only municipal-regulator
        - pass → publish-plan = published, only municipal-regulator
        publish-plan QD-10b → closed
      `),
    );
  });

  it('QD-11a, QD-11b: 报本级主管部门审核后,进行调整; the text sets no limit', () => {
    expect(qingdao('catalog-change')).toEqual(
      lines(`
        QD-11a: filed by agency-staff (QD-11a)
        opens at review
        withdrawn from review → closed
        review QD-11a: same-level-regulator, †5 wd QD-11a, agency-staff may add
        - pass   → change-entry = changed
        - refuse → tell-reasons = refused, reason
        change-entry QD-11a → closed
        tell-reasons QD-11a → closed
      `),
    );
  });

  it('QD-12.1, QD-12.2a, QD-12.2b: 在2个工作日内进行形式审核: published, or told all reasons at once and submitted anew', () => {
    expect(qingdao('publication')).toEqual(
      lines(`
        QD-12.1: filed by agency-staff (QD-12.1)
        opens at formal-review
        withdrawn from formal-review, correction → closed
        formal-review QD-12.2a: same-level-regulator, 2 wd QD-12.2a
        - pass     → publish = published
        - return   → correction, all reasons
        correction QD-12.2b: agency-staff
        - resubmit → formal-review
        publish QD-12.2a → closed
      `),
    );
  });

  it('QD-12.3: 行业数据开放入口 is the province’s; 经主管部门审核后进行开放, without a limit', () => {
    expect(qingdao('industry-entry')).toEqual(
      lines(`
        QD-12.3: filed by real-name (QD-12.3)
        applied for at http://data.sd.gov.cn/ first
        opens at review
        withdrawn from review → closed
        review QD-12.3: municipal-regulator, †5 wd QD-12.3, applicant may add
        - pass   → report-result = listed
        - refuse → tell-reasons = refused, reason
        report-result QD-12.3 → closed
        tell-reasons  QD-12.3 → closed
      `),
    );
  });

  it('QD-14a: 每年至少开展一次开放数据质量监测评估, of the regulator of each level', () => {
    expect(qingdao('quality-evaluation')).toEqual(
      lines(`
        QD-14a: filed by platform (QD-14a)
        a duty for each city and district, 60 days ahead
        opens at evaluation
        evaluation QD-14a: same-level-regulator, by 12-31 QD-14a
        - pass → publish-bulletin = published, all reasons
        publish-bulletin QD-14a → closed
      `),
    );
  });

  it('QD-14b: 严格按照更新频率进行数据更新: the agency, by the end of each cycle; a newer release ends it', () => {
    expect(qingdao('upkeep')).toEqual(
      lines(`
        QD-14b: filed by platform (QD-14b)
        a duty for each open-dataset
        opens at renewal
        renewal QD-14b: agency-staff, by the day named QD-14b or as the filing says
        - newer-release → closed = done
      `),
    );
  });

  it('QD-6b: 问题数据整改校验: what the regulator finds, the agency puts right, and the regulator looks again', () => {
    expect(qingdao('rectification')).toEqual(
      lines(`
        QD-6b: filed by same-level-regulator (QD-6b)
        opens at rectification
        rectification QD-6b: agency-staff, †10 wd QD-6b, agency-staff may add
        - resubmit → verification, reason
        verification QD-6b: same-level-regulator, †5 wd QD-6b
        - verify   → closed = rectified
        - return   → rectification, all reasons
      `),
    );
  });
});
