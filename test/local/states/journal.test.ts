import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isForgotten } from '../../../local/states/execution.ts';
import { type Journal, openJournal } from '../../../local/states/journal.ts';
import type { Json } from '../../../workflows/asl.ts';
import { callback, END, MACHINE, type States, tokenOf, World } from './world.ts';

let dir: string;
const opened: Journal[] = [];
const open = (options: Partial<Parameters<typeof openJournal>[1]> = {}): Journal => {
  const journal = openJournal(dir, { keep: () => true, ...options });
  opened.push(journal);
  return journal;
};
const file = () => join(dir, 'executions.jsonl');

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'states-'));
});
afterEach(() => {
  for (const journal of opened.splice(0)) journal.close();
  rmSync(dir, { recursive: true });
});

/** Round and round, once a minute. */
const ROUND: States = {
  Wait: { Type: 'Wait', Seconds: 60, Next: 'Again' },
  Again: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.stop = true %}', Next: 'End' }], Default: 'Wait' },
  End: END,
};

describe('the journal', () => {
  it('gives back every execution as it was, with its history', async () => {
    const before = new World({ store: open() }).deploy(ROUND);
    const arn = await before.start({ a: ['中', null] });
    for (let round = 0; round < 5; round++) await before.advance(60);
    const after = new World({ store: open() });
    expect(after.sfn.describe(arn)).toEqual(before.sfn.describe(arn));
    expect(after.sfn.nextWake()).toBe(before.sfn.nextWake());
  });

  it('gives back every status and phase', async () => {
    const tokens: string[] = [];
    const invoke = async (_: string, payload: Json) => {
      tokens.push(tokenOf(payload));
      if (tokens.length === 4) throw new Error('outage');
      return {};
    };
    const world = new World({ store: open(), invoke }).deploy({
      Await: callback({ Retry: [{ ErrorEquals: ['Error'] }] }),
      End: END,
    });
    const arns = [];
    for (const name of ['answered', 'failed', 'stopped', 'retrying', 'waiting']) arns.push(await world.start({}, name));
    world.sfn.sendTaskSuccess(tokens[0] ?? '', null);
    world.sfn.sendTaskFailure(tokens[1] ?? '', null, null);
    world.sfn.stop(arns[2] ?? '');
    const again = new World({ store: open() });
    expect(again.sfn.list()).toEqual(world.sfn.list());
    expect(again.sfn.list().map(({ phase }) => phase.kind)).toEqual([
      'answered',
      'answered',
      'token',
      'retrying',
      'token',
    ]);
  });

  it('drops a last line that a kill tore, and keeps all before it', async () => {
    const before = new World({ store: open() }).deploy(ROUND);
    const arn = await before.start();
    const whole = readFileSync(file(), 'utf8');
    await before.advance(60);
    const [line = ''] = readFileSync(file(), 'utf8').slice(whole.length).split('\n');
    for (const torn of ['{', line.slice(0, 40), line]) {
      writeFileSync(file(), whole + torn);
      const after = new World({ store: open() });
      expect(after.sfn.describe(arn)).toMatchObject({ state: 'Wait', events: 2, phase: { kind: 'waiting' } });
    }
  });

  it('names a line that is broken without being torn', () => {
    open();
    appendFileSync(file(), '{"execution":{}}\n{"a":1}\n');
    expect(() => open()).toThrow(`line 1 of ${file()} can't be read`);
  });

  it('is rewritten when it has grown, and forgets nothing by that', async () => {
    const before = new World({ store: open({ compactAboveBytes: 20_000 }) }).deploy(ROUND);
    const arn = await before.start();
    for (let round = 0; round < 2_000; round++) await before.advance(60);
    expect(statSync(file()).size).toBeLessThan(200_000);
    const after = new World({ store: open() });
    const { history, ...rest } = before.sfn.describe(arn);
    expect(after.sfn.describe(arn)).toMatchObject({ ...rest, history: history.slice(-200) });
  });

  it('keeps closed executions for their 90 days, and the definitions that any execution needs', async () => {
    const first = new World({ store: open() }).deploy({ End: END });
    const arn = await first.start();
    const second = new World();
    const later = (days: number) => {
      second.now = first.now + days * 86_400_000;
      return open({ keep: (execution) => !isForgotten(execution, second.now) });
    };
    expect([...later(89).executions()].map((execution) => execution.arn)).toEqual([arn]);
    expect([...later(90).executions()]).toEqual([]);
    expect(readFileSync(file(), 'utf8')).toBe('');
  });

  it('keeps what is deployed, even while no execution needs it', async () => {
    const store = open({ compactAboveBytes: 1_000 });
    const before = new World({ store }).deploy(ROUND).deploy({ End: END }, `${MACHINE}2`);
    const round = await before.start();
    for (let turn = 0; turn < 20; turn++) await before.advance(60);
    before.sfn.stop(round);
    before.sfn.start(`${MACHINE}2`, 'later', {});
    const after = new World({ store: open() });
    await after.sfn.run();
    expect(after.sfn.list({ machine: `${MACHINE}2`, status: 'SUCCEEDED' })).toHaveLength(1);
  });

  it('begins a new history for a name that is used again', async () => {
    const world = new World({ store: open() }).deploy({ End: END });
    await world.start();
    await world.advance(91 * 86_400);
    const arn = await world.start({ second: true });
    const again = new World({ store: open() });
    again.now = world.now;
    expect(again.sfn.list()).toEqual([world.sfn.describe(arn)]);
    expect(again.sfn.history(arn).map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'SucceedStateEntered',
      'SucceedStateExited',
      'ExecutionSucceeded',
    ]);
  });
});
