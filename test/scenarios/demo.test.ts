import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { absent, containing, type Expected, holds, like } from '../../local/demo/expectation.ts';
import { allHeld, type Step } from '../../local/demo/teller.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'demo-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

// It asks the host in a process of its own.
let asked = 0;
afterEach(({ task }) => {
  task.meta.asked = asked;
});

interface Run {
  exitCode: number;
  transcript: string;
  steps: Step[];
}

/** Runs the demonstration as `npm run demo` does. */
async function demonstrate(name: string, nodeOptions: readonly string[], options: readonly string[]): Promise<Run> {
  const json = join(folder, `${name}.json`);
  const words = [...nodeOptions, join(root, 'local/demo/main.ts'), '--json', json, ...options];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  let transcript = '';
  child.stdout.on('data', (chunk: Buffer) => {
    transcript += chunk.toString();
  });
  const [exitCode] = (await once(child, 'close')) as [number];
  const steps = JSON.parse(readFileSync(json, 'utf8')) as Step[];
  asked = steps.length;
  return { exitCode, transcript, steps };
}

describe('the demonstration', () => {
  let whole: Run;
  beforeAll(async () => {
    whole = await demonstrate('whole', [], ['--city', 'qingdao']);
  });

  it('holds every expectation and exits with 0', () => {
    expect(whole.steps.filter(({ held }) => !held)).toEqual([]);
    expect(whole.exitCode).toBe(0);
  });

  it.each([
    'QD-12.1',
    'QD-12.2a',
    'QD-12.2b',
    'QD-13a',
    'QD-13b',
    'QD-15',
    'QD-16',
    'QD-17.1',
    'QD-17.2a',
    'QD-17.2b',
    'QD-17.3',
    'QD-19a',
    'QD-19b',
    'QD-19c',
    'QD-25',
  ])('shows %s', (clause) => {
    expect(whole.steps.map((step) => step.clause)).toContain(clause);
  });

  it('names for each step the clause, the request, what was expected and what was seen', () => {
    for (const step of whole.steps) {
      expect(step).toEqual({
        clause: expect.stringMatching(/^QD-\d/),
        says: expect.any(String),
        request: expect.any(String),
        expected: expect.anything(),
        seen: expect.anything(),
        held: true,
      });
    }
  });

  it('exits with 1 where a rule is broken, and says which', async () => {
    const { exitCode, steps, transcript } = await demonstrate(
      'lenient',
      ['--import', join(import.meta.dirname, 'demo/lenient.ts')],
      [],
    );
    expect(exitCode).toBe(1);
    expect(steps.filter(({ held }) => !held).map(({ clause, says }) => `${clause} ${says}`)).toEqual([
      'QD-8 市主管部门在待办中看到下级超期',
      'QD-19b 异议一经受理,此前发出的链接即被存储拒绝',
    ]);
    expect(transcript).toContain('✗ QD-19b');
  });
});

// A start with its samples and some sixty calls, on a busy machine.
const PATIENCE_MS = 120_000;

describe('the demonstration of what is peculiar to a city', () => {
  const peculiar: Readonly<Record<string, readonly string[]>> = {
    chongqing: ['CQ-10', 'CQ-15b', 'CQ-16', 'CQ-17a', 'CQ-17b', 'CQ-22a', 'CQ-22b', 'CQ-23', 'CQ-24a', 'CQ-24c'],
    dazhou: ['DZ-16.2', 'DZ-20b', 'DZ-27b', 'DZ-27c', 'DZ-28.2', 'DZ-29', 'ZW-20', 'ZW-21', 'ZW-22', 'ZW-29'],
    jinfeng: ['JF-10a', 'JF-10b', 'JF-19a', 'JF-19b', 'JF-23b', 'JF-25b', 'JF-28', 'JF-35', 'ZW-17', 'ZW-26'],
  };

  it.each(Object.entries(peculiar))(
    'of %s holds every expectation and exits with 0',
    async (city, clauses) => {
      const { exitCode, steps } = await demonstrate(city, [], ['--city', city]);
      expect(steps.filter(({ held }) => !held)).toEqual([]);
      expect(exitCode).toBe(0);
      expect(steps.map(({ clause }) => clause)).toEqual(expect.arrayContaining([...clauses]));
    },
    PATIENCE_MS,
  );
});

describe('an expectation', () => {
  const held: readonly [Expected, unknown][] = [
    [{ status: 200 }, { status: 200, body: 'anything' }],
    [{ items: [{ id: 'a' }, {}] }, { items: [{ id: 'a', more: 1 }, { id: 'b' }] }],
    [{ items: containing({ kind: 'overdue' }) }, { items: [{ kind: 'reminded' }, { kind: 'overdue', at: 'x' }] }],
    [{ overdueSince: absent }, { dueOn: '2026-10-16' }],
    [{ location: like(/Expires=300/) }, { location: 'http://x?Expires=300' }],
    [null, null],
  ];
  const missed: readonly [Expected, unknown][] = [
    [{ status: 403 }, { status: 200 }],
    [{ status: 403 }, undefined],
    [{ items: [{}] }, { items: [] }],
    [{ items: containing({ kind: 'overdue' }) }, { items: [{ kind: 'reminded' }] }],
    [{ items: containing({}) }, { items: undefined }],
    [{ overdueSince: absent }, { overdueSince: '2026-10-16T16:00:00.000Z' }],
    [{ location: like(/Expires=300/) }, {}],
    [{ broken: null }, { broken: { seq: 2 } }],
    [[], {}],
  ];

  it.each(held)('%j holds of %j', (expected, seen) => {
    expect(holds(expected, seen)).toBe(true);
  });

  it.each(missed)("%j doesn't hold of %j", (expected, seen) => {
    expect(holds(expected, seen)).toBe(false);
  });

  it('that holds of nothing told is none', () => {
    expect(allHeld([])).toBe(false);
    expect(allHeld([{ held: true }, { held: false }])).toBe(false);
    expect(allHeld([{ held: true }])).toBe(true);
  });
});
