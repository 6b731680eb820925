import { describe, expect, it } from 'vitest';
import { LocalDate } from '../../../domain/calendar/dates.ts';
import { mayAskExtension } from '../../../domain/case/extension.ts';
import { clocksOnReceipt, type Said } from '../../../domain/case/move.ts';
import { byNamedDay, calendarDays, workingDays } from '../../../domain/policy/period.ts';
import type { Procedure } from '../../../domain/policy/procedure.ts';
import { leads, stage } from '../../../domain/policy/writing.ts';
import { callers } from '../../builders/callers.ts';
import { type CaseStory, filed } from '../../builders/case.ts';
import { at } from '../../builders/instants.ts';
import { extensible, madeUpPolicy } from '../../builders/policy.ts';

const { 'agency-reviewer': reviewer } = callers;
const monday = at('2026-09-21 09:00');
const day = (text: string) => LocalDate.parse(text);

const following = (within: unknown[], over: object = {}) => ({
  review: { decisions: { approve: leads('second', { mayCarry: ['days', 'datasetId', 'agency'] }), ...over } },
  steps: {
    second: {
      ...stage({ zh: '后续', en: 'Second', clause: 'XX-4', by: ['agency'], decisions: { approve: leads('closed') } }),
      within,
    },
  },
});

const procedureOf = (over: Parameters<typeof madeUpPolicy>[0]): Procedure => {
  const found = madeUpPolicy(over).procedures.application;
  if (found === undefined) throw new Error('there is no application');
  return found;
};
/** The periods with which a filing begins: clause, stage, start, and days or dates. */
const begun = (over: Parameters<typeof madeUpPolicy>[0], said: Said = {}) =>
  clocksOnReceipt(procedureOf(over), 'review', monday, said).opened.map(({ clause, stage: of, startedOn, rule }) => [
    clause,
    of,
    startedOn,
    rule.unit === 'date' ? rule.on : rule.length,
  ]);

describe('with a filing begin', () => {
  it('the periods of its first stage, and of those ahead what counts from receipt', () => {
    const ahead = following([workingDays(3, 'XX-4a'), calendarDays(30, 'XX-4b', { from: 'receipt' })]);
    expect(begun(ahead)).toEqual([
      ['XX-2a', 'review', '2026-09-21', 5],
      ['XX-4b', 'second', '2026-09-21', 30],
    ]);
  });

  it('the days that the filing names, where the rule leaves them to it, and never more than the rule has', () => {
    const within = [workingDays(10, 'XX-2a', { setBy: 'filing' }), workingDays(10, 'XX-2c')];
    const days = (said: Said) => begun({ within }, said).map(([, , , length]) => length);
    expect([days({ days: 4 }), days({ days: 99 }), days({})]).toEqual([
      [4, 10],
      [10, 10],
      [10, 10],
    ]);
  });

  it('the period that the filing itself had to keep, from the event that it names', () => {
    const within = [workingDays(5, 'XX-2a'), workingDays(10, 'XX-2a', { from: 'event' })];
    const eventOn = day('2026-09-01');
    expect(begun({ within }, { eventOn })).toEqual([
      ['XX-2a', 'review', '2026-09-21', 5],
      ['XX-2a', 'review', '2026-09-01', 10],
    ]);
    expect(begun({ within })).toEqual([['XX-2a', 'review', '2026-09-21', 5]]);
  });

  it('that period as it was lengthened before, if it was', () => {
    const within = [extensible('by', { from: 'event' })];
    const opened = (eventExtended: boolean) =>
      clocksOnReceipt(procedureOf({ within }), 'review', monday, { eventOn: day('2026-09-01'), eventExtended }).opened;
    expect(opened(true)).toMatchObject([{ extendedBy: 3 }]);
    expect(opened(false)[0]).not.toHaveProperty('extendedBy');
  });

  it('a day that the filing names, which it has to', () => {
    const within = [byNamedDay('XX-2a')];
    const due = { from: day('2026-09-10'), on: day('2026-10-20') };
    expect(begun({ within }, { due })).toEqual([['XX-2a', 'review', '2026-09-10', ['10-20']]]);
    expect(() => begun({ within })).toThrow('a filing that starts XX-2a must say on what day that ends');
  });

  it('only periods of its kind', () => {
    const within = [workingDays(5, 'XX-2a', { kinds: ['urgent'] }), workingDays(9, 'XX-2c')];
    const clauses = (kind?: string) => begun({ within }, { kind }).map(([clause]) => clause);
    expect([clauses('urgent'), clauses('other'), clauses()]).toEqual([['XX-2a', 'XX-2c'], ['XX-2c'], ['XX-2c']]);
  });
});

