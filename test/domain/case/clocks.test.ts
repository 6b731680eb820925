import { describe, expect, it } from 'vitest';
import { callers } from '../../builders/callers.ts';
import { filed } from '../../builders/case.ts';
import { at } from '../../builders/instants.ts';

const { company, regulator, 'agency-clerk': clerk, 'agency-reviewer': reviewer } = callers;

// 2026: 20 September and 10 October are worked, 25-27 September and 1-7 October are off.
describe('a deadline', () => {
  it('QD-17.2a: gives the regulator five working days, the day of receipt being day zero', () => {
    const [deadline] = filed({ now: at('2026-09-21 23:59:59') }).deadlines();

    expect(deadline).toMatchObject({
      stage: 'formal-review',
      clause: 'QD-17.2a',
      startedOn: '2026-09-21',
      dueOn: '2026-09-29',
      dueAt: at('2026-09-30 00:00'),
      unit: 'working-day',
      length: 5,
      kind: 'statutory',
      provisional: false,
    });
    expect(deadline?.explain.filter((day) => day.counted === null).map((day) => day.name)).toEqual([
      '中秋节',
      '中秋节',
      '中秋节',
    ]);
  });

  it('QD-17.2b: gives the agency ten working days from the transfer, and ends the regulator’s', () => {
    const transferred = filed().given('pass', regulator, at('2026-09-28 16:00'));

    expect(transferred.deadlines()).toMatchObject([
      { clause: 'QD-17.2a', endedAt: at('2026-09-28 16:00') },
      { clause: 'QD-17.2b', startedOn: '2026-09-28', dueOn: '2026-10-16', length: 10 },
    ]);
    expect(transferred.deadlines()[1]).not.toHaveProperty('endedAt');
  });

  it('is overdue from 24:00 of its last day on, and stays so after a late decision', () => {
    const story = filed();
    const due = at('2026-09-30 00:00');

    expect(story.deadlines(at('2026-09-29 23:59:59'))[0]).not.toHaveProperty('overdueSince');
    expect(story.deadlines(due)[0]).toMatchObject({ overdueSince: due });
    const late = story.given('pass', regulator, at('2026-10-08 09:00'));
    expect(late.kase.stands).toBe('agency-review');
    expect(late.deadlines(at('2027-01-01 00:00'))[0]).toMatchObject({
      overdueSince: due,
      endedAt: at('2026-10-08 09:00'),
    });
  });

  it('met in time is never overdue afterwards', () => {
    const decided = filed().given('pass', regulator, at('2026-09-29 23:59:59'));

    expect(decided.deadlines(at('2026-12-31 00:00'))[0]).not.toHaveProperty('overdueSince');
  });
});

describe('QD-12.2b: a resubmission', () => {
  const returned = filed({ procedure: 'publication' }).given('return', regulator, at('2026-09-22 10:00'));
  const resubmitted = returned.given('resubmit', clerk, at('2026-10-09 15:00'));

  it('leaves the clock of the first submission on record, ended', () => {
    expect(returned.deadlines()).toMatchObject([
      { clause: 'QD-12.2a', startedOn: '2026-09-21', dueOn: '2026-09-23', endedAt: at('2026-09-22 10:00') },
    ]);
    expect(resubmitted.deadlines()[0]).toEqual(returned.deadlines(at('2026-10-09 15:00'))[0]);
  });

  it('opens a new clock of two working days', () => {
    const [, second] = resubmitted.deadlines();

    expect(second).toMatchObject({ clause: 'QD-12.2a', startedOn: '2026-10-09', dueOn: '2026-10-12' });
    expect(second).not.toHaveProperty('endedAt');
    expect(resubmitted.kase.clocks.map((clock) => clock.epoch)).toEqual([1, 2]);
  });

  it('may come again and again', () => {
    const again = resubmitted.given('return', regulator).given('resubmit', clerk, at('2026-10-20 09:00'));

    expect(again.kase.clocks.map((clock) => clock.endedAt === undefined)).toEqual([false, false, true]);
    expect(again.kase).toMatchObject({ epoch: 3, version: 5 });
  });
});

describe('QD-19c: the ten working days of an objection', () => {
  const day = (date: string) => at(`${date} 10:00`);
  const objection = filed({ procedure: 'objection', kind: 'infringement', now: day('2026-09-21') });

  it('run from receipt, while the opening is still being suspended', () => {
    expect(objection.kase.stands).toBe('suspend-opening');
    expect(objection.deadlines()).toMatchObject([{ clause: 'QD-19c', stage: 'verification', dueOn: '2026-10-12' }]);
  });

  it('are one clock across suspension, verification, disposal and every effect, ended by the close', () => {
    const verification = objection.effected(day('2026-09-21'));
    const half = verification.given('confirm-infringement', regulator, day('2026-09-22'));
    const infringing = half.given('confirm-infringement', reviewer, day('2026-09-23'));
    const disposal = infringing.effected(day('2026-09-23'));
    const restored = disposal.given('restore', regulator, day('2026-09-28'));
    const closed = restored.effected(day('2026-09-29'));

    for (const story of [verification, half, infringing, disposal, restored]) {
      expect(story.kase.clocks).toEqual(objection.kase.clocks);
    }
    expect(disposal.kase.stands).toBe('disposal');
    expect(closed.deadlines()).toMatchObject([{ clause: 'QD-19c', dueOn: '2026-10-12', endedAt: day('2026-09-29') }]);
  });

  it('are overdue if the result is decided in time but not reported', () => {
    const decided = objection.effected().given('unfounded', regulator).given('unfounded', reviewer);

    expect(decided.kase.stands).toBe('restore-opening');
    expect(decided.deadlines(at('2026-10-13 00:00'))[0]).toMatchObject({ overdueSince: at('2026-10-13 00:00') });
  });

  it('end with a withdrawal only when the opening is restored and the case closed', () => {
    const withdrawn = objection.effected().given('withdraw', company, day('2026-09-22'));

    expect(withdrawn.deadlines()[0]).not.toHaveProperty('endedAt');
    expect(withdrawn.effected(day('2026-09-23')).deadlines()[0]).toMatchObject({ endedAt: day('2026-09-23') });
  });
});

describe('a stage without a period', () => {
  it('has no clock: the law sets none for the agreement', () => {
    const agreement = filed().given('pass', regulator).given('approve', reviewer);

    expect(agreement.kase.clocks.filter((clock) => clock.endedAt === undefined)).toEqual([]);
  });
});

describe('a period of some kinds of filings', () => {
  const clausesOf = (kind: string) =>
    filed({ procedure: 'objection', kind })
      .deadlines()
      .map(({ clause }) => clause);

  it.each(['error', 'omission'])('runs for them: %s', (kind) => {
    expect(clausesOf(kind)).toEqual(['QD-19c', 'QM-17.1']);
  });

  it.each(['infringement', 'privacy', 'own-data', 'other'])('and for no other: %s', (kind) => {
    expect(clausesOf(kind)).toEqual(['QD-19c']);
  });
});
