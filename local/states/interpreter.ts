/**
 * Runs JSONata state machines on a clock of the host's. Each transition is saved before the next one starts, so that a killed
 * process resumes where it was; a function may then run twice, as on AWS.
 */
import type { Json } from '../../workflows/asl.ts';
import { ServiceError } from './errors.ts';
import { type Answer, after, dueAt, type Execution, endOfLife, type HistoryEvent, type Status } from './execution.ts';
import { Flights, type Invoke } from './flights.ts';
import { Ledger } from './ledger.ts';
import { exceedsDataLimit, MAX_DATA_BYTES } from './limits.ts';
import { compile } from './machine.ts';
import { refuse } from './refuse.ts';
import { Schedule } from './schedule.ts';
import { firstStep, sameStart } from './start.ts';
import { step } from './steps.ts';
import type { Store } from './store.ts';
import { executionOf } from './token.ts';
import { ended, type World } from './visit.ts';

export interface Host {
  readonly store: Store;
  /** Epoch milliseconds. */
  now(): number;
  /** From 0 up to but not including 1, for jitter. */
  random(): number;
  /** Runs a function; what it throws reaches the machine under the error's `name`. It must not await `run()`. */
  readonly invoke: Invoke;
  /** How many executions take steps at the same time; 1, the default, makes runs repeatable. */
  readonly concurrency?: number;
  /** Told when there is work to do at once, or `nextWake` may have come nearer. */
  readonly onChange?: () => void;
}

export class StepFunctions {
  readonly #host: Host;
  readonly #ledger: Ledger;
  readonly #schedule = new Schedule();
  /** Due, and waiting for their turn. */
  readonly #queue = new Set<string>();
  /** Taking a step; nobody else moves them on. */
  readonly #stepping = new Set<string>();
  readonly #flights: Flights;
  readonly #world: World;
  #running: Promise<void> | undefined;
  #wake: (() => void) | undefined;

