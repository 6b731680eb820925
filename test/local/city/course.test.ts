import { describe, expect, it } from 'vitest';
import { cities } from '../../../cities/all.ts';
import { calendarOf } from '../../../domain/calendar/calendar.ts';
import { LocalDate } from '../../../domain/calendar/dates.ts';
import { isRunning } from '../../../domain/case/clock.ts';
import { dueOf } from '../../../domain/case/deadline.ts';
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
  lines.flatMap((line) => /^ +(?:by|\d+ .*days from) .*?; due 24:00 [\d-]+/.exec(line)?.[0].trim() ?? []);

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
        const due = stop.step.within
          .filter((rule) => !isNamedByFiling(rule))
          .flatMap((rule) => {
            const its = clocks.filter(
              (c) => c.clause === rule.clause && (rule.from === 'event' ? c.rule.from === 'event' : isRunning(c)),
            );
            return its.map((clock) => [rule, clock] as const);
          });
        expect(periodsIn(lines)).toEqual(
          due.map(([rule, clock]) =>
            expect.stringMatching(
              new RegExp(
                `${rule.unit === 'date' ? 'by .*' : `${rule.length}.* ${clock.startedOn}`} \\(${clock.clause}, .*; due 24:00 ${dueOf(clock, calendar).dueOn}$`,
              ),
            ),
          ),
        );
      }
    }
  });
});
