import { describe, expect, it } from 'vitest';
import { localDateOf } from '../../domain/calendar/dates.ts';
import { datasetOf } from '../../domain/case/case.ts';
import type { Command } from '../../domain/case/command.ts';
import { deadlineOf, overdueSince } from '../../domain/case/deadline.ts';
import type { CallerName } from '../builders/callers.ts';
import { checkAtRest } from './histories/invariants.ts';
import { DAY, HOUR, World } from './histories/world.ts';

// Each drives the real definitions on the laptop's interpreter, with the real handlers and stores.

const MONDAY = '2026-03-02T02:00:00.000Z'; // 10:00 in the city
const because = (command: string): Command => ({ command, reason: 'because' }) as Command;
const application = (now = MONDAY) => new World('application', now).begin();
const types = async (world: World): Promise<string[]> =>
  (await world.platform.cases.history(world.caseId)).map(({ event }) => event.body.type);
const overdue = async (world: World) => (await world.kase()).clocks.flatMap((clock) => clock.overdue);

async function through(world: World, ...steps: readonly [CallerName, string][]): Promise<void> {
  for (const [who, command] of steps) {
    expect(await world.give(who, because(command))).toBe('given');
    await world.run();
  }
}

const toAgreement: [CallerName, string][] = [
  ['regulator', 'pass'],
  ['agency-reviewer', 'approve'],
];

describe('an application', () => {
  it('QD-17.3: goes through review, approval and both signatures to a grant, and its flow ends', async () => {
    const world = await application();
    await through(world, ...toAgreement, ['company', 'sign'], ['agency-principal', 'sign']);
    expect(await world.kase()).toMatchObject({ stands: 'closed', outcome: 'granted', grantId: world.caseId });
    await world.advance(2 * DAY);
    await checkAtRest(world);
  });

  it('waits in a state named after its stage, for as long as the stage lasts', async () => {
    const world = await application();
    await world.advance(40 * DAY);
    expect((await world.ushers()).flow?.state).toBe('Formal review');
  });

  it('outlives its executions: flow and clock are handed over before the one-year limit', async () => {
    const world = await application();
    await world.advance(320 * DAY);
    const kase = await world.kase();
    expect(kase.run).toBe(2);
    expect((await world.ushers()).flow?.state).toBe('Formal review');
    expect((await world.ushers()).clocks.every((e) => e !== undefined && world.now - e.startedAt < 300 * DAY)).toBe(
      true,
    );
    expect(await overdue(world)).toHaveLength(1);
    await checkAtRest(world);
  });
});

describe('deciding', () => {
  it('two deciders at once: one decides, the other is told how the case stands', async () => {
    const world = await application();
    const answers = await Promise.all([
      world.give('regulator', because('pass')),
      world.give('regulator', because('return')),
    ]);
    expect(answers.sort()).toEqual(['given', 'refused']);
    await world.run();
    expect((await types(world)).filter((type) => type === 'decided')).toHaveLength(1);
    await world.advance(DAY);
    await checkAtRest(world);
  });

  it('both sign at once: neither signature is lost', async () => {
    const world = await application();
    await through(world, ...toAgreement);
    const answers = await Promise.all([
      world.give('company', because('sign')),
      world.give('agency-reviewer', because('sign')),
    ]);
    expect(answers).toEqual(['given', 'given']);
    await world.run();
    expect((await world.kase()).outcome).toBe('granted');
  });

  it('in the last second of the period is in time', async () => {
    const world = await application();
    await world.advance(Date.parse('2026-03-09T15:59:59.000Z') - world.now);
    await through(world, ['regulator', 'pass']);
    const [first] = (await world.kase()).clocks;
    if (first === undefined) throw new Error('no clock');
    expect(overdueSince(first, world.calendar, world.platform.now())).toBeUndefined();
    expect(first.overdue).toEqual([]);
  });

  it('after the period is late, and still a decision', async () => {
    const world = await application();
    await world.advance(Date.parse('2026-03-10T01:00:00.000Z') - world.now);
    expect(await overdue(world)).toHaveLength(1);
    await through(world, ['regulator', 'pass']);
    const kase = await world.kase();
    expect(kase.stands).toBe('agency-review');
    const [first] = kase.clocks;
    expect(first && deadlineOf(first, world.calendar, world.platform.now())).toMatchObject({
      overdueSince: '2026-03-09T16:00:00.000Z',
      endedAt: '2026-03-10T01:00:00.000Z',
    });
  });

  it('in the first second after the period is overdue although no mark was set yet', async () => {
    const world = await application();
    await world.advance(Date.parse('2026-03-09T16:00:00.000Z') - world.now);
    const [first] = (await world.kase()).clocks;
    if (first === undefined) throw new Error('no clock');
    expect(overdueSince(first, world.calendar, world.platform.now())).toBe('2026-03-09T16:00:00.000Z');
  });

  it('with its ring lost between commit and doorbell: the reconciler rings within the hour', async () => {
    const world = await application();
    world.deaf = 1;
    await through(world, ['regulator', 'pass']);
    expect((await world.ushers()).flow?.state).toBe('Formal review');
    await world.advance(HOUR);
    expect((await world.ushers()).flow?.state).toBe('Agency review');
  });
});

