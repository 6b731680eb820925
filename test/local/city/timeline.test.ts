import { describe, expect, it } from 'vitest';
import { cities } from '../../../cities/all.ts';
import { chongqing } from '../../../cities/chongqing.ts';
import { dazhou } from '../../../cities/dazhou.ts';
import { jinfeng } from '../../../cities/jinfeng.ts';
import { qingdao } from '../../../cities/qingdao.ts';
import { calendarOf } from '../../../domain/calendar/calendar.ts';
import { LocalDate } from '../../../domain/calendar/dates.ts';
import { type City, currentPolicy } from '../../../domain/policy/policy.ts';
import { ProcedureName } from '../../../domain/policy/words.ts';
import { timelineOf } from '../../../local/city/timeline.ts';
import { yunzhou } from '../../cities/made-up/yunzhou.ts';

const from = LocalDate.parse('2026-09-21');

it('tells who acts from when to when, and where each decision leads', () => {
  expect(timelineOf(currentPolicy(yunzhou), 'publication', from, calendarOf())).toEqual([
    '数据开放 Publication (YZ-3) — filed by agency-staff',
    '  2026-09-21  专家评估 (YZ-3.1) — expert',
    '              7 calendar-days from 2026-09-21 (YZ-3.1, statutory); due 24:00 2026-09-28; reminder 2026-09-28',
    '              verify → government-approval',
    '              return → closed (returned), with all-reasons',
    '  2026-09-28  政府批准 (YZ-3.2) — government',
    '              3 working-days from 2026-09-28 (YZ-3.2, statutory); due 24:00 2026-10-08; reminder 2026-10-08',
    '              approve → publish (published)',
    '              refuse → closed (refused), with reason, with basis',
    '  2026-10-08  ⚙ 发布 (YZ-3.3)',
  ]);
});

/** What is told of a stage, the first time, at which a clause's period runs. */
const toldAt = (
  city: City,
  procedure: ProcedureName,
  title: string,
  clause: string,
  since = '2026-10-11',
): string[] => {
  const lines = timelineOf(currentPolicy(city), procedure, LocalDate.parse(since), calendarOf());
  const start = lines.findIndex((line) => line.includes(title));
  const end = lines.findIndex((line, i) => i > start && /^ {2}\S/.test(line));
  return lines
    .slice(start, end)
    .filter((line) => line.includes(clause))
    .map((line) => line.trim());
};

describe('a period that goes on from stage to stage', () => {
  const title = '提供部门负责人审批';

  it('DZ-20b: is counted from where it began', () => {
    expect(toldAt(dazhou, 'sharing-request', title, 'DZ-20b')).toEqual([
      '5 working-days from 2026-10-11 (DZ-20b, statutory); due 24:00 2026-10-16; reminder 2026-10-15',
    ]);
    expect(toldAt(dazhou, 'sharing-request', title, 'working-days from')[1]).toMatch(
      /^10 working-days from 2026-10-11 \(ZW-21, statutory\); due 24:00 2026-10-23, target 2026-10-16; /,
    );
  });

  it('JF-25b: is counted from where it began', () => {
    expect(toldAt(jinfeng, 'sharing-request', title, 'JF-25b')).toEqual(
      toldAt(jinfeng, 'sharing-request', '提供部门审查', 'JF-25b'),
    );
  });

  it('DZ-20b: is longer by a decision that needs no consent', () => {
    expect(toldAt(dazhou, 'sharing-request', '主管部门依据目录审核', '5 working-days longer')).toEqual([
      "pass → provider-review, with reason; DZ-20b is 5 working-days longer without anybody's consent: due 24:00 2026-10-23",
    ]);
    expect(toldAt(dazhou, 'sharing-request', '征求数据提供单位意见', 'DZ-20b, ')).toEqual([
      '5 and 5 working-days from 2026-10-11 (DZ-20b, statutory); due 24:00 2026-10-23; reminder 2026-10-20',
    ]);
  });
});

it('tells kinds apart that have other periods, and ways that open otherwise', () => {
  const titles = (city: City, procedure: ProcedureName) =>
    timelineOf(currentPolicy(city), procedure, from, calendarOf()).filter((line) => line.startsWith('  — '));
  expect(titles(dazhou, 'objection')).toEqual([
    '  — of the kinds own-data:',
    '  — of the kinds error, omission, infringement, privacy, other:',
    '  — of the kinds shared-data:',
  ]);
  expect(titles(qingdao, 'objection')).toEqual([
    '  — of the kinds infringement, privacy:',
    '  — of the kinds error, omission:',
    '  — any other:',
  ]);
  expect(titles(dazhou, 'publication')).toEqual([
    '  — of the district level, of a unit: regulator:',
    '  — of a unit: regulator:',
    '  — any other:',
  ]);
});

it('CQ-I4: tells what lapses from the day after its last', () => {
  const lines = timelineOf(currentPolicy(chongqing), 'emergency-opening', from, calendarOf()).join('\n');
  expect(lines).toMatch(/when over → /);
});

describe.each(cities.map((city) => [city.name, city] as const))('%s', (_, city) => {
  it('has a timeline of each procedure that names each of its steps', () => {
    const policy = currentPolicy(city);
    for (const name of ProcedureName.options) {
      const procedure = policy.procedures[name];
      if (procedure === undefined) continue;
      const told = timelineOf(policy, name, from, calendarOf()).join('\n');
      for (const { title } of Object.values(procedure.steps)) expect(told).toContain(title.zh);
    }
  });
});
