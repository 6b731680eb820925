import { describe, expect, it } from 'vitest';
import { chongqing } from '../../../cities/chongqing.ts';
import { qingdao } from '../../../cities/qingdao.ts';
import { procedureBox } from '../../../domain/case/boxes.ts';
import type { Case } from '../../../domain/case/case.ts';
import { dueOf } from '../../../domain/case/deadline.ts';
import { City, currentPolicy } from '../../../domain/policy/policy.ts';
import type { ProcedureName } from '../../../domain/policy/words.ts';
import type { Platform } from '../../../functions/platform.ts';
import { datasetWrites } from '../../../functions/stores/catalog.ts';
import { endUpkeepOf } from '../../../functions/stores/fulfilling.ts';
import { tasks } from '../../../workflows/tasks/tasks.ts';
import { openDataset } from '../../builders/dataset.ts';
import { type TestPlatform, testPlatform } from '../../builders/platform.ts';

/** A city with no other duties than these. */
const withOnly = (city: City, ...names: ProcedureName[]): City => {
  const policy = currentPolicy(city);
  const kept = Object.entries(policy.procedures).filter(
    ([name, procedure]) => procedure?.duty === undefined || names.includes(name as ProcedureName),
  );
  return City.parse({ ...city, policies: [{ ...policy, procedures: Object.fromEntries(kept) }] });
};

const daily = (p: Platform) => tasks.SeeDuties(p)({}) as Promise<{ opened: number }>;

const casesOf = async (p: Platform, procedure: string): Promise<Case[]> =>
  p.cases.snapshots((await p.cases.listed(procedureBox(procedure))).map(({ id }) => id));

const dueOn = async (p: Platform, kase: Case): Promise<string | undefined> => {
  const [clock] = kase.clocks;
  return clock && dueOf(clock, await p.calendar()).dueOn;
};

/** Puts a newer release of the dataset, or another entry, before the public. */
async function republished(p: TestPlatform, over: { release?: string; entry?: object }, id = 'air'): Promise<void> {
  const { published, ...before } = await p.catalog.load(id as never);
  if (published?.release === undefined) throw new Error(`${id} isn't published`);
  const release = { ...published.release, ...(over.release && { id: over.release as never, preparedAt: p.now() }) };
  const next = {
    ...before,
    published: { ...published, release, entry: { ...published.entry, ...over.entry }, at: p.now() },
  };
  const change = { next, body: { type: 'created' as const, datasetId: next.id }, by: { role: 'platform' as const } };
  await p.engine.write(datasetWrites(await p.catalog.load(next.id), change as never, p.now(), ''));
}

const DAY = 24 * 3600;

