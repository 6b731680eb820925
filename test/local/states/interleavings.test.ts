import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../workflows/asl.ts';
import { callback, END, MACHINE, type States, task, tokenOf, World } from './world.ts';

const NAME = '{% $states.context.Execution.Name %}';
const FLOW: States = {
  Load: task({ Arguments: { FunctionName: 'load', Payload: { name: NAME } }, Next: 'Await' }),
  Await: callback({
    Arguments: { FunctionName: 'await', Payload: { name: NAME, token: '{% $states.context.Task.Token %}' } },
    TimeoutSeconds: 60,
    Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Tell' }],
    Next: 'Wait',
  }),
  Wait: { Type: 'Wait', Seconds: 10, Next: 'Tell' },
  Tell: task({ Arguments: { FunctionName: 'tell', Payload: { name: NAME } }, Output: '{% $states.input %}' }),
  End: END,
};

const names = fc.constantFrom('a', 'b', 'c', 'd');
const event = fc.record({
  kind: fc.constantFrom('start', 'start', 'answer', 'answer', 'stop', 'pass'),
  name: names,
  /** How much else may happen before the next. */
  turns: fc.nat(6),
});

/** Functions that take a while, and remember what happened to whom. */
class Neighbours {
  /** What no function may see; it couldn't tell, for what it throws is its execution's affair. */
  readonly wrong: string[] = [];
  readonly busy = new Set<string>();
  readonly told: string[] = [];
  readonly stopped = new Set<string>();
  readonly answered = new Set<string>();
  readonly world: World;
  readonly #tokens = new Map<string, string>();
  readonly #slowness: number;

  constructor(concurrency: number, slowness: number) {
    this.#slowness = slowness;
    const invoke = (called: string, payload: Json) => this.#handle(called, payload);
    this.world = new World({ invoke, concurrency, onChange: () => void this.world.sfn.run() }).deploy(FLOW);
  }

  async #handle(called: string, payload: Json): Promise<Json> {
    const { name } = payload as { name: string };
    if (this.busy.has(name)) this.wrong.push(`${name} is called for two things at a time`);
    if (this.stopped.has(name)) this.wrong.push(`${name} is called after it was stopped`);
    this.busy.add(name);
    if (called === 'await') this.#tokens.set(name, tokenOf(payload));
    for (let turn = 0; turn < this.#slowness; turn++) await undefined;
    if (called === 'tell') this.told.push(name);
    this.busy.delete(name);
    return {};
  }

  act(kind: string, name: string): void {
    const { sfn } = this.world;
    if (kind === 'start') sfn.start(MACHINE, name, {});
    if (kind === 'pass') this.world.now += 7_000;
    // Who answers or stops while a function is at it lets two of them meet; other tests do that.
    if (this.busy.has(name)) return;
    if (kind === 'answer') {
      sfn.sendTaskSuccess(this.#tokens.get(name) ?? '', 'answered');
      this.answered.add(name);
    }
    if (kind === 'stop' && sfn.stop(`${MACHINE.replace('stateMachine', 'execution')}:${name}`).status === 'ABORTED') {
      this.stopped.add(name);
    }
  }
}

describe('executions that interleave', () => {
  const life = async (
    concurrency: number,
    slowness: number,
    events: { kind: string; name: string; turns: number }[],
  ) => {
    const neighbours = new Neighbours(concurrency, slowness);
    const { world, told, stopped, answered } = neighbours;
    for (const { kind, name, turns } of events) {
      try {
        neighbours.act(kind, name);
      } catch (error) {
        expect((error as Error).name).toMatch(
          /^(ExecutionAlreadyExists|ExecutionDoesNotExist|InvalidToken|TaskTimedOut)$/,
        );
      }
      void world.sfn.run();
      for (let turn = 0; turn < turns; turn++) await undefined;
    }
    await world.runToTheEnd();
    expect(neighbours.wrong).toEqual([]);
    for (const { name, status, output } of world.sfn.list()) {
      expect(status).toBe(stopped.has(name) ? 'ABORTED' : 'SUCCEEDED');
      if (status !== 'SUCCEEDED') continue;
      expect(told.filter((each) => each === name)).toEqual([name]);
      expect(output).toEqual(answered.has(name) ? 'answered' : expect.objectContaining({ Error: 'States.Timeout' }));
    }
  };

  it('are each called for one thing at a time, told once, and keep every answer and stop', async () => {
    const property = fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.nat(7),
      fc.array(event, { maxLength: 40, size: 'max' }),
      life,
    );
    await fc.assert(property, { numRuns: 1_000, seed: 11 });
  });
});
