import { describe, expect, it } from 'vitest';
import { checkAtRest } from './invariants.ts';
import { foundOut } from './survey.ts';
import { DAY, HOUR, type Mutation, World } from './world.ts';

describe('the invariants find out', () => {
  it.each<[string, Mutation]>([
    ['a platform without a reconciler', { noReconciler: true }],
    ['decisions that are conditional on nothing', { unconditional: true }],
    ['a clock without its midnight re-check', { noMidnight: true }],
    ['a flow that goes where the decision led, not where the case stands', { routeOnDecision: true }],
  ])('%s', async (_, mutation) => {
    expect(await foundOut(mutation, 2000, 7)).toMatch(/^I\d+: /);
  });
});

describe('a calendar changed inside the last two days', () => {
  // Application received on Monday 2026-03-02: five working days end on Monday the 9th, unless Saturday the 7th is worked.
  const live = async (mutation: Mutation): Promise<World> => {
    const world = await new World('application', '2026-03-02T02:00:00.000Z', mutation).begin();
    await world.advance(4 * DAY + 16 * HOUR); // Saturday, 10:00 in the city
    world.turnDay(0, true);
    await world.advance(DAY + 2 * HOUR); // Sunday, noon
    return world;
  };
  const overdueOn = async (world: World): Promise<string[]> =>
    (await world.kase()).clocks.flatMap(({ overdue }) => overdue.map(({ dueOn }) => dueOn));

  it('is kept by the midnight re-check: overdue from Saturday 24:00', async () => {
    const world = await live({});
    expect(await overdueOn(world)).toEqual(['2026-03-07']);
    await checkAtRest(world);
  });

  it('is missed by a clock that sleeps until its next milestone', async () => {
    expect(await overdueOn(await live({ noMidnight: true }))).toEqual([]);
  });
});
