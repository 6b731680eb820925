import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../../domain/calendar/calendar.ts';
import { instantOf, millisOf, nextMidnight } from '../../../domain/calendar/dates.ts';
import { CalendarYear } from '../../../domain/calendar/year.ts';
import { clockOfEpoch, milestone, type Tick, tick } from '../../../domain/case/tick.ts';
import { CaseId, ClauseId } from '../../../domain/ids.ts';
import { callers } from '../../builders/callers.ts';
import { type CaseStory, filed } from '../../builders/case.ts';
import { at } from '../../builders/instants.ts';

const { company, regulator } = callers;
const startedAt = at('2026-09-21 09:00');

/** What the newest clock of the case is to do. */
const ticked = ({ kase, rules }: CaseStory, now: string): Tick =>
  tick(kase, kase.clocks.at(-1), rules.calendar, at(now), startedAt);

// QD-17.2a from Monday, 2026-09-21: day 4 is the 28th, day 5 the 29th (25-27 September are off).
const story = filed();
const reminded = story.marked('reminded', at('2026-09-28 00:00'));
const overdue = reminded.marked('overdue', at('2026-09-30 00:00'));

describe('a statutory clock', () => {
  it.each([
    ['before the reminder', story, '2026-09-27 23:59:59', 'wait'],
    ['at 00:00 of the first day of the last third', story, '2026-09-28 00:00', 'remind'],
    ['when it comes late to remind', story, '2026-09-29 23:59:59', 'remind'],
    ['once it has reminded', reminded, '2026-09-28 00:00', 'wait'],
    ['in the last second', reminded, '2026-09-29 23:59:59', 'wait'],
    ['at 24:00 of the last day', reminded, '2026-09-30 00:00', 'overdue'],
    ['at 24:00 of the last day, even if it never reminded', story, '2026-09-30 00:00', 'overdue'],
    ['once the overdue mark is set', overdue, '2026-09-30 00:00', 'wait'],
    ['long after', overdue, '2027-03-01 12:00', 'wait'],
  ] as const)('%s', (_when, at, now, action) => {
    expect(ticked(at, now).action).toBe(action);
  });

  it('stops when its stage is left, whatever was due', () => {
    const passed = story.given('pass', regulator, at('2026-09-30 09:00'));
    const [first] = passed.kase.clocks;

    expect(tick(passed.kase, first, passed.rules.calendar, at('2026-09-30 09:00'), startedAt).action).toBe('closed');
    expect(ticked(story.given('withdraw', company), '2026-10-30 00:00').action).toBe('closed');
  });

  it('gives way to whoever took it over: another epoch, or after 300 days', () => {
    const clause = ClauseId.parse('QD-17.2a');
    const restarted = story.restarted({ type: 'clock-restarted', clause, epoch: 2 });

    expect(clockOfEpoch(restarted.kase, clause, 1)).toBeUndefined();
    expect(clockOfEpoch(restarted.kase, clause, 2)).toMatchObject({ clause, epoch: 2 });
    expect(tick(restarted.kase, undefined, calendarOf(), startedAt, startedAt).action).toBe('superseded');
    expect(ticked(overdue, '2027-07-18 09:00').action).toBe('wait');
    expect(ticked(overdue, '2027-07-18 09:00:01').action).toBe('superseded');
  });
});

describe('a mark', () => {
  const [clock] = story.kase.clocks;
  const bodyAt = (kind: 'reminded' | 'overdue', now: string, from = story) => {
    const running = from.kase.clocks.at(-1);
    return running && milestone(running, kind, from.rules.calendar, at(now));
  };

  it('carries the legal instant, however late it is written', () => {
    expect(bodyAt('reminded', '2026-09-29 15:00')).toEqual({
      type: 'reminded',
      clause: 'QD-17.2a',
      epoch: clock?.epoch,
      dueOn: '2026-09-29',
      legalAt: at('2026-09-28 00:00'),
    });
    expect(bodyAt('overdue', '2026-10-08 10:00')).toMatchObject({
      dueOn: '2026-09-29',
      legalAt: at('2026-09-30 00:00'),
    });
  });

  it('is given once for a due date', () => {
    expect(bodyAt('reminded', '2026-09-29 15:00', reminded)).toBeUndefined();
    expect(bodyAt('overdue', '2026-12-01 00:00', overdue)).toBeUndefined();
  });

  it('of a reminder comes no more once the period is over', () => {
    expect(bodyAt('reminded', '2026-09-30 00:00')).toBeUndefined();
  });

  it('is given anew for another due date: the calendar took a day away', () => {
    const shorter = overdue.by(calendarOf({ published: [with2026({ off: ['2026-09-29'] })] }));

    expect(shorter.deadlines()[0]?.dueOn).toBe('2026-09-30');
    expect(bodyAt('overdue', '2026-09-30 23:59:59', shorter)).toBeUndefined();
    expect(bodyAt('reminded', '2026-09-30 23:59:59', shorter)).toMatchObject({ dueOn: '2026-09-30' });
    expect(bodyAt('overdue', '2026-10-01 00:00', shorter)).toMatchObject({ dueOn: '2026-09-30' });
  });
});