describe('upkeep', () => {
  const city = withOnly(qingdao, 'upkeep');

  it('opens one case for each open dataset, by its own update cycle, however often it is asked', async () => {
    const p = testPlatform({ city });
    await openDataset(p, { id: 'air' });
    const { entry, published } = await openDataset(p, { id: 'water' });
    const monthly = { ...entry, accrualPeriodicity: 'monthly' };
    await openDataset(p, { id: 'noise', over: { entry: monthly, published: { ...published, entry: monthly } } });

    expect(await daily(p)).toEqual({ opened: 3 });
    expect(await daily(p)).toEqual({ opened: 0 });
    const found = await casesOf(p, 'upkeep');
    const due = await Promise.all(found.map(async (kase) => [kase.datasetId, await dueOn(p, kase)]));
    expect(due.sort()).toEqual([
      ['air', '2026-09-22'],
      ['noise', '2026-10-21'],
      ['water', '2026-09-22'],
    ]);
    expect(found.every(({ agency, filedAs }) => agency?.id === 'ecology-bureau' && filedAs === 'platform')).toBe(true);
  });

  it('is overdue from its own day, even where it is first seen to long after', async () => {
    const p = testPlatform({ city });
    await openDataset(p);
    p.pass(40 * DAY);

    await daily(p);
    const [kase] = await casesOf(p, 'upkeep');
    expect(kase && (await dueOn(p, kase))).toBe('2026-09-22');
  });

  it('falls due on 28 or 29 February where a month has no other last day', async () => {
    for (const [now, due] of [
      ['2027-01-31T01:00:00Z', '2027-02-28'],
      ['2028-01-31T01:00:00Z', '2028-02-29'],
      ['2026-12-31T01:00:00Z', '2027-01-31'],
    ] as const) {
      const p = testPlatform({ city, now });
      const { entry, published } = await openDataset(p, { id: 'water' });
      const monthly = { ...entry, accrualPeriodicity: 'monthly' };
      await openDataset(p, { id: 'noise', over: { entry: monthly, published: { ...published, entry: monthly } } });
      await daily(p);
      const noise = (await casesOf(p, 'upkeep')).find(({ datasetId }) => datasetId === 'noise');
      expect(noise && (await dueOn(p, noise))).toBe(due);
    }
  });

  it('ends with a newer release, and the next round opens for that', async () => {
    const p = testPlatform({ city });
    const { id } = await openDataset(p);
    await daily(p);
    p.pass(DAY);
    await republished(p, { release: 'r2' });
    await endUpkeepOf(p, id);
    await endUpkeepOf(p, id);

    const [first] = await casesOf(p, 'upkeep');
    expect(first).toMatchObject({ stands: 'closed', outcome: 'done' });
    expect(first?.clocks[0]?.endedAt).toBe(p.now());
    const events = first && (await p.cases.history(first.id)).map(({ event }) => event.body);
    expect(events?.filter(({ type }) => type === 'moved')).toEqual([
      expect.objectContaining({ why: 'fulfilled', clause: 'QD-14b', outcome: 'done' }),
    ]);
    expect(await daily(p)).toEqual({ opened: 1 });
    const open = (await casesOf(p, 'upkeep')).filter(({ stands }) => stands !== 'closed');
    expect(open.map(({ filing }) => filing)).toEqual([{ dueBy: '2026-09-23', release: 'r2' }]);
  });

  it('ends the next day where the effect that should have ended it was lost', async () => {
    const p = testPlatform({ city });
    await openDataset(p);
    await daily(p);
    await republished(p, { release: 'r2' });
    await daily(p);

    expect((await casesOf(p, 'upkeep')).map(({ stands, outcome }) => [stands, outcome])).toEqual(
      expect.arrayContaining([
        ['closed', 'done'],
        ['renewal', undefined],
      ]),
    );
  });

  it.each([
    ['archived', { lifecycle: 'archived' }, 'ended'],
    ['discontinued', { lifecycle: 'discontinued' }, 'ended'],
    ['updated by another cycle', { accrualPeriodicity: 'monthly' }, 'superseded'],
    ['closed', { openness: 'closed', legalBasis: '法' }, 'ended'],
  ])('ends without an update where the dataset is %s', async (_what, entry, outcome) => {
    const p = testPlatform({ city });
    const { id } = await openDataset(p);
    await daily(p);
    await republished(p, { entry });
    await endUpkeepOf(p, id);

    expect(await casesOf(p, 'upkeep')).toMatchObject([{ stands: 'closed', outcome }]);
  });

  it('stays as it is when only the entry’s words are changed', async () => {
    const p = testPlatform({ city });
    const { id } = await openDataset(p);
    await daily(p);
    await republished(p, { entry: { description: '换一种说法' } });
    await endUpkeepOf(p, id);
    await daily(p);

    expect(await casesOf(p, 'upkeep')).toMatchObject([{ stands: 'renewal' }]);
  });
});

