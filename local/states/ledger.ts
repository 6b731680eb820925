import { ServiceError } from './errors.ts';
import { type Execution, isForgotten, type Status } from './execution.ts';
import { compile, type Machine } from './machine.ts';
import { parseMachineArn } from './resource.ts';
import type { Store } from './store.ts';

/** What is known: the machines that are deployed, and every execution as it was last saved. */
export class Ledger {
  readonly #store: Store;
  readonly #now: () => number;
  readonly #deployed = new Map<string, Machine>();
  readonly #revisions = new Map<string, Machine>();
  readonly #executions = new Map<string, Execution>();
  #broken: { readonly error: unknown } | undefined;

  constructor(store: Store, now: () => number) {
    this.#store = store;
    this.#now = now;
    for (const execution of store.executions()) {
      if (!isForgotten(execution, now())) this.#executions.set(execution.arn, execution);
    }
  }

  deploy(arn: string, machine: Machine): void {
    this.#store.putDefinition(machine.revision, machine.text);
    this.#revisions.set(machine.revision, machine);
    this.#deployed.set(arn, machine);
  }

  /** The machine behind its ARN, or that of an alias or a version. */
  machine(arn: string): Machine {
    const machine = this.#deployed.get(parseMachineArn(arn)?.machine ?? '');
    if (machine === undefined)
      throw new ServiceError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
    return machine;
  }

  /** The definition that an execution began with, whatever is deployed now. */
  machineOf({ arn, revision }: Execution): Machine {
    const known = this.#revisions.get(revision);
    if (known !== undefined) return known;
    const text = this.#store.definition(revision);
    if (text === undefined) throw new Error(`the definition ${revision} that ${arn} runs on is not in the store`);
    const machine = compile(text);
    this.#revisions.set(revision, machine);
    return machine;
  }

  find(arn: string): Execution | undefined {
    const execution = this.#executions.get(arn);
    return execution !== undefined && isForgotten(execution, this.#now()) ? undefined : execution;
  }

  /** In the order in which they started. */
  list(filter: { machine?: string; status?: Status }): Execution[] {
    const matches = ({ machine, status }: Execution) =>
      (filter.machine ?? machine) === machine && (filter.status ?? status) === status;
    return [...this.#executions.values()].filter((each) => matches(each) && !isForgotten(each, this.#now()));
  }

  save(execution: Execution): void {
    this.assertSound();
    try {
      this.#store.put(execution);
    } catch (error) {
      // Nothing may happen that a restart would not know of.
      this.break(error);
      throw error;
    }
    const before = this.#executions.get(execution.arn);
    // A name that was forgotten begins anew, at the end of the list.
    if (before?.startedAt !== execution.startedAt) this.#executions.delete(execution.arn);
    this.#executions.set(execution.arn, execution);
  }

  /** From here on nothing is answered and nothing saved. */
  break(error: unknown): void {
    this.#broken ??= { error };
  }

  assertSound(): void {
    if (this.#broken !== undefined) throw this.#broken.error;
  }
}
