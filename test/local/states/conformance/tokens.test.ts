/**
 * What AWS says of callbacks: docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-wait-token and the API's
 * SendTaskSuccess and SendTaskFailure.
 */
import { describe, expect, it } from 'vitest';
import type { Json, TaskState } from '../../../../workflows/asl.ts';
import { callback, END, lifeOf, MACHINE, settled, task, throwing, tokenOf, World } from '../world.ts';

/** A world whose only function keeps the tokens that it is given. */
function waiting(
  rest: Partial<TaskState> = {},
  answer: (token: string, world: World) => Promise<Json> = async () => ({}),
) {
  const tokens: string[] = [];
  const world: World = new World({
    invoke: async (_, payload) => {
      tokens.push(tokenOf(payload));
      return answer(tokenOf(payload), world);
    },
  });
  world.deploy({ Await: callback(rest), End: END });
  return { world, tokens, latest: () => tokens.at(-1) ?? '' };
}

const refused = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return (error as Error).name;
  }
  return 'accepted';
};

describe('connect-to-resource: Wait for a Callback with Task Token', () => {
  it('waits for as long as nobody answers', async () => {
    const { world } = waiting();
    const arn = await world.start();
    await world.advance(364 * 24 * 3600);
    expect(world.sfn.describe(arn).status).toBe('RUNNING');
  });

  it('goes on with what SendTaskSuccess says, not with what the function returned', async () => {
    const { world, latest } = waiting({ Output: '{% $states.result %}' });
    const arn = await world.start();
    world.sfn.sendTaskSuccess(latest(), { decided: true });
    await world.sfn.run();
    expect(world.sfn.describe(arn)).toMatchObject({ status: 'SUCCEEDED', output: { decided: true } });
  });

  it('takes null for an answer', async () => {
    const { world, latest } = waiting({ Output: '{% $states.result %}' });
    const arn = await world.start('input');
    world.sfn.sendTaskSuccess(latest(), null);
    await world.sfn.run();
    expect(world.sfn.describe(arn).output).toBeNull();
  });

  it('fails with what SendTaskFailure says', async () => {
    const { world, latest } = waiting();
    const arn = await world.start();
    world.sfn.sendTaskFailure(latest(), 'Refused', 'by hand');
    await world.sfn.run();
    expect(world.sfn.describe(arn)).toMatchObject({ status: 'FAILED', error: 'Refused', cause: 'by hand' });
  });

  it('lets a wildcard catch a failure without a name, whose Error and Cause are null', async () => {
    const { world, latest } = waiting({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'End' }] });
    const arn = await world.start();
    world.sfn.sendTaskFailure(latest(), null, null);
    await world.sfn.run();
    expect(world.sfn.describe(arn).output).toEqual({ Error: null, Cause: null });
  });

  it('retries a failure with a new token; the old one is dead', async () => {
    const { world, tokens } = waiting({ Retry: [{ ErrorEquals: ['Refused'] }] });
    await world.start();
    world.sfn.sendTaskFailure(tokens[0] ?? '', 'Refused', '');
    await world.sfn.run();
    await world.advance(1);
    expect(new Set(tokens).size).toBe(2);
    expect(refused(() => world.sfn.sendTaskSuccess(tokens[0] ?? '', {}))).toBe('TaskTimedOut');
    expect(refused(() => world.sfn.sendTaskSuccess(tokens[1] ?? '', {}))).toBe('accepted');
  });

  it('times out after TimeoutSeconds, counted from when the token was made', async () => {
    const { world, latest } = waiting({ TimeoutSeconds: 25_920_000 });
    const arn = await world.start();
    await world.advance(25_919_999);
    expect(world.sfn.describe(arn).status).toBe('RUNNING');
    await world.advance(1);
    expect(world.sfn.describe(arn)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(refused(() => world.sfn.sendTaskSuccess(latest(), {}))).toBe('TaskTimedOut');
  });

  it('fails with the function’s error when it can’t hand over the token', async () => {
    const { world } = waiting({}, throwing('StageMoved'));
    expect(world.sfn.describe(await world.start()).error).toBe('StageMoved');
  });

  it('evaluates its arguments before it makes a token that counts', async () => {
    const Arguments = {
      FunctionName: 'f',
      Payload: { t: '{% $states.context.Task.Token %}', no: '{% $states.input.no %}' },
    };
    const { world, tokens } = waiting({ Arguments });
    expect(world.sfn.describe(await world.start()).error).toBe('States.QueryEvaluationError');
    expect(tokens).toEqual([]);
  });
});

