import { describe, expect, it } from 'vitest';
import { chongqing } from '../../cities/chongqing.ts';
import { dazhou } from '../../cities/dazhou.ts';
import { jinfeng } from '../../cities/jinfeng.ts';
import type { Command } from '../../domain/case/command.ts';
import { deadlineOf } from '../../domain/case/deadline.ts';
import type { CallerName } from '../builders/callers.ts';
import { checkAtRest } from './histories/invariants.ts';
import { DAY, World } from './histories/world.ts';

// What is peculiar to each city, on its own machines.

const MONDAY = '2026-03-02T02:00:00.000Z';
const because = (command: string): Command => ({ command, reason: 'because' }) as Command;

async function through(world: World, ...steps: readonly [CallerName, Command | string][]): Promise<void> {
  for (const [who, command] of steps) {
    expect(
      await world.give(who, typeof command === 'string' ? because(command) : command),
      `${who} ${JSON.stringify(command)}`,
    ).toBe('given');
    await world.run();
  }
}

const deadlines = async (world: World) =>
  (await world.kase()).clocks.map((clock) => deadlineOf(clock, world.calendar, world.platform.now()));
const dueDates = async (world: World) => (await deadlines(world)).map(({ clause, dueOn }) => [clause, dueOn]);
const ask = (days: number): Command => ({ command: 'request-extension', days, reason: '数据量大' });

describe('Chongqing', () => {
  const objection = () => new World('objection', MONDAY, {}, chongqing).begin('error');

  it('CQ-22b: verification is extended by ten working days with the principal’s consent, once and before the end', async () => {
    const world = await objection();
    expect(await dueDates(world)).toEqual([['CQ-22a', '2026-03-16']]);
    await world.advance(3 * DAY);
    expect(await world.give('agency-reviewer', ask(11))).toBe('refused');
    await through(world, ['agency-reviewer', ask(10)]);
    expect(await world.give('agency-reviewer', { command: 'grant-extension' })).toBe('refused');
    await through(world, ['agency-principal', { command: 'grant-extension' }]);
    expect(await dueDates(world)).toEqual([['CQ-22a', '2026-03-30']]);
    expect(await world.give('agency-reviewer', ask(1))).toBe('refused');
    await world.advance(15 * DAY);
    expect((await world.kase()).clocks[0]?.overdue).toEqual([]);
    await world.advance(12 * DAY);
    expect((await world.kase()).clocks[0]?.overdue.map(({ dueOn }) => dueOn)).toEqual(['2026-03-30']);
    await through(world, ['agency-reviewer', 'confirm-error']);
    await world.advance(2 * DAY);
    await checkAtRest(world);
  });

  it('CQ-24c: what the parties signed is opened only after the regulator’s review', async () => {
    const world = await new World('application', MONDAY, {}, chongqing).begin();
    await through(world, ['agency-reviewer', 'approve'], ['company', 'sign'], ['agency-principal', 'sign']);
    expect(await world.kase()).toMatchObject({ stands: 'regulator-review' });
    expect((await world.kase()).grantId).toBeUndefined();
    await through(world, ['regulator', 'pass']);
    expect(await world.kase()).toMatchObject({ stands: 'closed', outcome: 'granted', grantId: world.caseId });
  });
});

describe('Dazhou', () => {
  it('DZ-16.2: one’s own data has thirty calendar days: the target on the last working day, due on the next', async () => {
    // Received on 2026-09-04: the thirtieth day is 10-04, a Sunday in the National Day holiday.
    const world = await new World('objection', '2026-09-04T02:00:00.000Z', {}, dazhou).begin('own-data');
    expect(await deadlines(world)).toMatchObject([
      { clause: 'DZ-16.2', unit: 'calendar-day', length: 30, targetOn: '2026-09-30', dueOn: '2026-10-08' },
      { clause: 'PI-46', unit: 'working-day', length: 10, kind: 'service-target' },
    ]);
  });

  it('DZ-28.2: an objection of another kind runs by the ten working days alone', async () => {
    const world = await new World('objection', MONDAY, {}, dazhou).begin('error');
    expect(await dueDates(world)).toEqual([['DZ-28.2', '2026-03-16']]);
  });

  it('DZ-29: the commitment is signed by the applicant alone, before the grant', async () => {
    const world = await new World('application', MONDAY, {}, dazhou).begin();
    const answer = { mode: '接口', time: '即日', requirements: '仅限所列用途' };
    await through(world, ['regulator', { command: 'approve', answer }]);
    expect(await world.give('agency-reviewer', because('sign'))).toBe('refused');
    await through(world, ['company', 'sign']);
    expect(await world.kase()).toMatchObject({ stands: 'closed', outcome: 'granted', grantId: world.caseId });
  });
});

describe('Jinfeng', () => {
  it('JF-19b: handling is extended to fifteen working days in all after the centre’s review', async () => {
    const world = await new World('objection', MONDAY, {}, jinfeng).begin('error');
    await through(world, ['regulator', 'pass']);
    expect(await world.give('agency-reviewer', ask(11))).toBe('refused');
    await through(world, ['agency-reviewer', ask(10)], ['regulator', { command: 'grant-extension' }]);
    expect(await dueDates(world)).toEqual([
      ['JF-19a', '2026-03-03'],
      ['JF-19b', '2026-03-23'],
      ['ZW-26', '2026-03-16'],
    ]);
  });

  it('JF-19a: the unit that reported verifies the correction, or sends it back with all reasons and a new clock', async () => {
    const world = await new World('objection', MONDAY, {}, jinfeng).begin('error');
    await through(world, ['regulator', 'pass'], ['agency-reviewer', 'confirm-error']);
    expect((await world.kase()).stands).toBe('acceptance');
    await through(world, ['other-agency-clerk', { command: 'return', reasons: ['仍有遗漏'] }]);
    expect((await world.kase()).clocks.filter(({ clause }) => clause === 'JF-19b')).toHaveLength(2);
    await through(world, ['agency-reviewer', 'confirm-error'], ['other-agency-clerk', 'verify']);
    expect(await world.kase()).toMatchObject({ stands: 'closed', outcome: 'upheld' });
    await world.advance(2 * DAY);
    await checkAtRest(world);
  });
});
