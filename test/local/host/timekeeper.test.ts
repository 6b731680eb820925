import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { backgroundWork } from '../../../local/background.ts';
import { type Clock, openClock } from '../../../local/clock.ts';
import { Timekeeper } from '../../../local/timekeeper.ts';

const start = Date.parse('2026-09-21T01:30:00Z');
const minute = 60_000;
const hour = 60 * minute;

let dir: string;
let clock: Clock;
let machineNow: () => number;
/** What happened, each with its minutes since the start. */
let seen: [what: string, minutes: number][];
let world: ReturnType<typeof worldOf>;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'laptop-timekeeper-'));
  machineNow = () => start;
  clock = openClock({ dir, start: () => start, machineNow: () => machineNow() });
  seen = [];
  world = worldOf();
});
afterEach(async () => {
  await world.timekeeper.stop();
  rmSync(dir, { recursive: true });
});

/** Timers that do what they are told, behind a timekeeper that isn't started. */
function worldOf() {
  const due: { at: number; act: () => unknown }[] = [];
  const background = backgroundWork();
  const see = (what: string): void => void seen.push([what, Math.floor((clock.now() - start) / minute)]);
  let open = 0;
  let reconcile: () => unknown = () => undefined;
  const timekeeper = new Timekeeper({
    clock,
    background,
    timers: {
      nextWake: () => due.map(({ at }) => at).sort((a, b) => a - b)[0],
      async run() {
        for (;;) {
          const index = due.findIndex(({ at }) => at <= clock.now());
          const [timer] = index < 0 ? [] : due.splice(index, 1);
          if (timer === undefined) return;
          await timer.act();
        }
      },
      open: () => open,
    },
    hourly: async () => {
      see('hourly');
      await reconcile();
    },
    daily: async () => undefined,
    onFault: (error) => see(`fault: ${error instanceof Error ? error.message : error}`),
  });
  return {
    timekeeper,
    background,
    see,
    at: (minutes: number, act: () => unknown) => void due.push({ at: start + minutes * minute, act }),
    setOpen: (count: number) => {
      open = count;
    },
    onHourly: (act: () => unknown) => {
      reconcile = act;
    },
    move: (minutes: number) => timekeeper.moveTo(() => start + minutes * minute),
  };
}

describe('moving the clock', () => {
  it('does what falls due in order, each at its own instant', async () => {
    const { at, see, move } = world;
    at(20, () => see('b'));
    at(10, () => see('a'));
    at(25, () => see('beyond'));

    await move(24);

    expect(seen).toEqual([
      ['a', 10],
      ['b', 20],
      ['hourly', 24],
    ]);
    expect(clock.now()).toBe(start + 24 * minute);
  });

  it('does what follows from a timer before the next one', async () => {
    const { at, see, move } = world;
    at(10, () => {
      see('a');
      at(10, () => see('at once'));
      at(11, () => see('a minute later'));
    });
    at(12, () => see('b'));

    await move(12);

    expect(seen.map(([what]) => what)).toEqual(['a', 'at once', 'a minute later', 'b', 'hourly']);
  });

  it('waits for work that nobody else waits for', async () => {
    const { at, see, move, background } = world;
    const { promise: checked, resolve: check } = Promise.withResolvers<void>();
    at(10, () => {
      setImmediate(() => {
        see('checked');
        check();
      });
      void background.track(checked);
    });
    at(11, () => see('b'));

    await move(11);

    expect(seen.slice(0, 2)).toEqual([
      ['checked', 10],
      ['b', 11],
    ]);
  });

  it('makes moves wait for each other, so that an advance counts from where the one before it ended', async () => {
    await Promise.all([
      world.timekeeper.moveTo(() => clock.now() + hour),
      world.timekeeper.moveTo(() => clock.now() + hour),
    ]);

    expect(clock.now()).toBe(start + 2 * hour);
  });

  it('ticks on when a timer fails, and tells who moved it', async () => {
    world.at(10, () => {
      throw new Error('the disk is full');
    });

    await expect(world.move(20)).rejects.toThrow('the disk is full');
    expect(clock.now()).toBe(start + 10 * minute);
    expect(seen).toEqual([['fault: the disk is full', 10]]);
  });
});

