import { qingdao } from '../../../cities/qingdao.ts';
import { type Calendar, calendarOf } from '../../../domain/calendar/calendar.ts';
import { instantOf, localDateOf } from '../../../domain/calendar/dates.ts';
import type { Case } from '../../../domain/case/case.ts';
import { isRunning } from '../../../domain/case/clock.ts';
import type { Command } from '../../../domain/case/command.ts';
import { dueOf, reminderOf } from '../../../domain/case/deadline.ts';
import { clockOfEpoch, type Tick } from '../../../domain/case/tick.ts';
import { CaseId } from '../../../domain/ids.ts';
import { type City, currentPolicy, organisationOf, procedureOf } from '../../../domain/policy/policy.ts';
import { filersOf, type Procedure } from '../../../domain/policy/procedure.ts';
import type { ProcedureName } from '../../../domain/policy/words.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { give } from '../../../functions/cases/command.ts';
import type { Platform } from '../../../functions/platform.ts';
import { clockMachine, clockName, type Executions, flowName } from '../../../functions/stores/executions.ts';
import { file } from '../../../functions/stores/receiving.ts';
import { ServiceError } from '../../../local/states/errors.ts';
import type { Execution } from '../../../local/states/execution.ts';
import { StepFunctions } from '../../../local/states/interpreter.ts';
import { memoryStore, type Store } from '../../../local/states/store.ts';
import type { Json, StateMachine } from '../../../workflows/asl.ts';
import { machinesOf } from '../../../workflows/machines.ts';
import type { TaskName } from '../../../workflows/parts.ts';
import { type Task, tasks } from '../../../workflows/tasks/tasks.ts';
import { type CallerName, callers } from '../../builders/callers.ts';
import { openDataset } from '../../builders/dataset.ts';
import { type TestPlatform, testPlatform } from '../../builders/platform.ts';
import { granted } from '../../functions/access/a-grant.ts';

export const HOUR = 3600_000;
export const DAY = 24 * HOUR;
const ARN = 'arn:aws-cn:states:cn-north-1:123456789012:stateMachine:city-';

/** What a broken platform would do; each must be found out by the invariants. */
export interface Mutation {
  noReconciler?: boolean;
  /** Decisions are written whatever happened meanwhile. */
  unconditional?: boolean;
  /** Clocks sleep until their next milestone. */
  noMidnight?: boolean;
  /** The flow goes where the decision that rang led, not where the case stands. */
  routeOnDecision?: boolean;
}

/** Matters between two units. */
const betweenUnits: readonly ProcedureName[] = ['sharing-request', 'sharing-demand', 'sharing-termination', 'dispute'];

class Killed extends Error {}
class Outage extends Error {
  override readonly name = 'Outage';
}

/** What is about a grant. */
const ofGrants: readonly ProcedureName[] = ['violation', 'usage-report', 'sharing-termination'];

/** One case of one city lived through on a virtual clock: real definitions, handlers and stores, with faults on order. */
export class World {
  readonly platform: TestPlatform;
  readonly procedure: Procedure;
  readonly name: ProcedureName;
  readonly mutation: Mutation;
  caseId = CaseId.parse('none');
  #sfn: StepFunctions;
  readonly #store: Store;
  readonly #tasks: Record<string, Task>;
  #calendar: Calendar = calendarOf();
  #rungTo: string | undefined;
  /** Faults on order: the next so many calls. */
  failing = 0;
  losing = 0;
  deaf = 0;
  killAfter = -1;
  /** Until when outages or kills may have delayed a milestone, and when the calendar last changed. */
  troubledUntil = 0;
  calendarAt = 0;
  /** What happened, for the report. */
  readonly seen = { kills: 0, races: 0, calendars: 0, withdrawals: 0, transitions: 0, given: 0 };