describe('a date that is provisional', () => {
  const provisional = filed({ now: at('2026-12-30 09:00') });

  it('is reminded of, but never declared overdue', () => {
    const [deadline] = provisional.deadlines();

    expect(deadline).toMatchObject({ dueOn: '2027-01-07', provisional: true });
    expect(ticked(provisional, '2027-01-06 12:00').action).toBe('remind');
    expect(ticked(provisional, '2027-02-01 12:00').action).toBe('wait');
    expect(provisional.deadlines(at('2027-02-01 12:00'))[0]).not.toHaveProperty('overdueSince');
  });

  it('is declared overdue, by its own instant, once the year is published', () => {
    const year2027 = CalendarYear.parse({
      year: 2027,
      source: '国务院办公厅关于2027年部分节假日安排的通知',
      holidays: [{ date: '2027-01-01', name: '元旦' }],
      makeUpDays: [],
    });
    const settled = provisional.by(calendarOf({ published: [year2027] }));

    expect(ticked(settled, '2027-02-01 12:00').action).toBe('overdue');
    expect(settled.marked('overdue', at('2027-02-01 12:00')).kase.clocks[0]?.overdue).toEqual([
      { dueOn: '2027-01-07', at: at('2027-01-08 00:00') },
    ]);
  });
});

describe('the next look at a clock', () => {
  const wakeOf = (now: string, id = 'case-1'): number => {
    const answer = tick(
      { ...story.kase, id: CaseId.parse(id) },
      story.kase.clocks[0],
      calendarOf(),
      at(now),
      startedAt,
    );
    if (answer.action !== 'wait') throw new Error(`the clock would ${answer.action}`);
    expect(answer.wakeAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/); // whole seconds: a Wait drops the rest
    return Date.parse(answer.wakeAt);
  };

  it.each([
    '2026-09-21 09:00',
    '2026-09-21 09:00:00.001',
    '2026-09-21 23:59:59.999',
    '2026-09-22 00:00',
    '2026-09-22 00:10',
  ])('from %s is within twenty minutes after the next midnight', (now) => {
    for (let n = 0; n < 200; n++) {
      const after = wakeOf(now, `case-${n}`) - millisOf(nextMidnight(at(now)));
      expect(after).toBeGreaterThanOrEqual(0);
      expect(after).toBeLessThan(20 * 60 * 1000);
    }
  });

  it('is spread over the cases, and the same for one case every night', () => {
    const wakes = Array.from({ length: 200 }, (_, n) => wakeOf('2026-09-21 09:00', `case-${n}`));

    expect(new Set(wakes).size).toBeGreaterThan(150);
    expect(wakeOf('2026-09-22 09:00') - wakeOf('2026-09-21 09:00')).toBe(24 * 3600 * 1000);
  });

  it('comes every night of the period: a new calendar needs no signal', () => {
    let now = startedAt;
    let nights = 0;
    while (now < at('2026-09-28 00:00')) {
      const answer = tick(story.kase, story.kase.clocks[0], calendarOf(), now, startedAt);
      if (answer.action !== 'wait') throw new Error(`the clock would ${answer.action} at ${now}`);
      now = instantOf(Date.parse(answer.wakeAt));
      nights += 1;
    }
    expect(nights).toBe(7);
  });
});

/** 2026 as published anew, with these working days off. */
function with2026({ off }: { off: string[] }): CalendarYear {
  return CalendarYear.parse({
    year: 2026,
    source: '更正',
    holidays: ['2026-09-25', '2026-09-26', '2026-09-27', ...off].map((date) => ({ date, name: '中秋节' })),
    makeUpDays: [],
  });
}
