import { describe, expect, it } from 'vitest';
import { workingDays } from '../../../domain/policy/period.ts';
import { callers } from '../../builders/callers.ts';
import { type CaseStory, filed } from '../../builders/case.ts';
import { at } from '../../builders/instants.ts';
import { madeUpPolicy } from '../../builders/policy.ts';
import { refusalOf } from '../../builders/refusal.ts';

// Monday 2026-09-14 is day zero of five working days, the last of which is Sunday the 20th, worked for 国庆节.
const monday = at('2026-09-14 09:00');
const story = (suspendedWhileReferred?: string): CaseStory =>
  filed({
    now: monday,
    policy: madeUpPolicy({
      application: { referral: { by: ['agency'], clause: 'XX-3a' } },
      within: [
        workingDays(5, 'XX-2a', { ...(suspendedWhileReferred === undefined ? {} : { suspendedWhileReferred }) }),
      ],
    }),
  });
const refer = (before: CaseStory, when: string) => before.given('refer', callers['agency-reviewer'], at(when));
const advise = (before: CaseStory, when: string) =>
  before.given({ command: 'advise', reason: '可以开放' }, callers.expert, at(when));
const due = (of: CaseStory, when: string) => of.deadlines(at(when))[0];

describe('a period that its clause lets stand still while experts have the case', () => {
  it('doesn’t count the days from the one of the notice to the one of the opinion', () => {
    const told = advise(refer(story('XX-3b'), '2026-09-16 17:00'), '2026-09-22 10:00');

    // Counted: 15, then 23, 24, 28 and 29; the 25th is 中秋节.
    expect(due(told, '2026-09-22 10:00')).toMatchObject({ dueOn: '2026-09-29' });
    expect(due(told, '2026-09-22 10:00')?.explain.filter(({ reason }) => reason === 'suspended')).toHaveLength(7);
  });

  it('is not overdue on the day of the notice, nor while it stands still', () => {
    const referred = refer(story('XX-3b'), '2026-09-20 23:59');

    expect(due(referred, '2026-09-21 00:00')?.overdueSince).toBeUndefined();
    expect(due(referred, '2026-10-30 09:00')).toMatchObject({ suspendedSince: '2026-09-20' });
    expect(due(referred, '2026-10-30 09:00')?.overdueSince).toBeUndefined();
  });

  it('goes on after the first opinion', () => {
    const told = advise(refer(story('XX-3b'), '2026-09-20 09:00'), '2026-09-21 10:00');

    expect(due(told, '2026-09-24 00:00')).toMatchObject({
      dueOn: '2026-09-22',
      overdueSince: '2026-09-22T16:00:00.000Z',
    });
  });
});

it('a period without such a clause goes on while experts have the case', () => {
  const referred = refer(story(), '2026-09-16 17:00');

  expect(due(referred, '2026-09-22 00:00')).toMatchObject({ overdueSince: '2026-09-20T16:00:00.000Z' });
  expect(due(referred, '2026-09-22 00:00')?.suspendedSince).toBeUndefined();
});

describe('experts', () => {
  const referred = refer(story(), '2026-09-16 17:00');

  it('have a case once at a time, and advise on nothing that nobody referred to them', () => {
    expect(refusalOf(() => refer(referred, '2026-09-17 09:00')).code).toBe('not-now');
    expect(refusalOf(() => advise(story(), '2026-09-16 09:00')).code).toBe('not-now');
  });

  it('say why they advise what they advise', () => {
    expect(refusalOf(() => referred.given({ command: 'advise' }, callers.expert))).toMatchObject({
      code: 'invalid-request',
      faults: [{ pointer: '/reason' }],
    });
  });

  it('may be several, each with an opinion of their own', () => {
    const twice = advise(advise(referred, '2026-09-17 09:00'), '2026-09-17 10:00');
    expect(twice.recorded.slice(-2).map(({ event }) => event.body.type)).toEqual(['advised', 'advised']);
  });
});
