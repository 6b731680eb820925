import { describe, expect, it } from 'vitest';
import { cities } from '../../../cities/all.ts';
import { calendarOf } from '../../../domain/calendar/calendar.ts';
import { LocalDate, startOfDay } from '../../../domain/calendar/dates.ts';
import { isRunning } from '../../../domain/case/clock.ts';
import { type Deadline, deadlinesOf } from '../../../domain/case/deadline.ts';
import type { PeriodRule } from '../../../domain/policy/period.ts';
import { currentPolicy, type Policy, procedureOf } from '../../../domain/policy/policy.ts';
import { ProcedureName } from '../../../domain/policy/words.ts';
import { regionOf } from '../../../functions/stores/calendar.ts';
import { courseOf, isNamedByFiling } from '../../../local/city/course.ts';
import { kindsOf } from '../../../local/city/kinds.ts';
import { linesOf, timelineOf } from '../../../local/city/timeline.ts';
import { yunzhou } from '../../cities/made-up/yunzhou.ts';
import { ledTo } from './a-case-led.ts';

const from = LocalDate.parse('2026-10-11');

/** A procedure's openings, each with each kind of filing that opens so. */
const beginningsOf = (policy: Policy, procedure: ProcedureName, calendar = calendarOf()) =>
  procedureOf(policy, procedure).opens.flatMap((opening, i) =>
    kindsOf(procedureOf(policy, procedure), i).map((kind) => ({
      opening,
      beginning: { procedure, at: opening.at, kind, from, calendar },
    })),
  );

/** The periods of a line: its words up to the due date. */
const periodsIn = (lines: readonly string[]): string[] =>
  lines.flatMap(
    (line) => /^ +(?:by|\d+ .*days from) .*?; due 24:00 [\d-]+(?:, target [\d-]+)?/.exec(line)?.[0].trim() ?? [],
  );

/** What is to be told of a period: its length and start, its clause, by when it is due and the target before. */
function wordsOf(rule: PeriodRule, { startedOn, clause, dueOn, targetOn = dueOn }: Partial<Deadline> = {}): RegExp {
  const length = rule.unit === 'date' ? 'by .*' : `${rule.length}.* ${startedOn}`;
  return new RegExp(
    `${length} \\(${clause}, .*; due 24:00 ${dueOn}${targetOn === dueOn ? '' : `, target ${targetOn}`}$`,
  );
}

describe.each([...cities, yunzhou].map((city) => [city.name, city] as const))('%s', (_, city) => {
  const policy = currentPolicy(city);
  const calendar = calendarOf({ region: regionOf(city) });

  it.each(Object.keys(policy.procedures))('%s falls due as a case does that is led that way on those days', (named) => {
    const name = ProcedureName.parse(named);
    const printed = timelineOf(policy, name, from, calendar).join('\n');
    for (const { opening, beginning } of beginningsOf(policy, name, calendar)) {
      for (const stop of courseOf(policy, beginning)) {
        const lines = linesOf(stop, calendar);
        expect(printed).toContain(lines.join('\n'));
        if (stop.step.kind === 'effect') continue;
        const { clocks, stands } = ledTo(stop, policy, beginning, opening);
        expect(stands).toBe(stop.id);
        const deadlines = deadlinesOf(clocks, calendar, startOfDay(stop.on));
        const due = stop.step.within.flatMap((rule) =>
          clocks.flatMap((clock, i) => {
            const isIts = clock.clause === rule.clause && !isNamedByFiling(rule);
            const counts = rule.from === 'event' ? clock.rule.from === 'event' : isRunning(clock);
            return isIts && counts ? [wordsOf(rule, deadlines[i])] : [];
          }),
        );
        expect(periodsIn(lines)).toEqual(due.map((words) => expect.stringMatching(words)));
      }
    }
  });
});