describe('withdrawing', () => {
  it('against the last signature: never a grant after the withdrawal', async () => {
    const world = await application();
    await through(world, ...toAgreement, ['company', 'sign']);
    const answers = await Promise.all([
      world.give('company', { command: 'withdraw' }),
      world.give('agency-reviewer', because('sign')),
    ]);
    await world.run();
    expect(answers.filter((a) => a === 'given')).toHaveLength(1);
    const kase = await world.kase();
    const grant = await world.platform.engine.get('access', { pk: `grant#${kase.id}`, sk: 'grant' });
    expect(grant === undefined).toBe(kase.outcome === 'withdrawn');
  });

  it('of an infringement objection opens the dataset again', async () => {
    const world = await new World('objection', MONDAY).begin('infringement');
    expect((await world.platform.catalog.load(datasetOf(await world.kase()))).suspendedBy).toEqual([world.caseId]);
    await through(world, ['company', 'withdraw']);
    expect(await world.kase()).toMatchObject({ stands: 'closed', outcome: 'withdrawn' });
    expect((await world.platform.catalog.load(datasetOf(await world.kase()))).suspendedBy).toEqual([]);
  });
});

describe('filing', () => {
  it.each([
    ['at 23:59:59 on a Friday', '2026-03-06T15:59:59.000Z', '2026-03-06', '2026-03-13'],
    ['at 00:00 on a Saturday', '2026-03-06T16:00:00.000Z', '2026-03-07', '2026-03-13'],
    ['at 23:59:59 on a Sunday', '2026-03-08T15:59:59.000Z', '2026-03-08', '2026-03-13'],
    ['at 00:00 on a Monday', '2026-03-08T16:00:00.000Z', '2026-03-09', '2026-03-16'],
  ])('QD-17.2a: %s gives five working days after the day of receipt', async (_, now, startedOn, dueOn) => {
    const [clock] = (await (await application(now)).kase()).clocks;
    expect(
      clock && deadlineOf(clock, (await application(now)).calendar, (await application(now)).platform.now()),
    ).toMatchObject({ startedOn, dueOn });
  });

  it('is received although its flow could not be started; the reconciler starts it', async () => {
    const world = new World('application', MONDAY);
    world.deaf = 1;
    await world.begin();
    expect((await world.ushers()).flow).toBeUndefined();
    await world.advance(HOUR);
    expect((await world.ushers()).flow?.state).toBe('Formal review');
  });
});

