import { describe, expect, it } from 'vitest';
import { proceduresOf } from '../reading/of-city.ts';
import { lines } from '../reading/read-aloud.ts';

const chongqing = proceduresOf('chongqing');

describe('重庆 第二章 数据目录', () => {
  it('CQ-14a, CQ-14b: 市级各部门汇总所主管行业, 区县主管部门汇总本区县, 市主管部门审核评估并发布; the text sets no limit', () => {
    expect(chongqing('publication')).toEqual(
      lines(`
        CQ-14b: filed by agency-staff (CQ-14a)
        opens at sector-gathering of a led-by-department unit; else district-gathering in a district; else review
        withdrawn from sector-gathering, district-gathering, review, correction → closed
        experts asked by agency or same-level-regulator or municipal-regulator (CQ-10)
        sector-gathering CQ-14b: department
        - pass     → review
        district-gathering CQ-14b: same-level-regulator
        - pass     → review
        review CQ-14b: municipal-regulator, †5 wd CQ-14b
        - pass     → publish = published
        - return   → correction, all reasons
        correction CQ-14b: agency-staff
        - resubmit → review
        publish CQ-14b → closed
      `),
    );
  });

  it('CQ-14c: 公开征求社会公众对公共数据开放的需求建议,编制形成需求清单; when and how long is the city’s own choice', () => {
    expect(chongqing('demand-solicitation')).toEqual(
      lines(`
        CQ-14c: filed by platform (CQ-14c)
        a duty for each city
        opens at preparation
        preparation CQ-14c: municipal-regulator, †by 03-01 CQ-14c
        - pass → public-call, perhaps days
        public-call CQ-14c: municipal-regulator, lasts 30 d CQ-14c or as the decision says then compilation
        compilation CQ-14c: municipal-regulator, †20 wd CQ-14c
        - pass → closed = listed
      `),
    );
  });

  it('CQ-14c: a demand is assessed 会同数据开放主体; the text asks for no answer and sets no limit', () => {
    expect(chongqing('demand')).toEqual(
      lines(`
        CQ-14c: filed by registered (CQ-14c)
        opens at reception
        withdrawn from reception, assessment → closed
        reception CQ-14c: municipal-regulator, applicant may add
        - pass    → assessment, perhaps agency
        - refuse  → closed = dismissed, reason
        assessment CQ-14c: municipal-regulator and agency together, municipal-regulator prevails
        - approve → closed = listed
        - refuse  → closed = refused, reason
      `),
    );
  });

  it('CQ-15a: 由争议各方协商解决; 协商不成的,由同级主管部门组织协商; 仍协商不成的,报本级政府决定', () => {
    expect(chongqing('dispute')).toEqual(
      lines(`
        CQ-15a: filed by other-unit (CQ-15a)
        opens at negotiation
        withdrawn from negotiation → closed
        experts asked by common-regulator or common-government (CQ-10)
        negotiation CQ-15a: agency and counterpart together
        - approve → record-source = agreed, with source
        - refuse  → organised-negotiation, reason, alone
        organised-negotiation CQ-15a: agency and counterpart and common-regulator together
        - approve → record-source = agreed, with source
        - refuse  → government-decision, reason, only common-regulator, alone
        government-decision CQ-15a: common-government
        - approve → record-source = settled, reason, with source
        record-source CQ-21a → closed
      `),
    );
  });

  it('CQ-15b: 主管部门可以提出修改建议,不能达成一致意见的,报本级政府决定', () => {
    expect(chongqing('openness-proposal')).toEqual(
      lines(`
        CQ-15b: filed by same-level-regulator (CQ-15b)
        opens at agency-answer
        withdrawn from agency-answer, government-decision → closed
        agency-answer CQ-15b: agency, †10 wd CQ-15b
        - approve → change-entry = agreed
        - refuse  → government-decision, reason
        government-decision CQ-15b: government, †20 wd CQ-15b
        - approve → change-entry = settled, reason
        - refuse  → notify-regulator = settled, reason
        change-entry     CQ-15b → notify-regulator
        notify-regulator CQ-15b → closed
      `),
    );
  });

  it('CQ-17a, CQ-17b: 变更之日起10个工作日内提交; the district forwards; 市主管部门在收到之日起5个工作日内审核、更新', () => {
    expect(chongqing('catalog-change')).toEqual(
      lines(`
        CQ-17a: filed by agency-staff (CQ-17a)
        opens at forwarding in a district; else review
        withdrawn from forwarding, review → closed
        forwarding CQ-17b: same-level-regulator, 10 wd CQ-17a from the event
        - pass   → review
        review CQ-17b: municipal-regulator, 10 wd CQ-17a from the event, 5 wd CQ-17b, agency-staff may add
        - pass   → change-entry = changed
        - refuse → tell-reasons = refused, reason
        change-entry CQ-17b → closed
        tell-reasons CQ-17b → closed
      `),
    );
  });

  it('CQ-18: 对尚未开放的公共数据进行定期评估; yearly by the city’s own choice', () => {
    expect(chongqing('re-evaluation')).toEqual(
      lines(`
        CQ-18: filed by platform (CQ-18)
        a duty for each closed-dataset, 60 days ahead
        opens at evaluation
        evaluation CQ-18: agency, †by 12-31 CQ-18
        - approve → tell-agency = to-be-opened, reason
        - refuse  → tell-agency = kept-closed, reason
        tell-agency CQ-18 → closed
      `),
    );
  });
});
