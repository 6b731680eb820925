import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/**
 * The one clock of the laptop: the machine's plus a stored offset, so it ticks; it never goes back. This is the one
 * file beside `functions/clock.ts` that reads the machine's time.
 */
export interface Clock {
  now(): number;
  /** Goes forward to the instant and ticks on from there. A past instant changes nothing. */
  moveTo(instant: number): void;
  /** Goes forward to the instant and stands still there, until it is moved or released. */
  holdAt(instant: number): void;
  /** Ticks on from where it stands. */
  release(): void;
}

interface Settings {
  /** Keeps `clock.json`. */
  dir: string;
  /** Says where a clock that was never started begins, else at the machine's time. A restart continues. */
  start?: (machineNow: number) => number | undefined;
  machineNow?: () => number;
}

const Stored = z.object({
  /** What is added to the machine's time. */
  offset: z.number(),
  /** The latest instant that is known to have been reached; holds also when the machine's own clock is set back. */
  reached: z.number(),
});
type Stored = z.infer<typeof Stored>;

export function openClock({ dir, start, machineNow = Date.now }: Settings): Clock {
  const file = join(dir, 'clock.json');
  let { offset, reached } = read(file) ?? firstStart(machineNow(), start);
  let held: number | undefined;

  const now = (): number => {
    reached = Math.max(reached, held ?? machineNow() + offset);
    return reached;
  };
  const goTo = (instant: number): void => {
    const target = Math.max(instant, now());
    offset = target - machineNow();
    reached = target;
    write(file, { offset, reached });
  };
  mkdirSync(dir, { recursive: true });
  goTo(now());
  return {
    now,
    moveTo(instant) {
      goTo(instant);
      held = undefined;
    },
    holdAt(instant) {
      goTo(instant);
      held = now();
    },
    release() {
      if (held === undefined) return;
      goTo(held);
      held = undefined;
    },
  };
}

function firstStart(machineNow: number, start: Settings['start']): Stored {
  const reached = start?.(machineNow) ?? machineNow;
  return { offset: reached - machineNow, reached };
}

/** Makes the clock the process's `Date`. Whatever keeps a `Date.now` of its own must be imported afterwards. */
export function install(clock: Pick<Clock, 'now'>): void {
  const MachineDate = Date;
  MachineDate.now = () => clock.now();
  globalThis.Date = new Proxy(MachineDate, {
    construct: (target, values, newTarget) =>
      Reflect.construct(target, values.length === 0 ? [clock.now()] : values, newTarget),
    apply: () => new MachineDate(clock.now()).toString(),
  });
}

function read(file: string): Stored | undefined {
  try {
    return Stored.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`${file} can't be read; start with a fresh state folder`, { cause: error });
  }
}

/** A killed process leaves the old file or the new one, never half of one. */
function write(file: string, stored: Stored): void {
  writeFileSync(`${file}.new`, JSON.stringify(stored));
  renameSync(`${file}.new`, file);
}
