import { describe, expect, it } from 'vitest';
import { instantOf, LocalDate, localDateOf } from '../../../domain/calendar/dates.ts';
import { nextOf } from '../../../domain/case/deadline.ts';
import { performanceOf } from '../../../domain/case/performance.ts';
import { milestone, type Tick, tick } from '../../../domain/case/tick.ts';
import { by, calendarDays, lasts, serviceTarget, workingDays } from '../../../domain/policy/period.ts';
import { callers } from '../../builders/callers.ts';
import { type CaseStory, filed } from '../../builders/case.ts';
import { at } from '../../builders/instants.ts';
import { madeUpPolicy } from '../../builders/policy.ts';

const monday = at('2026-09-21 09:00');
const under = (...within: unknown[]): CaseStory => filed({ now: monday, policy: madeUpPolicy({ within }) });
const ticked = ({ kase, rules }: CaseStory, now: string): Tick =>
  tick(kase, kase.clocks[0], rules.calendar, at(now), monday);
/** The day on which the clock is looked at next, a few minutes after its midnight. */
const lookedAtOn = (story: CaseStory, now: string): string => {
  const answer = ticked(story, now);
  return answer.action === 'wait' ? localDateOf(instantOf(Date.parse(answer.wakeAt))) : answer.action;
};

describe('a measure that merely lasts', () => {
  // Four days from 2026-09-21 end with Friday, 25 September, 中秋节: a day off makes it last no longer.
  const measure = under(lasts(4, 'XX-2a', 'closed'));

  it.each([
    ['2026-09-25 23:59:59', false],
    ['2026-09-26 00:00', true],
    ['2026-12-01 09:00', true],
  ])('at %s has passed: %s', (now, passed) => {
    expect(ticked(measure, now).action === 'lapse').toBe(passed);
  });

  it('is nobody’s delay, however long ago it has passed', () => {
    const [deadline] = measure.deadlines(at('2026-12-01 09:00'));
    expect(deadline).toMatchObject({ dueOn: '2026-09-25', kind: 'duration', length: 4 });
    expect(deadline).not.toHaveProperty('overdueSince');
    const [clock] = measure.kase.clocks;
    expect(clock && milestone(clock, 'overdue', measure.rules.calendar, at('2026-12-01 09:00'))).toBeUndefined();
  });

  it('lapses no more once it was ended', () => {
    const ended = measure.given('approve', callers['agency-reviewer']);
    expect(ticked(ended, '2026-09-26 00:00').action).toBe('closed');
  });

  it('is no period that somebody keeps or misses', () => {
    const figures = performanceOf([measure.kase], {
      calendar: measure.rules.calendar,
      now: at('2026-12-01 09:00'),
      answersFor: () => true,
    });
    expect(figures).toMatchObject({ received: 1, onTime: { onTime: 0, late: 0, running: 0 }, clauses: [] });
  });
});

describe('a period that ends on a date', () => {
  // 101 days from 2026-09-21 to 2026-12-31; day 68 of them is 28 November, a Saturday.
  const dated = under(by('12-31', 'XX-2a'));

  it('is looked at after thirty days, on the day of its reminder and on that after its last, whichever is next', () => {
    expect(lookedAtOn(dated, '2026-09-21 09:00')).toBe('2026-10-21');
    expect(lookedAtOn(dated, '2026-10-30 00:00')).toBe('2026-11-29');
    expect(lookedAtOn(dated, '2026-11-01 00:00')).toBe('2026-11-30');
    expect(lookedAtOn(dated, '2026-11-29 23:59')).toBe('2026-11-30');
    expect(lookedAtOn(dated, '2026-11-30 00:00')).toBe('remind');
    const reminded = dated.marked('reminded', at('2026-11-30 00:00'));
    expect(lookedAtOn(reminded, '2026-11-30 00:00')).toBe('2026-12-30');
    expect(lookedAtOn(reminded, '2026-12-02 00:00')).toBe('2027-01-01');
    expect(lookedAtOn(reminded, '2026-12-31 23:59:59')).toBe('2027-01-01');
  });

  it('has no length of days', () => {
    expect(dated.deadlines()[0]).toMatchObject({ dueOn: '2026-12-31', unit: 'date' });
    expect(dated.deadlines()[0]).not.toHaveProperty('length');
  });

  it.each([
    [['12-31'], '2026-12-30', '2026-12-31'],
    [['12-31'], '2026-12-31', '2027-12-31'],
    [['12-31', '06-30'], '2026-06-29', '2026-06-30'],
    [['12-31', '06-30'], '2026-06-30', '2026-12-31'],
    [['12-31', '06-30'], '2026-12-31', '2027-06-30'],
    [['02-29'], '2027-03-01', '2028-02-29'],
  ])('of %j after %s is %s', (days, after, next) => {
    expect(nextOf(days, LocalDate.parse(after))).toBe(next);
  });

  it('is refused where neither this year nor the next has it', () => {
    expect(() => nextOf(['02-29'], LocalDate.parse('2025-01-01'))).toThrow('no day of 02-29 after 2025-01-01');
  });
});

describe('a deadline tells', () => {
  it('of calendar days the working day to aim at, of working days none, for they end on one', () => {
    // Twelve days from 2026-09-21 end with 3 October, 国庆节: the period lasts until the day after, to aim at is the one before.
    expect(under(calendarDays(12, 'XX-2a')).deadlines()[0]).toMatchObject({
      dueOn: '2026-10-08',
      targetOn: '2026-09-30',
    });
    expect(under(workingDays(5, 'XX-2a')).deadlines()[0]).not.toHaveProperty('targetOn');
  });

  it('where laws set several, the nearest end as the target of each; what a city promises or what merely lasts sets none', () => {
    const targets = (...within: unknown[]) =>
      under(...within)
        .deadlines()
        .map(({ targetOn }) => targetOn);
    const local = workingDays(3, 'XX-2a');
    expect(targets(workingDays(5, 'XX-9'), local)).toEqual(['2026-09-24', undefined]);
    expect(targets(calendarDays(12, 'XX-9'), local)).toEqual(['2026-09-24', undefined]);
    expect(targets(workingDays(5, 'XX-9'), serviceTarget(2, 'XX-2a'))).toEqual([undefined, undefined]);
    expect(targets(workingDays(5, 'XX-9'), lasts(1, 'XX-2a', 'closed'))).toEqual([undefined, undefined]);
  });

  it('the reminder of the day that the city’s file names', () => {
    const second = under(workingDays(5, 'XX-2a', { remindOnDay: 2 }));
    expect(ticked(second, '2026-09-22 23:59:59').action).toBe('wait');
    expect(ticked(second, '2026-09-23 00:00').action).toBe('remind');
  });
});
