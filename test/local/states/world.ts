/** A Step Functions of its own on a clock that only the test moves. */

import type { Execution } from '../../../local/states/execution.ts';
import { type Host, StepFunctions } from '../../../local/states/interpreter.ts';
import { memoryStore } from '../../../local/states/store.ts';
import type { Json, State, TaskState } from '../../../workflows/asl.ts';

export const MACHINE = 'arn:aws-cn:states:cn-north-1:123456789012:stateMachine:flow';
export const MONDAY = Date.UTC(2026, 0, 5);

export type States = { [name: string]: State };

/** The text of a machine that begins at the first of its states. */
export function definitionOf(states: States): string {
  return JSON.stringify({
    Comment: 'for a test',
    QueryLanguage: 'JSONata',
    StartAt: Object.keys(states)[0],
    States: states,
  });
}

export class World {
  now = MONDAY;
  readonly sfn: StepFunctions;
  /** Every instant at which something was due, in seconds after Monday. */
  readonly wakes: number[] = [];

  constructor(host: Partial<Host> = {}) {
    const fixed = { store: memoryStore(), now: () => this.now, random: () => 0.5, invoke: async () => ({}) };
    this.sfn = new StepFunctions({ ...fixed, ...host });
  }

  deploy(states: States, arn = MACHINE): this {
    this.sfn.deploy(arn, definitionOf(states));
    return this;
  }

  async start(input: Json = {}, name = 'first'): Promise<string> {
    const { arn } = this.sfn.start(MACHINE, name, input);
    await this.sfn.run();
    return arn;
  }

  async advance(seconds: number): Promise<void> {
    this.now += 1000 * seconds;
    await this.sfn.run();
  }

  /** Runs from wake to wake until nothing waits any more. */
  async runToTheEnd(): Promise<void> {
    await this.sfn.run();
    for (let at = this.sfn.nextWake(); at !== undefined; at = this.sfn.nextWake()) {
      this.wakes.push((at - MONDAY) / 1000);
      this.now = Math.max(this.now, at);
      await this.sfn.run();
    }
  }
}

/** One execution of these states, from its start to its end. */
export async function lifeOf(
  states: States,
  host: Partial<Host> = {},
  input: Json = {},
): Promise<Execution & { wakes: number[] }> {
  const world = new World(host).deploy(states);
  const arn = await world.start(input);
  await world.runToTheEnd();
  return { ...world.sfn.describe(arn), wakes: world.wakes };
}

export const END: State = { Type: 'Succeed' };

export const pass = (rest: object = {}): State => ({ Type: 'Pass', Next: 'End', ...rest }) as State;

/** Calls the function `f` with `{}` and goes to `End`. */
export const task = (rest: Partial<TaskState> = {}): State => ({
  Type: 'Task',
  Resource: 'arn:aws-cn:states:::lambda:invoke',
  Arguments: { FunctionName: 'f', Payload: {} },
  Next: 'End',
  ...rest,
});

/** Gives `f` its token and waits for the answer. */
export const callback = (rest: Partial<TaskState> = {}): State =>
  task({
    Resource: 'arn:aws-cn:states:::lambda:invoke.waitForTaskToken',
    Arguments: { FunctionName: 'f', Payload: { token: '{% $states.context.Task.Token %}' } },
    ...rest,
  });

/** Throws these errors in turn, the last one for ever. */
export function throwing(...names: string[]): () => Promise<Json> {
  let calls = 0;
  return async () => {
    const name = names[Math.min(calls++, names.length - 1)] ?? 'Error';
    throw Object.assign(new Error(`this is ${name}`), { name });
  };
}

export const tokenOf = (payload: Json): string => (payload as { token: string }).token;

/** Lets everything happen that needs no clock. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