describe('connect-to-resource: a function that answers its own token', () => {
  const answering = (then: () => Promise<Json>) =>
    waiting({ Output: '{% $states.result %}' }, async (token, world) => {
      world.sfn.sendTaskSuccess(token, 'at once');
      return then();
    });

  it('may do so before it returns', async () => {
    const { world } = answering(async () => 'ignored');
    expect(world.sfn.describe(await world.start()).output).toBe('at once');
  });

  it('may throw afterwards: that changes nothing', async () => {
    const { world } = answering(throwing('TooLate'));
    expect(world.sfn.describe(await world.start())).toMatchObject({ status: 'SUCCEEDED', output: 'at once' });
  });

  it('does not hold the execution up, but a run waits for it', async () => {
    const returned = Promise.withResolvers<Json>();
    const { world } = answering(() => returned.promise);
    const { arn } = world.sfn.start(MACHINE, 'first', {});
    let quiet = false;
    const running = world.sfn.run().then(() => {
      quiet = true;
    });
    await settled();
    expect([world.sfn.describe(arn).status, quiet]).toEqual(['SUCCEEDED', false]);
    returned.resolve({});
    await running;
  });
});

describe('API_SendTaskSuccess: errors', () => {
  it('TaskTimedOut: a token counts once', async () => {
    const { world, latest } = waiting();
    await world.start();
    world.sfn.sendTaskSuccess(latest(), {});
    expect(refused(() => world.sfn.sendTaskSuccess(latest(), {}))).toBe('TaskTimedOut');
    await world.sfn.run();
    expect(refused(() => world.sfn.sendTaskFailure(latest(), 'E', ''))).toBe('TaskTimedOut');
  });

  it('TaskTimedOut: the execution was stopped', async () => {
    const { world, latest } = waiting();
    world.sfn.stop(await world.start());
    expect(refused(() => world.sfn.sendTaskSuccess(latest(), {}))).toBe('TaskTimedOut');
  });

  it('TaskTimedOut: its time is up, though nobody has looked yet', async () => {
    const { world, latest } = waiting({ TimeoutSeconds: 60 });
    await world.start();
    world.now += 60_000;
    expect(refused(() => world.sfn.sendTaskSuccess(latest(), {}))).toBe('TaskTimedOut');
  });

  it('TaskDoesNotExist: its execution is no longer known', async () => {
    const { world, latest } = waiting();
    await world.start();
    expect(refused(() => new World().sfn.sendTaskSuccess(latest(), {}))).toBe('TaskDoesNotExist');
  });

  it.each([
    '',
    'nonsense',
    Buffer.from('arn:aws:s3:::x y').toString('base64url'),
  ])('InvalidToken: %j was never one', (token) => {
    expect(refused(() => new World().sfn.sendTaskSuccess(token, {}))).toBe('InvalidToken');
  });

  it('InvalidOutput: more than 256 KiB; the token still counts', async () => {
    const { world, latest } = waiting();
    await world.start();
    expect(refused(() => world.sfn.sendTaskSuccess(latest(), 'x'.repeat(262_143)))).toBe('InvalidOutput');
    expect(refused(() => world.sfn.sendTaskSuccess(latest(), 'x'.repeat(262_142)))).toBe('accepted');
  });
});

describe('connect-lambda: invoke', () => {
  it('gives the function’s answer as Payload, beside ExecutedVersion and StatusCode', async () => {
    const { output } = await lifeOf({ Call: task(), End: END }, { invoke: async () => ({ a: 1 }) });
    expect(output).toEqual({ ExecutedVersion: '$LATEST', Payload: { a: 1 }, StatusCode: 200 });
  });

  it('sends JSON over and back: what isn’t JSON is lost, nothing is null, and nobody shares an object', async () => {
    const kept: Json[] = [];
    const invoke = async (_: string, payload: Json) => {
      kept.push(payload);
      (payload as { list: Json[] }).list.push('spoilt');
      return undefined as unknown as Json;
    };
    const { output } = await lifeOf(
      {
        Call: task({
          Arguments: { FunctionName: 'f', Payload: { list: '{% $states.input.list %}' } },
          Output: '{% [$states.result.Payload, $states.input.list] %}',
        }),
        End: END,
      },
      { invoke },
      { list: ['mine', 'too'] },
    );
    expect([output, kept]).toEqual([[null, 'mine', 'too'], [{ list: ['mine', 'too', 'spoilt'] }]]);
  });
});
