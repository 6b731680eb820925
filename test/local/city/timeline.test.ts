import { describe, expect, it } from 'vitest';
import { cities } from '../../../cities/all.ts';
import { calendarOf } from '../../../domain/calendar/calendar.ts';
import { LocalDate } from '../../../domain/calendar/dates.ts';
import { currentPolicy, procedureOf } from '../../../domain/policy/policy.ts';
import { timelineOf } from '../../../local/city/timeline.ts';
import { yunzhou } from '../../cities/made-up/yunzhou.ts';

const from = LocalDate.parse('2026-09-21');

it('tells who acts from when to when, and where each decision leads', () => {
  expect(timelineOf(procedureOf(currentPolicy(yunzhou), 'publication'), from, calendarOf())).toEqual([
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

describe.each(cities.map((city) => [city.name, city] as const))('%s', (_, city) => {
  it('has a timeline of each procedure that names each of its steps', () => {
    for (const procedure of Object.values(currentPolicy(city).procedures)) {
      if (procedure === undefined) continue;
      const told = timelineOf(procedure, from, calendarOf()).join('\n');
      for (const { title } of Object.values(procedure.steps)) expect(told).toContain(title.zh);
    }
  });
});
