import { describe, expect, it } from 'vitest';
import { memoryStore } from '../../../local/states/store.ts';
import type { Json } from '../../../workflows/asl.ts';
import { callback, definitionOf, END, MACHINE, pass, settled, task, tokenOf, World } from './world.ts';

/** Functions that return when the test says so. */
function heldFunctions() {
  const calls: { payload: Json; returns: (value: Json) => void }[] = [];
  const invoke = (_: string, payload: Json) =>
    new Promise<Json>((returns) => {
      calls.push({ payload, returns });
    });
  return { calls, invoke };
}

const CALL = {
  Call: task({ Arguments: { FunctionName: 'f', Payload: '{% $states.context.Execution.Name %}' } }),
  End: END,
};

describe('a run', () => {
  it('takes up work that comes while it is under way, and returns when all of it is done', async () => {
    const { calls, invoke } = heldFunctions();
    const world = new World({ invoke, concurrency: 2 }).deploy(CALL);
    world.sfn.start(MACHINE, 'a', {});
    const first = world.sfn.run();
    await settled();
    world.sfn.start(MACHINE, 'b', {});
    const second = world.sfn.run();
    await settled();
    expect(calls.map(({ payload }) => payload)).toEqual(['a', 'b']);
    for (const { returns } of calls) returns({});
    await Promise.all([first, second]);
    expect(world.sfn.list({ status: 'SUCCEEDED' })).toHaveLength(2);
  });

  it('loses nothing that comes at its very end', async () => {
    const world = new World().deploy({ End: END });
    for (let round = 0; round < 50; round++) {
      world.sfn.start(MACHINE, `a${round}`, {});
      const running = world.sfn.run();
      for (let turn = 0; turn < round; turn++) await undefined;
      world.sfn.start(MACHINE, `b${round}`, {});
      await world.sfn.run();
      await running;
    }
    expect(world.sfn.list({ status: 'RUNNING' })).toEqual([]);
  });

  it('calls no more functions at once than it may', async () => {
    const { calls, invoke } = heldFunctions();
    const world = new World({ invoke, concurrency: 3 }).deploy(CALL);
    for (const name of ['a', 'b', 'c', 'd']) world.sfn.start(MACHINE, name, {});
    const running = world.sfn.run();
    await settled();
    expect(calls.map(({ payload }) => payload)).toEqual(['a', 'b', 'c']);
    expect(world.sfn.nextWake()).toBe(world.now);
    calls[1]?.returns({});
    await settled();
    expect(calls.map(({ payload }) => payload)).toEqual(['a', 'b', 'c', 'd']);
    for (const { returns } of calls) returns({});
    await running;
  });

  it('never takes two steps of one execution at once, whoever calls it', async () => {
    const { calls, invoke } = heldFunctions();
    const world = new World({ invoke, concurrency: 8 }).deploy(CALL);
    world.sfn.start(MACHINE, 'a', {});
    const runs = Array.from({ length: 5 }, () => world.sfn.run());
    await settled();
    world.sfn.start(MACHINE, 'a', {});
    runs.push(world.sfn.run());
    await settled();
    expect(calls).toHaveLength(1);
    calls[0]?.returns({});
    await Promise.all(runs);
  });

  it('notices a deadline while every function hangs', async () => {
    const { invoke } = heldFunctions();
    const world = new World({ invoke }).deploy({ Call: task({ TimeoutSeconds: 60 }), End: END });
    world.sfn.start(MACHINE, 'a', {});
    world.sfn.start(MACHINE, 'b', {});
    const running = world.sfn.run();
    await settled();
    await expire(world);
    await expire(world);
    await running;
    expect(world.sfn.list().map(({ error }) => error)).toEqual(['States.Timeout', 'States.Timeout']);
  });

  it('does not wait for the function of an execution that was stopped', async () => {
    const { invoke } = heldFunctions();
    const world = new World({ invoke }).deploy(CALL);
    const { arn } = world.sfn.start(MACHINE, 'a', {});
    const running = world.sfn.run();
    await settled();
    world.sfn.stop(arn);
    await running;
    expect(world.sfn.describe(arn).status).toBe('ABORTED');
  });

  it('takes no second step beside one that ends just after its deadline', async () => {
    let calls = 0;
    const world: World = new World({
      concurrency: 2,
      invoke: async () => {
        calls += 1;
        world.now += 61_000;
        return {};
      },
    });
    const Catch = [{ ErrorEquals: ['States.Timeout'], Output: "{% $states.errorOutput.Error & '!' %}", Next: 'End' }];
    world.deploy({ Call: task({ TimeoutSeconds: 60, Catch }), End: END });
    expect(world.sfn.describe(await world.start()).output).toBe('States.Timeout!');
    expect(calls).toBe(1);
  });

  it('is told when a wake has come nearer', async () => {
    let changes = 0;
    const { calls, invoke } = heldFunctions();
    const world = new World({ invoke, onChange: () => changes++ }).deploy({
      Await: callback({ TimeoutSeconds: 60 }),
      End: END,
    });
    const { arn } = world.sfn.start(MACHINE, 'a', {});
    expect(changes).toBe(1);
    void world.sfn.run();
    await settled();
    expect(changes).toBe(2);
    world.sfn.sendTaskSuccess(tokenOf(calls[0]?.payload ?? null), {});
    expect(changes).toBe(3);
    world.sfn.stop(arn);
    expect(changes).toBe(4);
  });
});

async function expire(world: World): Promise<void> {
  world.now += 60_000;
  void world.sfn.run();
  await settled();
}

describe('a definition', () => {
  const waits = (output: string) => ({
    Wait: { Type: 'Wait', Seconds: 60, Next: 'Tell' } as const,
    Tell: pass({ Output: output }),
    End: END,
  });

  it('stays with the executions that began with it, even across a restart', async () => {
    const store = memoryStore();
    const before = new World({ store }).deploy(waits('old'));
    const old = await before.start({}, 'old');
    const world = new World({ store }).deploy(waits('new'));
    const fresh = await world.start({}, 'fresh');
    await world.advance(60);
    expect([world.sfn.describe(old).output, world.sfn.describe(fresh).output]).toEqual(['old', 'new']);
    expect(world.sfn.definition(`${MACHINE}:live`)).toBe(definitionOf(waits('new')));
  });
});

describe('a store that fails', () => {
  it('stops everything: nothing happens that a restart would not know of', async () => {
    let full = false;
    const world = new World({
      store: memoryStore(() => {
        if (full) throw new Error('no space left on device');
      }),
    }).deploy({ Wait: { Type: 'Wait', Seconds: 5, Next: 'End' }, End: END });
    const arn = await world.start();
    full = true;
    world.now += 5_000;
    await expect(world.sfn.run()).rejects.toThrow('no space left on device');
    full = false;
    expect(() => world.sfn.start(MACHINE, 'b', {})).toThrow('no space left on device');
    await expect(world.sfn.run()).rejects.toThrow('no space left on device');
    expect(world.sfn.describe(arn).state).toBe('Wait');
  });
});
