import fc from 'fast-check';
import { cities } from '../../../cities/all.ts';
import { millisOf } from '../../../domain/calendar/dates.ts';
import { isRunning } from '../../../domain/case/clock.ts';
import type { Command } from '../../../domain/case/command.ts';
import { dueOf } from '../../../domain/case/deadline.ts';
import { type City, currentPolicy } from '../../../domain/policy/policy.ts';
import type { Carried, Procedure } from '../../../domain/policy/procedure.ts';
import { type Actor, type CommandName, ProcedureName } from '../../../domain/policy/words.ts';
import type { CallerName } from '../../builders/callers.ts';
import { extensionOf } from '../../builders/reading.ts';
import { check, checkAtRest } from './invariants.ts';
import { DAY, HOUR, type Mutation, World } from './world.ts';

/** One act of a random history. */
export type Act =
  | { do: 'advance'; hours: number }
  | { do: 'until-due'; seconds: number }
  | { do: 'decide'; pick: number; lostRing: boolean; atOnce: boolean }
  | { do: 'race'; pick: number; other: number; lostRing: boolean }
  | { do: 'extend'; days: number; granted: boolean }
  | { do: 'withdraw'; lostRing: boolean }
  | { do: 'withdraw-against'; pick: number }
  | { do: 'calendar'; day: number; working: boolean }
  | { do: 'fail' | 'lose' | 'deaf'; calls: number }
  | { do: 'kill'; writes: number };

const act = (weight: number, arbitrary: fc.Arbitrary<Act>) => ({ weight, arbitrary });

export const acts: fc.Arbitrary<Act> = fc.oneof(
  act(6, fc.record({ do: fc.constant('advance' as const), hours: fc.integer({ min: 1, max: 120 }) })),
  act(2, fc.record({ do: fc.constant('until-due' as const), seconds: fc.integer({ min: -2, max: 2 }) })),
  act(
    6,
    fc.record({ do: fc.constant('decide' as const), pick: fc.nat(7), lostRing: fc.boolean(), atOnce: fc.boolean() }),
  ),
  act(2, fc.record({ do: fc.constant('race' as const), pick: fc.nat(7), other: fc.nat(7), lostRing: fc.boolean() })),
  act(
    1,
    fc.record({ do: fc.constant('extend' as const), days: fc.integer({ min: 1, max: 12 }), granted: fc.boolean() }),
  ),
  act(1, fc.record({ do: fc.constant('withdraw' as const), lostRing: fc.boolean() })),
  act(1, fc.record({ do: fc.constant('withdraw-against' as const), pick: fc.nat(7) })),
  act(
    2,
    fc.record({ do: fc.constant('calendar' as const), day: fc.integer({ min: 0, max: 14 }), working: fc.boolean() }),
  ),
  act(
    1,
    fc.record({
      do: fc.constantFrom('fail' as const, 'lose' as const, 'deaf' as const),
      calls: fc.integer({ min: 1, max: 12 }),
    }),
  ),
  act(2, fc.record({ do: fc.constant('kill' as const), writes: fc.nat(12) })),
);

/** A procedure of a city, and the kind of filing where that decides how it opens. */
interface Beginning {
  city: City;
  procedure: ProcedureName;
  kind: string | undefined;
}

/** The kinds of filing that open differently, and none where any other opens too. */
function kindsOf({ opens }: Procedure): (string | undefined)[] {
  const named = [...new Set(opens.flatMap(({ kinds = [] }) => kinds))];
  return opens.some(({ kinds }) => kinds === undefined) ? [...named, undefined] : named;
}

const beginnings: readonly Beginning[] = cities.flatMap((city) =>
  Object.entries(currentPolicy(city).procedures).flatMap(([name, procedure]) =>
    procedure === undefined
      ? []
      : kindsOf(procedure).map((kind) => ({ city, procedure: ProcedureName.parse(name), kind })),
  ),
);

/** How a case begins, and when. */
export const openings = fc.record({
  beginning: fc
    .constantFrom(...beginnings)
    .map((b) => Object.assign(b, { toString: () => `${b.city.name} ${b.procedure} ${b.kind ?? ''}` })),
  // From a quiet March over 国庆 into the last weeks before the calendar's horizon; any minute of the day.
  day: fc.integer({ min: 0, max: 290 }),
  minute: fc.integer({ min: 0, max: 24 * 60 - 1 }),
});
export interface Opening {
  beginning: Beginning;
  day: number;
  minute: number;
}

const FIRST_DAY = Date.parse('2026-03-01T16:00:00Z');

/** Lives a history through, checking after each act and once all is at rest. */
export async function live(opening: Opening, history: readonly Act[], mutation: Mutation = {}): Promise<World> {
  const { city, procedure, kind } = opening.beginning;
  const began = FIRST_DAY + opening.day * DAY + opening.minute * 60_000;
  const world = await new World(procedure, new Date(began).toISOString(), mutation, city).begin(kind);
  for (const each of history) {
    await perform(world, each);
    await check(world);
  }
  world.failing = world.losing = world.deaf = 0;
  world.killAfter = -1;
  // The clock of a date sleeps for a month; any other looks every midnight.
  const dated = (await world.kase()).clocks.some(({ rule }) => rule.unit === 'date');
  await world.advance((dated ? 31 : 3) * DAY);
  await checkAtRest(world);
  return world;
}

