import { describe, expect, it } from 'vitest';
import type { NamedTest } from './collect.ts';
import { judge } from './judge.ts';
import { printed } from './print.ts';

const clauses = [
  { id: 'QD-2', area: 'security', must: 'Secrets stay out.' },
  { id: 'QD-3', area: 'access', must: 'Three kinds of openness.', pure: 'schema' },
  {
    id: 'DZ-3',
    area: 'organisation',
    must: 'Two kinds of units.',
    partly: { shown: 'one kind', notBuilt: 'the other' },
  },
] as const;
const withoutSoftware = [{ id: 'QD-1', reason: 'purpose' }];
const regulations = [
  { letters: 'QD', of: 'qingdao' },
  { letters: 'DZ', of: 'dazhou' },
];

const test = (id: string, over: Partial<NamedTest> = {}): NamedTest => ({
  file: 'test/scenarios/a.test.ts',
  name: `${id}: holds`,
  drives: 'HTTP',
  clauses: [id],
  passed: true,
  ...over,
});
const fromDomain = { file: 'test/domain/a.test.ts', drives: 'domain' } as const;
const enough = [test('QD-2'), test('QD-3', fromDomain), test('DZ-3')];

const verdictOn = (tests: NamedTest[], broken: string[] = []) =>
  judge({ tests, broken }, { clauses, withoutSoftware, regulations });
const results = (tests: NamedTest[]) => verdictOn(tests).findings.map(({ result }) => result);

describe('the regulations are conformed to', () => {
  it('where each clause is shown over HTTP, a pure one by the domain too', () => {
    const { conforms, findings } = verdictOn(enough);
    expect(conforms).toBe(true);
    expect(findings.map(({ id, kind, result }) => [id, kind, result])).toEqual([
      ['QD-2', 'over HTTP', 'shown'],
      ['QD-3', 'pure', 'shown'],
      ['DZ-3', 'over HTTP', 'shown'],
    ]);
  });

  it('a pure clause that is shown over HTTP is shown so', () => {
    expect(verdictOn([...enough, test('QD-3')]).findings[1]).toMatchObject({ kind: 'over HTTP', result: 'shown' });
  });
});

describe('they are not', () => {
  it.each([
    ['has no test', enough.slice(1), ['without a test', 'shown', 'shown']],
    [
      'has a failing test beside a passing one',
      [...enough, test('QD-2', { passed: false })],
      ['failed', 'shown', 'shown'],
    ],
    [
      'is pure, and its test fails',
      [test('QD-2'), test('QD-3', { ...fromDomain, passed: false }), test('DZ-3')],
      ['shown', 'failed', 'shown'],
    ],
    [
      'is shown by the domain alone',
      [test('QD-2', fromDomain), ...enough.slice(1)],
      ['by the domain alone', 'shown', 'shown'],
    ],
  ])('where a clause %s', (_, tests, expected) => {
    expect(results(tests)).toEqual(expected);
    expect(verdictOn(tests).conforms).toBe(false);
  });

  it.each([
    ['QD-21', 'no clause that we know'],
    ['QD-1', 'without software'],
  ])('where a test names %s, %s', (id, why) => {
    const { conforms, problems } = verdictOn([...enough, test(id)]);
    expect(problems).toEqual([`test/scenarios/a.test.ts › ${id}: holds: ${id} is ${why}`]);
    expect(conforms).toBe(false);
  });

  it('where a file could not be run', () => {
    expect(verdictOn(enough, ['test/scenarios/b.test.ts: no host'])).toMatchObject({
      conforms: false,
      problems: ['test/scenarios/b.test.ts: no host'],
    });
  });
});

it('tells of each regulation how many of its clauses are shown', () => {
  expect(verdictOn(enough.slice(1)).regulations).toEqual([
    { letters: 'QD', of: 'qingdao', clauses: 2, shown: 1, notShown: ['QD-2'] },
    { letters: 'DZ', of: 'dazhou', clauses: 1, shown: 1, notShown: [] },
  ]);
});

it('prints clause by clause the text, how it is shown, the tests and the result', () => {
  const tests = [...enough.slice(0, 2), test('QD-2', { ...fromDomain, passed: false })];
  expect(printed(verdictOn(tests, ['b.test.ts: no host']), withoutSoftware)).toBe(
    [
      '✗ QD-2     Secrets stay out.',
      '    over HTTP: failed',
      '    ✓ HTTP test/scenarios/a.test.ts › QD-2: holds',
      '    ✗ domain test/domain/a.test.ts › QD-2: holds',
      '',
      '✓ QD-3     Three kinds of openness.',
      '    pure: shown',
      '    ✓ domain test/domain/a.test.ts › QD-3: holds',
      '',
      '✗ DZ-3     Two kinds of units.',
      '    over HTTP: without a test',
      '    shown: one kind',
      '    not built: the other',
      '',
      'Without software:',
      '  QD-1     purpose',
      '',
      'qingdao    1 of 2 clauses shown; not QD-2',
      'dazhou     0 of 1 clauses shown; not DZ-3',
      '✗ b.test.ts: no host',
    ].join('\n'),
  );
});
