import { describe, expect, it } from 'vitest';
import { collect } from './collect.ts';

/** A file in vitest's report, with a test of each status. */
const file = (path: string, statuses: { [title: string]: string }, over: object = {}, asked = 1) => ({
  name: `/project/${path}`,
  status: Object.values(statuses).includes('failed') ? 'failed' : 'passed',
  message: '',
  assertionResults: Object.entries(statuses).map(([title, status]) => ({
    ancestorTitles: ['an application'],
    title,
    status,
    meta: { asked },
  })),
  ...over,
});

const collected = (...testResults: object[]) => collect({ testResults }, '/project');

describe('the tests of a report', () => {
  it('are those whose name, or the name of what they stand in, carries a clause', () => {
    const within = {
      ancestorTitles: ['QD-19b: a suspension', 'of a dataset'],
      title: 'shuts',
      status: 'passed',
      meta: {},
    };
    const { tests } = collected(
      file('test/scenarios/a.test.ts', { 'QD-17.1: is received': 'passed', 'is left alone': 'passed' }),
      file('test/scenarios/b.test.ts', {}, { assertionResults: [within] }),
    );
    expect(tests.map(({ name, clauses }) => [name, clauses])).toEqual([
      ['an application › QD-17.1: is received', ['QD-17.1']],
      ['QD-19b: a suspension › of a dataset › shuts', ['QD-19b']],
    ]);
  });

  it('drive the platform over HTTP if they are scenarios, else the domain', () => {
    const { tests } = collected(
      file('test/scenarios/a.test.ts', { 'QD-17.1': 'passed' }),
      file('test/domain/scenarios/a.test.ts', { 'QD-17.1': 'passed' }),
      file('test/cities/a.test.ts', { 'QD-17.1': 'passed' }),
    );
    expect(tests.map(({ file, drives }) => [file, drives])).toEqual([
      ['test/scenarios/a.test.ts', 'HTTP'],
      ['test/domain/scenarios/a.test.ts', 'domain'],
      ['test/cities/a.test.ts', 'domain'],
    ]);
  });

  it('are no scenarios if they ask the platform nothing', () => {
    const { tests } = collected(file('test/scenarios/a.test.ts', { 'QD-17.1': 'passed' }, {}, 0));
    expect(tests).toMatchObject([{ drives: 'domain' }]);
  });

  it.each([
    ['passed', true],
    ['failed', false],
    ['skipped', false],
    ['pending', false],
    ['todo', false],
  ])('that %s', (status, passed) => {
    expect(collected(file('test/scenarios/a.test.ts', { 'QD-1': status })).tests).toMatchObject([{ passed }]);
  });
});

describe('a file', () => {
  it('that breaks before its tests is broken, and says why in a line', () => {
    const over = { status: 'failed', message: 'Cannot find module\n  at x' };
    expect(collected(file('test/scenarios/a.test.ts', {}, over)).broken).toEqual([
      'test/scenarios/a.test.ts: Cannot find module',
    ]);
  });

  it('whose tests were skipped by a hook that failed is broken', () => {
    const over = { status: 'failed', message: 'no host' };
    expect(collected(file('test/scenarios/a.test.ts', { 'QD-1': 'skipped' }, over)).broken).toHaveLength(1);
  });

  it('with a failed test is none', () => {
    expect(collected(file('test/scenarios/a.test.ts', { 'QD-1': 'failed' })).broken).toEqual([]);
  });
});

it('another kind of report is refused', () => {
  expect(() => collect({ numTotalTests: 0 }, '/project')).toThrow();
});