describe('a decision that leads on', () => {
  const under = (within: unknown[]): CaseStory => filed({ now: monday, policy: madeUpPolicy(following(within)) });
  const periods = ({ kase }: CaseStory) =>
    kase.clocks.map(({ clause, startedOn, rule, endedAt }) => [
      clause,
      startedOn,
      rule.unit === 'date' ? 0 : rule.length,
      endedAt === undefined,
    ]);
  const friday = at('2026-09-25 09:00');

  it('ends the period of its stage and begins the next one’s, but none from an event before the filing', () => {
    const story = under([workingDays(3, 'XX-4a'), workingDays(9, 'XX-4b', { from: 'event' })]);
    expect(periods(story.given('approve', reviewer, friday))).toEqual([
      ['XX-2a', '2026-09-21', 5, false],
      ['XX-4a', '2026-09-25', 3, true],
    ]);
  });

  it('leaves what counts from receipt running, until the case is closed', () => {
    const second = under([calendarDays(30, 'XX-4b', { from: 'receipt' })]).given('approve', reviewer, friday);
    expect(periods(second)).toEqual([
      ['XX-2a', '2026-09-21', 5, false],
      ['XX-4b', '2026-09-21', 30, true],
    ]);
    expect(periods(second.given('approve', reviewer)).map(([, , , runs]) => runs)).toEqual([false, false]);
  });

  it('sets the days of what follows, where the rule leaves them to it, and never more than the rule has', () => {
    const story = under([workingDays(20, 'XX-4a', { setBy: 'decision' }), workingDays(20, 'XX-4b')]);
    const set = (days?: number) =>
      periods(story.given({ command: 'approve', ...(days === undefined ? {} : { days }) }, reviewer))
        .slice(1)
        .map(([, , length]) => length);
    expect([set(7), set(99), set()]).toEqual([
      [7, 20],
      [20, 20],
      [20, 20],
    ]);
  });

  it('passes the case to the unit and the dataset that it names, and leaves both where it names none', () => {
    const story = under([]);
    const named = { command: 'approve' as const, agency: 'housing-bureau', datasetId: 'water' };
    expect(story.given(named, reviewer).kase).toMatchObject({ agency: { id: 'housing-bureau' }, datasetId: 'water' });
    expect(story.given('approve', reviewer).kase).toMatchObject({ agency: { id: 'ecology-bureau' }, datasetId: 'air' });
  });
});

describe('an extension is offered', () => {
  const story = filed({ now: at('2026-10-12 09:00'), policy: madeUpPolicy({ within: [extensible('by')] }) });
  const asked = story.given('request-extension', reviewer);
  const granted = asked.given('grant-extension', callers['agency-principal']);
  const offered = ({ kase, rules, procedure }: CaseStory, now: string): boolean => {
    const step = procedure.steps[kase.stands];
    return step?.kind === 'stage' && mayAskExtension(kase, step, { calendar: rules.calendar, now: at(now) });
  };

  it.each([
    ['until the last second of its period', story, '2026-10-19 23:59:59', true],
    ['no more at the end', story, '2026-10-20 00:00', false],
    ['not while one is asked for', asked, '2026-10-12 10:00', false],
    ['not after one was given', granted, '2026-10-12 10:00', false],
    ['not where no clause lets it', filed(), '2026-09-22 10:00', false],
  ] as const)('%s', (_when, of, now, expected) => {
    expect(offered(of, now)).toBe(expected);
  });
});
