import { expect, it } from 'vitest';
import { root } from '../architecture/sources.ts';
import { collect } from './collect.ts';
import { filesNamingClauses, reportOf } from './run.ts';

it('runs the scenarios, and the tests of pure rules, that name a clause', () => {
  const files = filesNamingClauses();
  expect(files).toContain('test/scenarios/publication.test.ts');
  expect(files).toContain('test/domain/calendar/count.test.ts');
  expect(files).toContain('test/cities/qingdao/opening.test.ts');
  expect(files).not.toContain('test/domain/calendar/dates.test.ts');
  expect(files.filter((path) => !/^test\/(scenarios|domain|cities)\//.test(path))).toEqual([]);
});

it('hears of each test how it went', () => {
  const { tests, broken } = collect(reportOf(['test/domain/calendar/period.test.ts']), root);
  expect(broken).toEqual([]);
  expect(tests).toContainEqual({
    file: 'test/domain/calendar/period.test.ts',
    name: expect.stringMatching(/ › CQ-22b: by ten working days makes twenty in all/),
    drives: 'domain',
    clauses: ['CQ-22b'],
    passed: true,
  });
});
