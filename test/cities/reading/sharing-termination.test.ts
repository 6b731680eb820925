import { expect, it } from 'vitest';
import { proceduresOf } from './of-city.ts';
import { lines } from './read-aloud.ts';

// 政务数据共享条例 第二十七条; only Dazhou's and Jinfeng's regulations are of sharing.
it.each([
  'dazhou',
  'jinfeng',
])('ZW-27: in %s misuse suspends sharing until it is put right, else ends it; a provider ends it for cause, consulted on and on record', (city) => {
  expect(proceduresOf(city)('sharing-termination')).toEqual(
    lines(`
        ZW-27: filed by agency-staff or other-unit (ZW-27)
        opens at restrict for misuse; else consultation for cause; else end for purpose-ended
        restrict (restrict-sharing) ZW-27 → rectification
        rectification ZW-27: counterpart, †10 wd ZW-27
        - resubmit → acceptance, reason
        - refuse   → record, reason, only agency
        acceptance ZW-27: agency, †5 wd ZW-27
        - verify   → restore = rectified
        - refuse   → record, reason
        restore (restore-sharing) ZW-27 → tell-parties
        consultation ZW-27: counterpart, †5 wd ZW-27
        - approve  → record
        - refuse   → record, reason
        - pass     → record, reason, only agency
        record ZW-27: common-regulator, †5 wd ZW-27
        - pass     → end
        - refuse   → restore = dismissed, reason
        end (end-sharing) ZW-27 → disposal
        disposal ZW-27: counterpart, †10 wd ZW-27
        - verify   → tell-parties = ended, reason
        tell-parties ZW-27 → closed
      `),
  );
});