describe('the hourly schedule in a move', () => {
  const hours = (): number[] => seen.filter(([what]) => what === 'hourly').map(([, minutes]) => minutes);

  it('is skipped where nothing was done, but for the end of the move', async () => {
    await world.move(30 * 60);
    await world.move(100 * 60);

    // What a killed process may have left behind is worth a look at the first two.
    expect(hours()).toEqual([30, 90, 30 * 60, 100 * 60]);
  });

  it('comes at the two full hours after a table was written', async () => {
    await world.move(10 * 60);
    seen.length = 0;
    world.at(20 * 60 + 5, () => world.timekeeper.noteWork());
    await world.move(40 * 60);

    expect(hours()).toEqual([20 * 60 + 30, 21 * 60 + 30, 40 * 60]);
  });

  it('comes after an execution ended, which writes no table', async () => {
    await world.move(10 * 60);
    seen.length = 0;
    world.at(20 * 60 + 5, () => world.setOpen(1));
    await world.move(40 * 60);

    expect(hours()).toEqual([20 * 60 + 30, 21 * 60 + 30, 40 * 60]);
  });

  it('is not called for by its own writes', async () => {
    world.onHourly(() => world.timekeeper.noteWork());
    await world.move(10 * 60);
    await world.move(40 * 60);

    expect(hours()).toEqual([30, 90, 10 * 60, 40 * 60]);
  });

  it('is called for by what follows from it', async () => {
    await world.move(10 * 60);
    seen.length = 0;
    world.at(20 * 60 + 5, () => {
      world.timekeeper.noteWork();
      world.onHourly(() => {
        world.onHourly(() => undefined);
        world.at(20 * 60 + 31, () => world.timekeeper.noteWork());
      });
    });
    await world.move(40 * 60);

    expect(hours()).toEqual([20 * 60 + 30, 21 * 60 + 30, 22 * 60 + 30, 40 * 60]);
  });

  it('reports its failure and lets the move go on', async () => {
    world.onHourly(() => {
      throw new Error('no table');
    });
    await world.move(20);

    expect(seen).toContainEqual(['fault: no table', 20]);
    expect(clock.now()).toBe(start + 20 * minute);
  });
});

describe('while the clock ticks', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate', 'performance'] });
    const zero = performance.now();
    machineNow = () => start + performance.now() - zero;
  });
  afterEach(() => vi.useRealTimers());

  const tick = (minutes: number) => vi.advanceTimersByTimeAsync(minutes * minute);

  it('does what falls due, and reconciles at the start and at every full hour', async () => {
    world.at(10, () => world.see('a'));
    world.timekeeper.start();
    await tick(95);

    expect(seen).toEqual([
      ['hourly', 0],
      ['a', 10],
      ['hourly', 30],
      ['hourly', 90],
    ]);
  });

  it('does at once what it is told of', async () => {
    world.timekeeper.start();
    await tick(1);
    world.at(0, () => world.see('a'));
    world.timekeeper.wake();
    await tick(0);

    expect(seen).toContainEqual(['a', 1]);
  });

  it('goes on ticking from where a move has ended', async () => {
    world.at(45, () => world.see('a'));
    world.timekeeper.start();
    await tick(1);
    await world.move(40);
    await tick(6);

    expect(seen).toContainEqual(['a', 45]);
  });

  it('takes up nothing more once it is stopped', async () => {
    world.timekeeper.start();
    await tick(1);
    await world.timekeeper.stop();
    world.at(2, () => world.see('a'));
    world.timekeeper.wake();
    await tick(5);

    expect(seen).not.toContainEqual(['a', 2]);
  });
});
