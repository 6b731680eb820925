import fc from 'fast-check';
import { acts, live, type Opening, openings } from './commands.ts';
import type { Mutation, World } from './world.ts';

const LONGEST = 25;
const histories = fc.array(acts, { minLength: 1, maxLength: LONGEST });

/** How many of the histories held what makes them hard. */
export interface Survey {
  histories: number;
  transitions: number;
  overdue: number;
  killed: number;
  withdrawn: number;
  raced: number;
  calendarChanged: number;
}

/** Lives random histories through; throws fast-check's report of the smallest one that breaks an invariant. */
export async function survey(runs: number, seed: number, mutation: Mutation = {}): Promise<Survey> {
  const found: Survey = {
    histories: 0,
    transitions: 0,
    overdue: 0,
    killed: 0,
    withdrawn: 0,
    raced: 0,
    calendarChanged: 0,
  };
  const property = fc.asyncProperty(openings, histories, async (opening, history) => {
    await count(found, await live(opening satisfies Opening, history, mutation));
  });
  await fc.assert(property, { numRuns: runs, seed, endOnFailure: false });
  return found;
}

/** Whether the invariants find the mutation out within so many histories, and by which. */
export async function foundOut(mutation: Mutation, runs: number, seed: number): Promise<string | undefined> {
  const property = fc.asyncProperty(openings, histories, async (opening, history) => {
    await live(opening satisfies Opening, history, mutation);
  });
  const result = await fc.check(property, { numRuns: runs, seed, endOnFailure: true });
  return result.failed ? String((result.errorInstance as Error).message) : undefined;
}

async function count(found: Survey, world: World): Promise<void> {
  const { seen } = world;
  const overdue = (await world.kase()).clocks.some((clock) => clock.overdue.length > 0);
  found.histories++;
  found.transitions += seen.transitions;
  if (overdue) found.overdue++;
  if (seen.kills > 0) found.killed++;
  if (seen.withdrawals > 0) found.withdrawn++;
  if (seen.races > 0) found.raced++;
  if (seen.calendars > 0) found.calendarChanged++;
}
