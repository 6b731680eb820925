import { describe, expect, it } from 'vitest';
import { Instant } from '../../../domain/calendar/dates.ts';
import { clocksOnArrival, clocksOnReceipt } from '../../../domain/case/move.ts';
import { workingDays } from '../../../domain/policy/period.ts';
import { Procedure } from '../../../domain/policy/procedure.ts';
import { leads, procedure, stage } from '../../../domain/policy/writing.ts';
import { madeUpPolicy } from '../../builders/policy.ts';

const now = Instant.parse('2026-09-21T01:00:00.000Z');
const named = (clause: string, within: ReturnType<typeof workingDays>[], to: string) =>
  stage({ zh: clause, en: clause, clause, by: ['agency'], within, decisions: { pass: leads(to) } });

const twoStages = Procedure.parse({
  ...procedure({
    zh: '申请',
    en: 'Application',
    clause: 'XX-1',
    filing: { by: 'registered', clause: 'XX-1' },
    opens: [{ at: 'first' }],
    steps: {},
  }),
  steps: {
    first: named('XX-2', [workingDays(5, 'XX-2a'), workingDays(3, 'XX-2b')], 'second'),
    second: named('XX-3', [workingDays(5, 'XX-2a', { continues: true }), workingDays(3, 'XX-2b')], 'third'),
    third: named('XX-4', [workingDays(5, 'XX-2a', { continues: true })], 'closed'),
  },
});

const opened = clocksOnReceipt(twoStages, 'first', now).opened.map((opening) => ({
  ...opening,
  openedAt: now,
  reminded: [],
  overdue: [],
}));

describe('a period that continues', () => {
  it('goes on from stage to stage; one that doesn’t say so ends and begins anew', () => {
    const moves = clocksOnArrival({ clocks: opened, epoch: 2, stands: 'first' }, twoStages, 'second', now);

    expect(moves.ended).toEqual(['XX-2b']);
    expect(moves.opened.map(({ clause, epoch }) => [clause, epoch])).toEqual([['XX-2b', 3]]);
  });

  it('begins where the stage before had none', () => {
    const moves = clocksOnArrival({ clocks: [], epoch: 2, stands: 'first' }, twoStages, 'third', now);

    expect(moves.opened.map(({ clause }) => clause)).toEqual(['XX-2a']);
  });

  it('ends with the case', () => {
    const moves = clocksOnArrival({ clocks: opened, epoch: 2, stands: 'third' }, twoStages, 'closed', now);

    expect(moves.ended).toEqual(['XX-2a', 'XX-2b']);
  });
});

describe('a decision that lengthens a period', () => {
  const extending = (within: readonly unknown[]) =>
    madeUpPolicy({
      review: {
        decisions: {
          pass: leads('later', { extends: { clause: 'XX-2a', days: 5 } }),
          refuse: leads('closed', { outcome: 'refused', needs: 'reason' }),
        },
      },
      steps: {
        later: {
          ...stage({ zh: '后', en: 'Later', clause: 'XX-4', by: ['agency'], decisions: { pass: leads('grant') } }),
          within,
        },
      },
    });

  it('leads to where it goes on', () => {
    expect(() => extending([workingDays(5, 'XX-2a', { continues: true })])).not.toThrow();
  });

  it('is refused in a policy in which it ends there', () => {
    expect(() => extending([])).toThrow(
      'stage \\"review\\" (XX-2) lengthens XX-2a, which doesn\'t go on at \\"later\\"',
    );
    expect(() => extending([workingDays(5, 'XX-2a')])).toThrow("doesn't go on");
  });
});
