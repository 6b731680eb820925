import { describe, expect, it } from 'vitest';
import { proceduresOf } from '../reading/of-city.ts';
import { lines } from '../reading/read-aloud.ts';

const dazhou = proceduresOf('dazhou');

describe('達州 第二章 數據資源', () => {
  it('DZ-7: 首席數據官 are on each unit’s register', () => {
    expect(dazhou('responsible-persons')).toEqual(
      lines(`
        DZ-7: filed by platform (DZ-7)
        a duty for each agency, 30 days ahead
        opens at confirmation
        confirmation DZ-7: agency-principal, †by 03-31 DZ-7
        - responsible-persons naming chief-data-officer → closed = done
      `),
    );
  });

  it('DZ-11: 項目竣工驗收前應當提交數據目錄和數據字典; a receipt is issued, the limit is the city’s own choice', () => {
    expect(dazhou('new-system')).toEqual(
      lines(`
        DZ-11: filed by agency-staff (DZ-11)
        opens at receipt-review for before-acceptance
        withdrawn from receipt-review → closed
        receipt-review DZ-11: same-level-regulator, †5 wd DZ-11, agency-staff may add
        - pass   → issue-receipt = done
        - return → tell-agency = returned, all reasons
        issue-receipt DZ-11 → closed
        tell-agency   DZ-11 → closed
      `),
    );
  });

  it('DZ-13, DZ-26: 報同級主管部門審核, a regulator’s own 報上一級: a county’s to the city, the city’s to the province', () => {
    expect(dazhou('publication')).toEqual(
      lines(`
        DZ-13: filed by agency-staff (DZ-13)
        opens at municipal-review of a regulator unit in a district; else provincial-review of a regulator unit; else review
        withdrawn from municipal-review, provincial-review, review, correction → closed
        municipal-review DZ-13: municipal-regulator, †5 wd DZ-13
        - pass     → publish = published
        - return   → closed = returned, all reasons
        provincial-review DZ-13: municipal-regulator
        - pass     → publish = published, with basis
        - return   → closed = returned, all reasons, with basis
        review DZ-13: same-level-regulator, †5 wd DZ-13
        - pass     → publish = published
        - return   → correction, all reasons
        correction DZ-13: agency-staff
        - resubmit → review
        publish DZ-26 → closed
      `),
    );
  });

  it('DZ-13, ZW-17: 動態更新: between departments within ten working days of the change, published within two', () => {
    // 政务数据共享条例 第十七条; it doesn't bind a public service body (公共服務組織)
    expect(dazhou('catalog-change')).toEqual(
      lines(`
        DZ-13: filed by agency-staff (DZ-13)
        opens at service-body-review of a public-service unit; else review
        withdrawn from service-body-review, review → closed
        service-body-review DZ-13: same-level-regulator, †5 wd DZ-13, agency-staff may add
        - pass   → change-entry = changed
        - refuse → tell-reasons = refused, reason
        review DZ-13: same-level-regulator, 10 wd ZW-17 from the event extended by 5 (agency-staff asks, same-level-regulator consents, ZW-17), 2 wd ZW-17, †5 wd DZ-13, agency-staff may add
        - pass   → change-entry = changed
        - refuse → tell-reasons = refused, reason
        change-entry DZ-13 → closed
        tell-reasons DZ-13 → closed
      `),
    );
  });

  it('ZW-17: the five days more take the consent of the regulator of the unit’s level, asked for within the ten', () => {
    expect(dazhou('catalog-extension')).toEqual(
      lines(`
        ZW-17: filed by agency-staff (ZW-17)
        opens at consent
        withdrawn from consent → closed
        consent ZW-17: same-level-regulator, 10 wd ZW-17 from the event
        - approve → closed = agreed
        - refuse  → tell-reasons = refused, reason
        tell-reasons ZW-17 → closed
      `),
    );
  });

  it('DZ-13: 動態更新 of the data, by the end of each cycle', () => {
    expect(dazhou('upkeep')).toEqual(
      lines(`
        DZ-13: filed by platform (DZ-13)
        a duty for each open-dataset
        opens at renewal
        renewal DZ-13: agency-staff, by the day named DZ-13 or as the filing says
        - newer-release → closed = done
      `),
    );
  });

  it('DZ-15: 定期組織開展數據資源普查: every unit confirms its inventory, the regulator sums up', () => {
    expect(dazhou('census')).toEqual(
      lines(`
        DZ-15: filed by platform (DZ-15)
        a duty for each agency, 60 days ahead
        opens at confirmation
        confirmation DZ-15: agency-staff, †by 11-30 DZ-15
        - pass   → summary
        summary DZ-15: same-level-regulator, †10 wd DZ-15
        - pass   → closed = done
        - return → confirmation, all reasons
      `),
    );
  });

  it('DZ-16.1: 發現數據資源存在質量問題的,及時反饋數據提供單位,應當進行整改完善', () => {
    expect(dazhou('rectification')).toEqual(
      lines(`
        DZ-16.1: filed by operator or same-level-regulator (DZ-16.1)
        opens at rectification
        rectification DZ-16.1: agency-staff, †10 wd DZ-16.1, agency-staff may add
        - resubmit → verification, reason
        verification DZ-16.1: same-level-regulator, †5 wd DZ-16.1
        - verify   → closed = rectified
        - return   → rectification, all reasons
      `),
    );
  });
});
