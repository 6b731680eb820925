import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type HostProcess, startHostProcess } from '../builders/host.ts';
import { type CaseView, draft, prepare, published, seen, upload } from './acting.ts';
import { checkAtRest, checkNothingRuns } from './histories/invariants.ts';
import { type Act, CASES, eventually, type Grounds, type Life, Wave, waves } from './histories/wave.ts';

// Random histories over HTTP: twenty cases at a time share a host and its clock, with races, withdrawals, lost rings,
// failing writes, new calendars and kills. A failure names the seed; HISTORIES and SEED set others.

const HISTORIES = Number(process.env.HISTORIES ?? 200);
const SEED = Number(process.env.SEED ?? 20_250_106);
const PUBLICATIONS = 4;
// A wave lasts a month or so: ten of them stay within the years whose arrangements are known.
const WAVES_OF_A_HOST = 10;
const TIMEOUT_MS = 1_200_000;

/** What the histories held, so that they aren't thought harder than they were. */
const held = { histories: 0, overdue: 0, withdrawn: 0, raced: 0, killed: 0, newCalendar: 0, decided: 0 };

it(
  `one decision per stage, no grant after withdrawal, overdue from its instant, nothing left running: ${HISTORIES} histories`,
  async () => {
    for (let left = Math.ceil(HISTORIES / CASES), n = 0; left > 0; left -= WAVES_OF_A_HOST, n++)
      await liveOnOneHost(Math.min(left, WAVES_OF_A_HOST), SEED + n);
    const least = held.histories / 20;
    for (const [what, count] of Object.entries(held)) expect(count, what).toBeGreaterThanOrEqual(least);
  },
  TIMEOUT_MS,
);

async function liveOnOneHost(numRuns: number, seed: number): Promise<void> {
  // The first working Monday of a year whose arrangement is known.
  const host = await startHostProcess({ clockStart: '2025-01-06' });
  try {
    const grounds = await groundsOf(host);
    const holidays = new Set<string>();
    const property = fc.asyncProperty(waves, (acts) => live(new Wave(host, grounds, holidays), acts));
    await fc.assert(property, { numRuns, seed, endOnFailure: true });
  } finally {
    await host.stop();
  }
}

async function groundsOf(host: HostProcess): Promise<Grounds> {
  const { id: conditional } = await published(host, { title: '有条件', openness: 'conditional' });
  const { id: open } = await published(host, { title: '无条件' });
  const ready: string[] = [];
  for (let n = 0; n < PUBLICATIONS; n++) {
    const id = await draft(host, { title: `待发布之${n}` });
    await prepare(host, id, await upload(host, id));
    ready.push(id);
  }
  return { conditional, open, ready };
}

async function live(wave: Wave, acts: readonly Act[]): Promise<void> {
  const { host, lives } = wave;
  await wave.begin();
  for (const act of acts) await wave.perform(act);
  // Past a midnight, at which the last clocks of what has moved on find out, and past the reconciler's hours.
  await host.advance('PT25H');
  await checkAtRest(host, lives);
  await Promise.all(lives.map((life) => count(host, life)));
  await Promise.all(lives.map((life) => close(host, life)));
  await host.advance('PT25H');
  await checkNothingRuns(host, lives);
}

async function count(host: HostProcess, { id, raced, killed, newCalendar, given }: Life): Promise<void> {
  const { outcome, timeline } = await seen(host, id);
  held.histories += 1;
  held.overdue += Number(timeline.some(({ type }) => type === 'overdue'));
  held.withdrawn += Number(outcome === 'withdrawn');
  held.raced += Number(raced);
  held.killed += Number(killed);
  held.newCalendar += Number(newCalendar);
  held.decided += Number(given > 0);
}

/** Ends what is still open, so that the next wave has its datasets and clocks to itself. */
async function close(host: HostProcess, { id, filer }: Life): Promise<void> {
  const { state, stage } = await host.settled<CaseView>(id);
  if (state === 'closed') return;
  const [as, command] = stage === 'disposal' ? ['regulator', 'restore'] : [filer, 'withdraw'];
  await eventually(() => host.call('POST', `/v1/cases/${id}/commands`, { as, body: { command, reason: '结束' } }), 200);
  await host.settled(id);
}