describe('a publication', () => {
  it('QD-12.2b: returned with all reasons and submitted anew gets a new clock; the first stays on record', async () => {
    const world = await new World('publication', MONDAY).begin();
    await world.advance(DAY);
    expect(await world.give('regulator', { command: 'return', reasons: ['标题不清', '缺少说明'] })).toBe('given');
    await world.run();
    await world.advance(2 * DAY);
    await through(world, ['agency-clerk', 'resubmit']);
    const { clocks } = await world.kase();
    expect(clocks.map(({ startedOn, endedAt }) => [startedOn, endedAt !== undefined])).toEqual([
      ['2026-03-02', true],
      [localDateOf(world.platform.now()), false],
    ]);
    await through(world, ['regulator', 'pass']);
    expect((await world.kase()).outcome).toBe('published');
    await world.advance(2 * DAY);
    await checkAtRest(world);
  });

  it('locks its dataset while it is under review, and gives it back for correction', async () => {
    const world = await new World('publication', MONDAY).begin();
    const datasetId = datasetOf(await world.kase());
    expect((await world.platform.catalog.load(datasetId)).submission).toBe(world.caseId);
    await through(world, ['regulator', 'return']);
    expect((await world.platform.catalog.load(datasetId)).submission).toBeUndefined();
  });
});

describe('an objection', () => {
  it('QD-19c: one clock runs from receipt through verification and disposal until the result is reported', async () => {
    const world = await new World('objection', MONDAY).begin('infringement');
    await world.advance(3 * DAY);
    await through(world, ['regulator', 'confirm-infringement'], ['agency-reviewer', 'confirm-infringement']);
    expect((await world.kase()).stands).toBe('disposal');
    await world.advance(DAY);
    const before = await world.kase();
    expect(before.clocks.map(({ clause, startedOn, endedAt }) => [clause, startedOn, endedAt])).toEqual([
      ['QD-19c', '2026-03-02', undefined],
    ]);
    await through(world, ['regulator', 'take-down']);
    const after = await world.kase();
    expect(after).toMatchObject({ stands: 'closed', outcome: 'upheld' });
    expect(after.clocks).toHaveLength(1);
    expect(after.clocks[0]?.endedAt).toBe(world.platform.now());
    await world.advance(2 * DAY);
    await checkAtRest(world);
  });

  it('QD-19a: is verified by the regulator and the agency together; neither closes it alone', async () => {
    const world = await new World('objection', MONDAY).begin('error');
    await through(world, ['agency-reviewer', 'unfounded']);
    expect((await world.kase()).stands).toBe('verification');
    await through(world, ['regulator', 'confirm-error']);
    expect(await world.kase()).toMatchObject({ stands: 'closed', outcome: 'upheld' });
  });
});

describe('an outage', () => {
  it('of six calls in a row passes unnoticed', async () => {
    const world = await application();
    world.failing = 6;
    await through(world, ['regulator', 'pass']);
    await world.advance(HOUR);
    expect((await world.ushers()).flow?.state).toBe('Agency review');
    await checkAtRest(world);
  });

  it('that loses the answers of what was done grants and tells once', async () => {
    const world = await application();
    await through(world, ...toAgreement, ['company', 'sign']);
    world.losing = 3;
    await through(world, ['agency-reviewer', 'sign']);
    await world.advance(2 * DAY);
    expect((await types(world)).filter((type) => type === 'applied')).toHaveLength(2);
    await checkAtRest(world);
  });

  it('that kills the interpreter before any one of its writes changes nothing in the end', async () => {
    const calm = await application();
    await through(calm, ...toAgreement, ['company', 'sign'], ['agency-reviewer', 'sign']);
    const writes = calm.seen.transitions;
    for (let write = 0; write < writes; write++) {
      const world = new World('application', MONDAY);
      world.killAfter = write;
      await world.begin();
      await through(world, ...toAgreement, ['company', 'sign'], ['agency-reviewer', 'sign']);
      await world.advance(2 * DAY);
      expect(world.seen.kills, `killed before write ${write}`).toBe(1);
      expect(await world.kase()).toMatchObject({ stands: 'closed', outcome: 'granted' });
      await checkAtRest(world);
    }
  });
});
