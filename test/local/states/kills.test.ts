import { describe, expect, it } from 'vitest';
import type { Execution } from '../../../local/states/execution.ts';
import { StepFunctions } from '../../../local/states/interpreter.ts';
import { memoryStore, type Store } from '../../../local/states/store.ts';
import type { Json } from '../../../workflows/asl.ts';
import { callback, definitionOf, END, MACHINE, MONDAY, settled, task, tokenOf } from './world.ts';

const CLOCK = `${MACHINE}-clock`;

// Load → start a clock → wait for a decision → retry an outage → tell: a little of all that a procedure does.
const FLOW = definitionOf({
  Load: task({
    Arguments: { FunctionName: 'load', Payload: {} },
    Assign: { id: '{% $states.result.Payload.id %}' },
    Next: 'Start clock',
  }),
  'Start clock': task({
    Resource: 'arn:aws-cn:states:::states:startExecution',
    Arguments: { StateMachineArn: CLOCK, Name: "{% 'clock-' & $id %}", Input: { id: '{% $id %}' } },
    Catch: [{ ErrorEquals: ['StepFunctions.ExecutionAlreadyExistsException'], Next: 'Decide' }],
    Next: 'Decide',
  }),
  Decide: callback({ TimeoutSeconds: 86_400, Output: '{% $states.result %}', Next: 'Tell' }),
  Tell: task({
    Arguments: { FunctionName: 'tell', Payload: '{% $states.input %}' },
    Retry: [{ ErrorEquals: ['Outage'], IntervalSeconds: 30 }],
    Output: '{% [$id, $states.result.Payload] %}',
  }),
  End: END,
});
const CLOCK_TEXT = definitionOf({
  Wait: { Type: 'Wait', Seconds: 3_600, Next: 'Ring' },
  Ring: task({ Arguments: { FunctionName: 'ring', Payload: '{% $states.input %}' } }),
  End: END,
});

class Killed extends Error {}

/** A laptop whose process is killed at one of its writes, before it or just after, and is started again each time. */
class Laptop {
  now = MONDAY;
  writes = 0;
  kills = 0;
  readonly rung: number[] = [];
  readonly #killAt: number;
  readonly #afterwards: boolean;
  readonly #kept = memoryStore();
  #token: string | undefined;
  #sfn: StepFunctions;

  constructor(killAt: number, afterwards: boolean) {
    this.#killAt = killAt;
    this.#afterwards = afterwards;
    this.#sfn = this.#boot();
  }

  #boot(): StepFunctions {
    let dead = false;
    const put = (execution: Execution) => {
      if (dead) throw new Error('a dead process writes');
      const last = this.writes++ === this.#killAt;
      dead ||= last;
      if (!last || this.#afterwards) this.#kept.put(execution);
      if (last) throw new Killed();
    };
    const store: Store = { ...this.#kept, put };
    const invoke = async (name: string, payload: Json) => this.#handle(name, payload);
    const sfn = new StepFunctions({ store, now: () => this.now, random: () => 1, invoke });
    sfn.deploy(MACHINE, FLOW);
    sfn.deploy(CLOCK, CLOCK_TEXT);
    return sfn;
  }

  #handle(name: string, payload: Json): Json {
    if (name === 'f') this.#token = tokenOf(payload);
    if (name === 'ring') this.rung.push(this.now);
    const outage = this.now < MONDAY + 5_430_000;
    if (name === 'tell' && outage) throw Object.assign(new Error('boom'), { name: 'Outage' });
    return name === 'load' ? { id: 7 } : payload;
  }

  /** Makes a call again and again until a living process has accepted it, as callers do. */
  async #insist(act: (sfn: StepFunctions) => unknown): Promise<void> {
    for (;;) {
      try {
        await act(this.#sfn);
        return;
      } catch (error) {
        if ((error as Error).name === 'TaskTimedOut') return; // accepted before the kill
        if (!(error instanceof Killed)) throw error;
        this.kills += 1;
        this.#sfn = this.#boot();
      }
    }
  }