  constructor(name: ProcedureName, now: string, mutation: Mutation = {}, city: City = qingdao) {
    this.name = name;
    this.mutation = mutation;
    this.platform = testPlatform({ now, city });
    this.procedure = procedureOf(currentPolicy(this.platform.city), name);
    this.platform.calendar = async () => this.#calendar;
    this.platform.executions = this.#executions() as TestPlatform['executions'];
    if (mutation.unconditional === true) makeUnconditional(this.platform);
    this.#tasks = Object.fromEntries(Object.entries(tasks).map(([task, make]) => [task, make(this.platform)]));
    this.#store = memoryStore(() => {
      this.seen.transitions++;
      if (this.killAfter >= 0 && this.killAfter-- === 0) throw new Killed('killed before a write');
    });
    this.#sfn = this.#boot();
  }

  get now(): number {
    return Date.parse(this.platform.now());
  }

  get executions(): Execution[] {
    return this.#sfn.list();
  }

  /** Files the case and lets its flow come to rest. */
  async begin(kind?: string): Promise<this> {
    const dataset = await openDataset(this.platform, { submitted: this.name === 'publication' ? 'ready' : 'open' });
    const filer = this.filer === 'platform' ? 'platform' : callers[this.filer];
    if (filer !== 'platform' && filer.kind === 'anonymous') throw new Error('nobody files anonymously');
    // For what ends on a day that the filing names.
    const due = { from: localDateOf(this.platform.now()), on: localDateOf(instantOf(this.now + 20 * DAY)) };
    const content = {
      datasetId: dataset.id,
      usePeriod: { from: '2026-01-01', to: '2026-12-31' },
      purpose: 'p',
      scenario: 's',
      safeguards: 's',
      commitment: true,
      change: { description: '更正后的说明' },
      // For duties, as the platform files them.
      dueBy: due.on,
    };
    const grant = ofGrants.includes(this.name) ? await granted(this.platform, dataset) : undefined;
    this.caseId = await file(this.platform, {
      procedure: this.name,
      dataset,
      agency: organisationOf(this.platform.city, dataset.publisher),
      ...(betweenUnits.includes(this.name)
        ? { counterpart: organisationOf(this.platform.city, 'civil-affairs-bureau') }
        : {}),
      content,
      filer,
      due,
      ...(kind === undefined ? {} : { kind }),
      ...(grant === undefined ? {} : { grantId: grant.id, respondent: grant.holder }),
    });
    await this.run();
    return this;
  }

  /** Who filed, by the procedure's rule. */
  get filer(): CallerName | 'platform' {
    const by = {
      'agency-staff': 'agency-clerk',
      'other-unit': 'other-agency-clerk',
      registered: 'company',
      'real-name': 'company',
      'municipal-regulator': 'regulator',
      'same-level-regulator': 'regulator',
      government: 'government',
      expert: 'expert',
      operator: 'operator',
      platform: 'platform',
    } as const;
    const [first] = filersOf(this.procedure);
    if (first === undefined) throw new Error(`nobody files ${this.name}`);
    return by[first];
  }

  async kase(): Promise<Case> {
    return this.platform.cases.load(this.caseId);
  }

  /** Gives a command as somebody; a refusal is an answer, anything else is a fault. */
  async give(who: CallerName | 'platform', command: Command): Promise<'given' | 'refused'> {
    const person = who === 'platform' ? undefined : callers[who];
    if (person?.kind !== 'person') return 'refused';
    try {
      await give(this.platform, this.caseId, command, person);
      this.seen.given++;
      if (command.command === 'withdraw') this.seen.withdrawals++;
      return 'given';
    } catch (error) {
      if (error instanceof Refusal) return 'refused';
      throw error;
    }
  }

  /** Makes a day a working day or a day off, as a new arrangement of the State Council would. */
  turnDay(offset: number, working: boolean): void {
    this.seen.calendars++;
    this.calendarAt = this.now;
    const base = this.#calendar;
    const date = localDateOf(instantOf(this.now + offset * DAY));
    this.#calendar = {
      ...base,
      lastPublishedYear: base.lastPublishedYear,
      day: (each) => (each === date ? { ...base.day(each), working } : base.day(each)),
    };
  }

  get calendar(): Calendar {
    return this.#calendar;
  }

  /** Moves the clock through every timer and every hour's reconciliation, in order. */
  async advance(ms: number): Promise<void> {
    const end = this.now + ms;
    let hour = Math.floor(this.now / HOUR) * HOUR + HOUR;
    while (this.now < end) {
      const wake = this.#sfn.nextWake() ?? Number.POSITIVE_INFINITY;
      // The reconciler finds nothing between events; it runs when something woke, once a day, and at the end.
      const next = Math.min(end, wake, Math.max(hour, this.now + 6 * HOUR));
      this.#setNow(Math.max(this.now, next));
      await this.run();
      if (this.now >= hour) {
        await this.reconcile();
        hour = Math.floor(this.now / HOUR) * HOUR + HOUR;
      }
    }
  }

  /** Does what is due; a kill is answered by starting again from what was saved. */
  async run(): Promise<void> {
    for (;;) {
      try {
        return await this.#sfn.run();
      } catch (error) {
        this.#reboot(error);
      }
    }
  }

  async reconcile(): Promise<void> {
    if (this.mutation.noReconciler === true) return;
    try {
      await this.#tasks.Reconcile?.({});
    } catch (error) {
      if (!(error instanceof Outage)) this.#reboot(error);
    }
    await this.run();
  }

  #setNow(ms: number): void {
    this.platform.setNow(new Date(ms).toISOString());
  }

  #reboot(error: unknown): void {
    if (!isKill(error)) throw error;
    this.seen.kills++;
    this.#troubled();
    this.#sfn = this.#boot();
  }

  #boot(): StepFunctions {
    const sfn = new StepFunctions({
      store: this.#store,
      now: () => this.now,
      random: () => 0.5,
      invoke: (name, payload) => this.#invoke(name, payload),
    });
    const arns = { partition: 'aws-cn', task: (name: TaskName) => name, clock: `${ARN}${clockMachine}` };
    for (const { name, definition } of machinesOf(this.platform.city, arns))
      sfn.deploy(`${ARN}${name}`, textOf(definition));
    return sfn;
  }

  async #invoke(name: string, payload: Json): Promise<Json> {
    if (this.failing > 0) {
      this.failing--;
      this.#troubled();
      throw new Outage('before anything was done');
    }
    const task = this.#tasks[name];
    if (task === undefined) throw new Error(`no task ${name}`);
    const answer = await this.#mutated(name, payload, (await task(payload)) as Json);
    if (this.losing > 0) {
      this.losing--;
      this.#troubled();
      throw new Outage('all was done, but the answer was lost');
    }
    return answer;
  }

  async #mutated(name: string, payload: Json, answer: Json): Promise<Json> {
    if (
      name === 'EvaluateClock' &&
      this.mutation.noMidnight === true &&
      (answer as unknown as Tick).action === 'wait'
    ) {
      return { action: 'wait', wakeAt: await this.#nextMilestone(payload) };
    }
    if (name === 'LoadCase' && this.mutation.routeOnDecision === true && this.#rungTo !== undefined) {
      const stands = this.#rungTo;
      this.#rungTo = undefined;
      return { ...(answer as { [key: string]: Json }), stands };
    }
    return answer;
  }

  async #nextMilestone(payload: Json): Promise<string> {
    const { clock: ref } = payload as { clock: { clause: string; epoch: number } };
    const clock = clockOfEpoch(await this.kase(), ref.clause, ref.epoch);
    const at = clock === undefined ? [] : [reminderOf(clock, this.#calendar), dueOf(clock, this.#calendar).dueAt];
    const next = at.filter((instant) => instant > this.platform.now()).sort()[0] ?? instantOf(this.now + 30 * DAY);
    return next.replace('.000Z', 'Z');
  }

  /** Step Functions as the handlers call it, deaf on order; a kill while it saves is the interpreter's, not the caller's. */
  #executions(): Executions {
    const act = <T>(action: () => T): T => {
      try {
        return action();
      } catch (error) {
        if (!isKill(error)) throw error;
        this.#reboot(error);
        throw new Outage('Step Functions went away');
      }
    };
    const start = async (machine: string, name: string, input: Json): Promise<void> => {
      this.#mayBeDeaf();
      try {
        act(() => this.#sfn.start(`${ARN}${machine}`, name, input));
      } catch (error) {
        if (!(error instanceof ServiceError && error.name === 'ExecutionAlreadyExists')) throw error;
      }
    };
    const runs = (machine: string, name: string): boolean =>
      this.#sfn.list({ status: 'RUNNING' }).some((e) => e.machine === `${ARN}${machine}` && e.name === name);
    return {
      startFlow: (procedure, caseId, run) => start(procedure, flowName(caseId, run), { caseId, run }),
      startClock: (clock) => start(clockMachine, clockName(clock), { clock: { ...clock } }),
      ring: async (token) => {
        this.#mayBeDeaf();
        if (this.mutation.routeOnDecision === true) this.#rungTo = (await this.kase()).stands;
        try {
          act(() => this.#sfn.sendTaskSuccess(token, {}));
          return 'rung';
        } catch (error) {
          if (error instanceof ServiceError) return 'gone';
          throw error;
        }
      },
      flowRuns: async (procedure, caseId, run) => runs(procedure, flowName(caseId, run)),
      clockRuns: async (clock) => runs(clockMachine, clockName(clock)),
      stopFlow: async (procedure, caseId, run) => {
        const execution = this.executions.find(
          (e) => e.machine === `${ARN}${procedure}` && e.name === flowName(caseId, run),
        );
        if (execution !== undefined) act(() => this.#sfn.stop(execution.arn));
      },
    };
  }

  /** The definitions retry for 22 minutes; what fails longer waits for the reconciler's hour. */
  #troubled(): void {
    this.troubledUntil = this.now + 3 * HOUR;
  }

  #mayBeDeaf(): void {
    if (this.deaf <= 0) return;
    this.deaf--;
    this.#troubled();
    throw new Outage('Step Functions did not answer');
  }

  /** The execution that ushers the case now, and those of its running clocks. */
  async ushers(): Promise<{ flow: Execution | undefined; clocks: (Execution | undefined)[] }> {
    const kase = await this.kase();
    const running = this.#sfn.list({ status: 'RUNNING' });
    return {
      flow: running.find((e) => e.name === flowName(kase.id, kase.run)),
      clocks: kase.clocks
        .filter(isRunning)
        .map(({ clause, epoch }) => running.find((e) => e.name === clockName({ caseId: kase.id, clause, epoch }))),
    };
  }
}

const isKill = (error: unknown): boolean => {
  for (let e = error; e instanceof Error; e = e.cause as Error) if (e instanceof Killed) return true;
  return false;
};

const texts = new Map<string, string>();
const textOf = (definition: StateMachine): string => {
  const key = definition.Comment;
  const known = texts.get(key) ?? JSON.stringify(definition);
  texts.set(key, known);
  return known;
};

/** The mutant whose appends are conditional on nothing. */
function makeUnconditional(platform: Platform): void {
  const { engine } = platform;
  const write = engine.write.bind(engine);
  engine.write = (writes) => write(writes.map(({ when: _, ...rest }) => rest as (typeof writes)[number]));
}
