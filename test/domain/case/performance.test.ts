import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../../domain/calendar/calendar.ts';
import { performanceOf, rateOf } from '../../../domain/case/performance.ts';
import { callers } from '../../builders/callers.ts';
import { filed } from '../../builders/case.ts';
import { at } from '../../builders/instants.ts';

const { company, regulator, 'agency-reviewer': reviewer } = callers;
// QD-17.2a from Monday, 2026-09-21: the last day is the 29th.
const inTime = filed().given('pass', regulator, at('2026-09-29 23:59:59'));
const late = filed().given('pass', regulator, at('2026-09-30 00:00'));
const waiting = filed();

const figures = (stories: readonly { kase: typeof waiting.kase }[], now: string, answersFor = () => true) =>
  performanceOf(
    stories.map(({ kase }) => kase),
    { calendar: calendarOf(), now: at(now), answersFor },
  );

describe('a period', () => {
  it('is kept to its last second, late from 24:00 on, and running before', () => {
    const { clauses } = figures([inTime, waiting], '2026-09-29 23:59:59');
    expect(clauses.find(({ clause }) => clause === 'QD-17.2a')).toMatchObject({ onTime: 1, late: 0, running: 1 });
    const after = figures([inTime, late, waiting], '2026-09-30 00:00');
    expect(after.clauses.find(({ clause }) => clause === 'QD-17.2a')).toEqual({
      clause: 'QD-17.2a',
      kind: 'statutory',
      onTime: 1,
      late: 2,
      running: 0,
      rate: 0.3333,
    });
  });

  it('is told by its clause, in their order, and all of them in one sum', () => {
    const passed = filed().given('pass', regulator, at('2026-09-22 09:00'));
    const objection = filed({ procedure: 'objection' });
    const told = figures([objection, passed, late], '2026-10-30 00:00');
    expect(told.clauses.map(({ clause, onTime, late: missed }) => [clause, onTime, missed])).toEqual([
      ['QD-17.2a', 1, 1],
      ['QD-17.2b', 0, 2],
      ['QD-19c', 0, 1],
      ['QM-17.1', 0, 1],
    ]);
    expect(told.onTime).toEqual({ onTime: 1, late: 5, running: 0, rate: 0.1667 });
  });

  it('that still runs has no rate', () => {
    expect(figures([waiting], '2026-09-22 12:00').clauses).toEqual([
      { clause: 'QD-17.2a', kind: 'statutory', onTime: 0, late: 0, running: 1 },
    ]);
  });

  it('for which somebody else answers isn’t counted', () => {
    expect(figures([late], '2026-10-30 00:00', () => false)).toMatchObject({ received: 1, clauses: [] });
  });
});

it('refusals and returns are told apart, and what is open has no outcome', () => {
  const refused = inTime.given('refuse', reviewer).effected();
  const withdrawn = filed().given('withdraw', company);
  const { received, closed, outcomes, ...told } = figures([refused, withdrawn, waiting], '2026-09-29 12:00');
  expect({ received, closed, outcomes }).toEqual({ received: 3, closed: 2, outcomes: { refused: 1, withdrawn: 1 } });
  expect([told.refused, told.returned]).toEqual([1, 0]);
});

it('nothing of nothing has no rate', () => {
  expect(rateOf(0, 0)).toBeUndefined();
  expect([rateOf(1, 3), rateOf(0, 2)]).toEqual([0.3333, 0]);
  expect(figures([], '2026-09-29 12:00').onTime).toEqual({ onTime: 0, late: 0, running: 0 });
});