  constructor(host: Host) {
    this.#host = host;
    this.#ledger = new Ledger(host.store, () => host.now());
    this.#flights = new Flights(
      () => host.now(),
      () => this.#wake?.(),
    );
    this.#world = {
      now: () => host.now(),
      random: () => host.random(),
      start: (machine, name, input) => this.start(machine, name, input),
      invoke: (execution, name, payload, until) => this.#call(execution, name, payload, until),
    };
    for (const { arn } of this.#ledger.list({ status: 'RUNNING' })) this.#reschedule(arn);
  }

  /** Registers a definition, its substitutions filled in, under its ARN; executions that run keep the one they have. */
  deploy(arn: string, definition: string): void {
    refuse(definition);
    this.#ledger.deploy(arn, compile(definition));
  }

  /** Starts an execution, or answers the running one that has the same name and input. */
  start(arn: string, name: string, input: Json): Execution {
    this.#ledger.assertSound();
    const execution = firstStep(arn, this.#ledger.machine(arn), name, input, this.#host.now());
    const known = this.#ledger.find(execution.arn);
    if (known !== undefined) return sameStart(known, execution);
    this.#ledger.save(execution);
    this.#wakeUp(execution.arn);
    return execution;
  }

  /** Answers a token; the transition is made by `run`. */
  sendTaskSuccess(token: string, output: Json): void {
    this.#answer(token, { output });
  }

  /** Answers a token; the transition is made by `run`. */
  sendTaskFailure(token: string, error: string | null, cause: string | null): void {
    this.#answer(token, { error, cause });
  }

  /** Aborts an execution; a closed one stays as it is. */
  stop(arn: string, error: string | null = null, cause: string | null = null): Execution {
    this.#ledger.assertSound();
    const execution = this.describe(arn);
    if (execution.status !== 'RUNNING') return execution;
    const aborted = ended(execution, this.#host.now(), 'ABORTED', error, cause);
    this.#ledger.save(aborted);
    this.#flights.cancel(arn);
    this.#wakeUp(arn);
    return aborted;
  }

  describe(arn: string): Execution {
    const execution = this.#ledger.find(arn);
    if (execution === undefined) throw new ServiceError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
    return execution;
  }

  /** In the order in which they started. */
  list(filter: { machine?: string; status?: Status } = {}): Execution[] {
    return this.#ledger.list(filter);
  }

  /** The latest events of an execution, oldest first; `events` of its description tells how many there were. */
  history(arn: string): readonly HistoryEvent[] {
    return this.describe(arn).history;
  }

  /** The definition text that is deployed under an ARN. */
  definition(arn: string): string {
    return this.#ledger.machine(arn).text;
  }

  /** The instant at which something is next to be done; one that is past means at once. */
  nextWake(): number | undefined {
    return this.#queue.size > 0 ? this.#host.now() : this.#schedule.first();
  }

  /**
   * Does everything that is due by now, until all is quiet. Call it at each wake and after each change, even while an earlier
   * call is under way: that one then learns of the new work, and both return when all is done.
   */
  run(): Promise<void> {
    this.#wake?.();
    this.#running ??= this.#drain();
    return this.#running;
  }

  async #drain(): Promise<void> {
    const { concurrency = 1 } = this.#host;
    try {
      // Never ends before run() has noted that it began.
      await undefined;
      for (;;) {
        const woken = new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        this.#ledger.assertSound();
        this.#queueDue();
        for (const arn of this.#queue) {
          if (this.#stepping.size >= concurrency) break;
          this.#queue.delete(arn);
          if (!this.#stepping.has(arn)) void this.#advance(arn);
        }
        if (this.#stepping.size === 0 && !this.#flights.busy) return;
        await woken;
      }
    } finally {
      this.#wake = undefined;
      this.#running = undefined;
    }
  }

  #queueDue(): void {
    for (;;) {
      const arn = this.#schedule.takeDue(this.#host.now());
      if (arn === undefined) return;
      if (this.#flights.has(arn)) this.#flights.timeOut(arn);
      else this.#queue.add(arn);
    }
  }

  /** Takes the steps of one execution, one after the other, until it has to wait. */
  async #advance(arn: string): Promise<void> {
    this.#stepping.add(arn);
    try {
      for (let execution = this.#due(arn); execution !== undefined; execution = this.#due(arn)) {
        const next = await step(execution, this.#ledger.machineOf(execution), this.#world);
        // What was answered or stopped meanwhile is saved already, and goes before.
        if (next !== undefined && this.#ledger.find(arn) === execution) this.#ledger.save(next);
      }
    } catch (error) {
      this.#ledger.break(error);
    } finally {
      this.#stepping.delete(arn);
      this.#reschedule(arn);
      this.#wake?.();
    }
  }

  #due(arn: string): Execution | undefined {
    const execution = this.#ledger.find(arn);
    const at = execution && dueAt(execution);
    return at !== undefined && at <= this.#host.now() ? execution : undefined;
  }

  async #call(
    execution: Execution,
    name: string,
    payload: Json,
    until: number | null,
  ): Promise<{ result: Json } | undefined> {
    const { arn } = execution;
    // Stopped while its arguments were evaluated.
    if (this.#ledger.find(arn) !== execution) return undefined;
    const call = this.#flights.call(arn, this.#host.invoke, name, payload, until);
    this.#schedule.set(arn, Math.min(until ?? Number.POSITIVE_INFINITY, endOfLife(execution)));
    if (until !== null) this.#host.onChange?.();
    return call;
  }

  #answer(token: string, answer: Answer): void {
    this.#ledger.assertSound();
    const arn = executionOf(token);
    if (arn === undefined) throw new ServiceError('InvalidToken', "Invalid Token: 'Invalid token'");
    const execution = this.#ledger.find(arn);
    if (execution === undefined) throw new ServiceError('TaskDoesNotExist', `Task Does Not Exist: '${arn}'`);
    const now = this.#host.now();
    if (!waitsFor(token, execution, now)) {
      throw new ServiceError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
    }
    if ('output' in answer && exceedsDataLimit(answer.output)) {
      throw new ServiceError('InvalidOutput', `Invalid Output: it exceeds ${MAX_DATA_BYTES} bytes`);
    }
    this.#ledger.save(after(execution, now, [], { phase: { kind: 'answered', answer } }));
    this.#flights.release(arn);
    this.#wakeUp(arn);
  }

  #wakeUp(arn: string): void {
    this.#reschedule(arn);
    this.#wake?.();
    this.#host.onChange?.();
  }

  /** Whoever takes a step is rescheduled when it is done. */
  #reschedule(arn: string): void {
    if (this.#stepping.has(arn)) return;
    const execution = this.#ledger.find(arn);
    const at = execution && dueAt(execution);
    if (at === undefined) this.#schedule.delete(arn);
    else this.#schedule.set(arn, at);
  }
}

function waitsFor(token: string, { phase, status }: Execution, now: number): boolean {
  return (
    status === 'RUNNING' &&
    phase.kind === 'token' &&
    phase.token === token &&
    (phase.until === null || now < phase.until)
  );
}