  /** The whole life: started, decided after an hour and a half, over after an hour more. */
  async live(): Promise<object[]> {
    await this.#insist((sfn) => void sfn.start(MACHINE, 'case-1', { caseId: 1 }));
    await this.#passTo(MONDAY + 5_400_000);
    await this.#insist((sfn) => sfn.sendTaskSuccess(this.#token ?? '', { decided: 'yes' }));
    await this.#passTo(MONDAY + 9_000_000);
    return this.#sfn.list().map(({ name, status, output, stoppedAt }) => ({ name, status, output, stoppedAt }));
  }

  async #passTo(end: number): Promise<void> {
    for (;;) {
      await this.#insist((sfn) => sfn.run());
      const wake = this.#sfn.nextWake() ?? end;
      if (wake > end || this.now >= end) break;
      this.now = Math.max(this.now, wake);
    }
    this.now = end;
    await this.#insist((sfn) => sfn.run());
  }
}

describe('a kill', () => {
  it.each([
    ['before', false],
    ['after', true],
  ])('%s any write changes nothing but the number of calls: no timer, no start and no answer is lost', async (_when, afterwards) => {
    const calm = new Laptop(-1, afterwards);
    const undisturbed = await calm.live();
    expect(undisturbed).toEqual([
      { name: 'case-1', status: 'SUCCEEDED', output: [7, { decided: 'yes' }], stoppedAt: MONDAY + 5_430_000 },
      {
        name: 'clock-7',
        status: 'SUCCEEDED',
        output: { ExecutedVersion: '$LATEST', Payload: { id: 7 }, StatusCode: 200 },
        stoppedAt: MONDAY + 3_600_000,
      },
    ]);
    expect(calm.writes).toBe(15);
    for (let killAt = 0; killAt < calm.writes; killAt++) {
      const laptop = new Laptop(killAt, afterwards);
      expect(await laptop.live(), `killed at write ${killAt}`).toEqual(undisturbed);
      expect(laptop.kills).toBe(1);
      expect(laptop.rung.every((at) => at === MONDAY + 3_600_000)).toBe(true);
    }
  });

  /** Two processes over one store: the first is killed while its function has the token, the second comes a minute later. */
  async function restartedOverAToken() {
    const kept = memoryStore();
    const tokens: string[] = [];
    let now = MONDAY;
    const boot = (answer: Promise<Json>) => {
      const invoke = async (_: string, payload: Json) => {
        tokens.push(tokenOf(payload));
        return answer;
      };
      const sfn = new StepFunctions({ store: kept, now: () => now, random: () => 1, invoke });
      sfn.deploy(
        MACHINE,
        definitionOf({ Await: callback({ TimeoutSeconds: 90, Output: '{% $states.result %}' }), End: END }),
      );
      return sfn;
    };
    const killed = boot(new Promise(() => undefined));
    const { arn } = killed.start(MACHINE, 'a', {});
    void killed.run();
    await settled();
    const pass = (seconds: number) => {
      now += 1000 * seconds;
    };
    pass(60);
    return { restarted: boot(Promise.resolve({})), tokens, arn, pass };
  }

  it('leaves a token good that was saved before its function saw it: the function gets the same once more', async () => {
    const { restarted, tokens, arn } = await restartedOverAToken();
    await restarted.run();
    expect(tokens).toHaveLength(2);
    expect(tokens[1]).toBe(tokens[0]);
    restarted.sendTaskSuccess(tokens[0] ?? '', 'still good');
    await restarted.run();
    expect(restarted.describe(arn).output).toBe('still good');
  });

  it('does not stop the time of a token', async () => {
    const { restarted, tokens, arn, pass } = await restartedOverAToken();
    pass(30);
    await restarted.run();
    expect(tokens).toHaveLength(1);
    expect(restarted.describe(arn).error).toBe('States.Timeout');
  });
});
