import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

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
  /** Where a clock that was never started begins; absent: at the machine's time. A restart continues. */
  start?: number | undefined;
  machineNow?: () => number;
}

interface Stored {
  /** What is added to the machine's time. */
  offset: number;
  /** The latest instant that is known to have been reached; holds also when the machine's own clock is set back. */
  reached: number;
}

export function openClock({ dir, start, machineNow = Date.now }: Settings): Clock {
  const file = join(dir, 'clock.json');
  const stored = read(file);
  let offset = stored?.offset ?? (start === undefined ? 0 : start - machineNow());
  let reached = stored?.reached ?? start ?? machineNow();
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
    return JSON.parse(readFileSync(file, 'utf8')) as Stored;
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