describe('a duty with a date', () => {
  const city = withOnly(qingdao, 'quality-evaluation');

  it('is the city’s and each district’s, opened sixty days before and then no more until the date has passed', async () => {
    const p = testPlatform({ city, now: '2026-10-31T15:59:59Z' });
    expect(await daily(p)).toEqual({ opened: 0 });
    p.pass(1);
    expect(await daily(p)).toEqual({ opened: 11 });
    for (const now of [
      '2026-12-30T16:30:00Z',
      '2026-12-31T15:59:59Z',
      '2026-12-31T16:30:00Z',
      '2027-10-31T15:59:59Z',
    ]) {
      p.setNow(now);
      expect(await daily(p)).toEqual({ opened: 0 });
    }
    p.setNow('2027-10-31T16:30:00Z');
    expect(await daily(p)).toEqual({ opened: 11 });
    const found = await casesOf(p, 'quality-evaluation');
    expect(found.map(({ filing }) => filing)).toEqual([
      ...Array(11).fill({ dueBy: '2027-12-31' }),
      ...Array(11).fill({ dueBy: '2026-12-31' }),
    ]);
    expect(found.filter(({ district }) => district === undefined)).toHaveLength(2);
  });

  it('is a closed entry’s once a year', async () => {
    const p = testPlatform({ city: withOnly(chongqing, 're-evaluation'), now: '2026-11-20T01:00:00Z' });
    const { entry, published } = await openDataset(p, { id: 'air' });
    const closed = { ...entry, openness: 'closed', openingModes: [], legalBasis: '《保守国家秘密法》' };
    await openDataset(p, { id: 'secret', over: { entry: closed, published: { ...published, entry: closed } } });

    expect(await daily(p)).toEqual({ opened: 1 });
    expect(await casesOf(p, 're-evaluation')).toMatchObject([{ datasetId: 'secret', filing: { dueBy: '2026-12-31' } }]);
  });
});

describe('what ails one duty', () => {
  it('keeps no other from being opened, and fails the run so that the alarm is raised', async () => {
    const p = testPlatform({ city: withOnly(qingdao, 'upkeep', 'quality-evaluation'), now: '2026-11-20T01:00:00Z' });
    await openDataset(p, { id: 'air' });
    await openDataset(p, { id: 'orphan', over: { publisher: 'dissolved-bureau' } });
    await openDataset(p, { id: 'water' });

    await expect(daily(p)).rejects.toThrow('dissolved-bureau');
    expect((await casesOf(p, 'upkeep')).map(({ datasetId }) => datasetId).sort()).toEqual(['air', 'water']);
    expect(await casesOf(p, 'quality-evaluation')).toHaveLength(11);
    expect(p.logged).toContainEqual(expect.objectContaining({ event: 'duty-not-seen-to', procedure: 'upkeep' }));
  });

  it('and is tried again the next day, alone', async () => {
    const p = testPlatform({ city: withOnly(qingdao, 'quality-evaluation'), now: '2026-11-20T01:00:00Z' });
    const { write } = p.engine;
    let failing = 3;
    p.engine.write = async (writes) => {
      if (failing-- > 0) throw new Error('no answer');
      return write(writes);
    };
    await expect(daily(p)).rejects.toThrow('no answer');
    expect(await casesOf(p, 'quality-evaluation')).toHaveLength(8);
    expect(await daily(p)).toEqual({ opened: 3 });
  });
});

it('two runs at once open each case once, and neither fails', async () => {
  const p = testPlatform({ city: withOnly(qingdao, 'upkeep', 'quality-evaluation'), now: '2026-11-20T01:00:00Z' });
  await openDataset(p);

  const runs = await Promise.all([daily(p), daily(p)]);
  expect(runs.reduce((sum, { opened }) => sum + opened, 0)).toBe(12);
  expect(await casesOf(p, 'quality-evaluation')).toHaveLength(11);
});

it('sees to many datasets by a read for each hundred', async () => {
  const p = testPlatform({ city: withOnly(qingdao, 'upkeep') });
  for (let i = 0; i < 120; i++) await openDataset(p, { id: `set-${i}` });
  expect(await daily(p)).toEqual({ opened: 120 });
  let reads = 0;
  const counted =
    <Args extends unknown[], Answer>(read: (...args: Args) => Answer) =>
    (...args: Args): Answer => {
      reads++;
      return read(...args);
    };
  Object.assign(p.engine, {
    getMany: counted(p.engine.getMany),
    get: counted(p.engine.get),
    query: counted(p.engine.query),
  });

  expect(await daily(p)).toEqual({ opened: 0 });
  // Datasets and their cases, looked at for what is to be opened and for what is to be ended, and the two lists.
  expect(reads).toBe(4 * 2 + 2);
});
