import type { Clock } from './clock.ts';

/** What falls due by itself: the Waits, timeouts and retries of executions. */
export interface Timers {
  /** The earliest instant at which something is due; one that is past means at once. */
  nextWake(): number | undefined;
  /** Does what is due by now, until nothing more is. */
  run(): Promise<void>;
  /** How many executions are open: a change means that some ended or began. */
  open(): number;
}

/** Work that began with an event and isn't waited for by anybody: checks of uploads. */
export interface Background {
  readonly busy: boolean;
  /** Until nothing of it is under way. */
  idle(): Promise<void>;
}

interface Settings {
  clock: Clock;
  timers: Timers;
  background: Background;
  /** The hourly schedule's target. */
  hourly: () => Promise<void>;
  /** The daily schedule's target, at 00:30 in the city. */
  daily: () => Promise<void>;
  onFault: (error: unknown) => void;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
// 00:30 at +08:00 is 16:30 UTC of the day before.
const DAILY_AT = 16.5 * HOUR;
// The reconciler's patience is an hour: what it may leave alone the first time it mends at the second.
const HOURS_AFTER_WORK = 2;
// The longest that setTimeout can wait.
const LONGEST_TIMER = 2 ** 31 - 1;
// While functions are under way, how often it is looked whether more is due, in milliseconds.
const BUSY_PAUSE = 50;

/**
 * Lets everything happen at its instant: by one timer of the machine while the clock ticks, and one after the other,
 * with their consequences, while the clock is moved.
 */
export class Timekeeper {
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #background: Background;
  readonly #hourly: () => Promise<void>;
  readonly #daily: () => Promise<void>;
  readonly #onFault: (error: unknown) => void;
  #timer: NodeJS.Timeout | undefined;
  #soon: NodeJS.Immediate | undefined;
  #turns: Promise<unknown> = Promise.resolve();
  #moving = 0;
  #reconciling = false;
  #stopped = false;
  #lastDay: number;
  #lastHour: number;
  #lastWorkHour: number;
  #open: number;

  constructor({ clock, timers, background, hourly, daily, onFault }: Settings) {
    this.#clock = clock;
    this.#timers = timers;
    this.#background = background;
    this.#hourly = hourly;
    this.#daily = daily;
    this.#onFault = onFault;
    // A platform that is new, or was down, has its duties seen to at once.
    this.#lastDay = this.#day() - 1;
    // What a killed process left behind is worth a look at the next full hours.
    this.#lastHour = this.#lastWorkHour = this.#hour();
    this.#open = timers.open();
  }

  /** Takes up what is due, and from now on what falls due. What a killed process left undone is reconciled at once. */
  start(): void {
    void this.#inTurn(() => this.#reconcile());
    this.wake();
  }

  /** Something has changed that may be due at once, or sooner than was known. */
  wake(): void {
    if (this.#stopped) return;
    this.#soon ??= setImmediate(() => {
      this.#soon = undefined;
      void this.#drive().catch(this.#onFault);
    });
  }

  /** A table was written, so the reconciler may find something at the next full hours. */
  noteWork(): void {
    if (!this.#reconciling) this.#lastWorkHour = this.#hour();
  }

  /**
   * Moves the clock to an instant, through every timer that falls due, in order; the clock stands still at each while
   * it and all that follows from it run. Full hours without work before them are skipped. One move at a time.
   */
  moveTo(target: () => number): Promise<void> {
    this.#moving += 1;
    return this.#inTurn(() => this.#move(target())).finally(() => {
      this.#moving -= 1;
      this.wake();
    });
  }

  /** Takes up nothing more, and waits for what is under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    clearImmediate(this.#soon);
    await this.#turns;
    await this.#timers.run();
    await this.#background.idle();
  }

  async #move(target: number): Promise<void> {
    try {
      this.#clock.holdAt(this.#clock.now());
      await this.#settle();
      for (let due = this.#nextDue(); due <= target && !this.#stopped; due = this.#nextDue()) {
        this.#clock.holdAt(due);
        await this.#settle();
        if (this.#dueHour() * HOUR <= this.#clock.now()) await this.#reconcile();
        if (this.#nextDay() <= this.#clock.now()) await this.#seeDuties();
      }
      if (this.#stopped) return;
      this.#clock.holdAt(target);
      await this.#settle();
      await this.#reconcile();
    } finally {
      this.#clock.release();
    }
  }

  /** Until nothing is due and nothing under way. */
  async #settle(): Promise<void> {
    do {
      await this.#timers.run();
      await this.#background.idle();
    } while (this.#background.busy || (this.#timers.nextWake() ?? Number.POSITIVE_INFINITY) <= this.#clock.now());
    const open = this.#timers.open();
    if (open !== this.#open) this.noteWork();
    this.#open = open;
  }

  async #reconcile(): Promise<void> {
    this.#lastHour = this.#hour();
    this.#reconciling = true;
    try {
      await this.#hourly();
    } catch (error) {
      this.#onFault(error);
    } finally {
      this.#reconciling = false;
    }
    await this.#settle();
  }

  async #seeDuties(): Promise<void> {
    this.#lastDay = this.#day();
    try {
      await this.#daily();
    } catch (error) {
      this.#onFault(error);
    }
    await this.#settle();
  }

  /** How often the daily schedule has come round. */
  #day(): number {
    return Math.floor((this.#clock.now() - DAILY_AT) / DAY);
  }

  #nextDay(): number {
    return (this.#lastDay + 1) * DAY + DAILY_AT;
  }

  #hour(): number {
    return Math.floor(this.#clock.now() / HOUR);
  }

  /** The next full hour at which the reconciler may find work, in a move. */
  #dueHour(): number {
    const next = Math.max(this.#lastHour, this.#lastWorkHour) + 1;
    return next <= this.#lastWorkHour + HOURS_AFTER_WORK ? next : Number.POSITIVE_INFINITY;
  }

  #nextDue(): number {
    return Math.min(this.#timers.nextWake() ?? Number.POSITIVE_INFINITY, this.#dueHour() * HOUR, this.#nextDay());
  }

  /** While the clock ticks: does what is due, and sets the timer for what is next. */
  async #drive(): Promise<void> {
    if (this.#moving > 0 || this.#stopped) return;
    // A function may take long; what falls due meanwhile doesn't wait for it.
    this.#setTimer(BUSY_PAUSE);
    await this.#timers.run();
    if (this.#moving > 0 || this.#stopped) return;
    if (this.#hour() > this.#lastHour) {
      this.#lastHour = this.#hour();
      void this.#inTurn(() => this.#reconcile());
    }
    if (this.#day() > this.#lastDay) {
      this.#lastDay = this.#day();
      void this.#inTurn(() => this.#seeDuties());
    }
    this.#setTimer(0);
  }

  #setTimer(atLeast: number): void {
    const next = Math.min(this.#timers.nextWake() ?? Number.POSITIVE_INFINITY, (this.#hour() + 1) * HOUR);
    clearTimeout(this.#timer);
    const wait = Math.max(next - this.#clock.now(), atLeast);
    this.#timer = setTimeout(() => this.wake(), Math.min(wait, LONGEST_TIMER));
  }

  /** Moves and reconciliations one after the other. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#turns.then(work);
    this.#turns = turn.catch(this.#onFault);
    return turn;
  }
}