async function perform(world: World, each: Act): Promise<void> {
  switch (each.do) {
    case 'advance':
      return world.advance(each.hours * HOUR);
    case 'until-due':
      return untilDue(world, each.seconds);
    case 'decide': {
      const choice = await choose(world, each.pick);
      if (choice === undefined) return;
      if (each.lostRing) world.deaf++;
      await world.give(...choice);
      return each.atOnce ? undefined : world.run();
    }
    case 'race': {
      const [one, two] = [await choose(world, each.pick), await choose(world, each.other)];
      if (one === undefined || two === undefined) return;
      if (each.lostRing) world.deaf++;
      world.seen.races++;
      await Promise.all([world.give(...one), world.give(...two)]);
      return world.run();
    }
    case 'extend':
      return extend(world, each);
    case 'withdraw':
      if (each.lostRing) world.deaf++;
      await world.give(world.filer, { command: 'withdraw' });
      return world.run();
    case 'withdraw-against': {
      const choice = await choose(world, each.pick);
      if (choice === undefined) return;
      world.seen.races++;
      await Promise.all([world.give(world.filer, { command: 'withdraw' }), world.give(...choice)]);
      return world.run();
    }
    case 'calendar':
      return world.turnDay(each.day, each.working);
    case 'fail':
      world.failing = each.calls;
      return;
    case 'lose':
      world.losing = each.calls;
      return;
    case 'deaf':
      world.deaf = each.calls;
      return;
    case 'kill':
      world.killAfter = each.writes;
      return;
    default:
      each satisfies never;
  }
}

/** Asks for an extension where the period may be extended, and lets its approver answer. */
async function extend(world: World, { days, granted }: { days: number; granted: boolean }): Promise<void> {
  const step = world.procedure.steps[(await world.kase()).stands];
  const rule = step?.kind === 'stage' ? step.within.map(extensionOf).find((each) => each !== undefined) : undefined;
  if (rule === undefined) return;
  await world.give(whoIs(rule.asks, world), { command: 'request-extension', days });
  await world.give(whoIs(rule.approves, world), { command: granted ? 'grant-extension' : 'deny-extension' });
  return world.run();
}

const whoIs = (actor: Actor, world: World): CallerName => {
  const known: Partial<Record<Actor, CallerName>> = {
    applicant: world.filer === 'platform' ? 'company' : world.filer,
    respondent: 'company',
    counterpart: 'other-agency-reviewer',
    'counterpart-principal': 'other-agency-principal',
    'common-government': 'government',
    government: 'government',
    expert: 'expert',
    agency: 'agency-reviewer',
    'agency-staff': 'agency-clerk',
    'agency-principal': 'agency-principal',
  };
  return known[actor] ?? 'regulator';
};

const LONGEST_WAIT = 60 * DAY;

/** To a few seconds around the end of the period that runs: the last second, the first after. */
async function untilDue(world: World, seconds: number): Promise<void> {
  const clock = (await world.kase()).clocks.find(isRunning);
  if (clock === undefined) return;
  const target = millisOf(dueOf(clock, world.calendar).dueAt) + seconds * 1000;
  // A year of midnights is a test of patience, not of the machines.
  if (target > world.now && target - world.now < LONGEST_WAIT) await world.advance(target - world.now);
}

/** One of the decisions that the policy offers where the case stands, by whoever may make it. */
async function choose(world: World, pick: number): Promise<[CallerName, Command] | undefined> {
  const step = world.procedure.steps[(await world.kase()).stands];
  if (step?.kind !== 'stage') return undefined;
  const offered = Object.keys(step.decisions).flatMap((command) =>
    step.by.map((actor) => [command as CommandName, actor] as const),
  );
  if (offered.length === 0) return undefined;
  const [command, actor] = offered[pick % offered.length] ?? [];
  if (command === undefined || actor === undefined) return undefined;
  const carried = (step.decisions[command]?.carries ?? []).map((name) => [name, brought[name]] as const);
  return [whoIs(actor, world), { command, reason: 'because', ...Object.fromEntries(carried) } as Command];
}

/** What a decision has to bring with it. */
const brought: Readonly<Record<Carried, unknown>> = {
  basis: '《数据安全法》',
  agency: 'ecology-bureau',
  datasetId: 'air',
  source: 'ecology-bureau',
  days: 3,
  answer: { mode: '下载', time: '即日', requirements: '仅限本单位' },
  // Every authority of every city: what is informed beside is no fault.
  informed: ['网信部门', '公安机关', '区委网信办', '区数据管理服务中心'],
  notice: { title: '警示', text: '请更换密码' },
};
