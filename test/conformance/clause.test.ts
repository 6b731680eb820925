import { expect, it } from 'vitest';
import { clauseIdsIn } from './clause.ts';

it.each([
  ['QD-17.2a: gives five working days', ['QD-17.2a']],
  ['CQ-12a, CQ-I4 and DZ-16.1: three at once', ['CQ-12a', 'CQ-I4', 'DZ-16.1']],
  ['an application (ZW-21) › QD-17.2a: twice, QD-17.2a', ['ZW-21', 'QD-17.2a']],
  ['ends with JF-19b.', ['JF-19b']],
  ["CQ-24b's agreement", ['CQ-24b']],
  ['names none', []],
])('finds the clauses that a test names: %s', (name, ids) => {
  expect(clauseIdsIn(name)).toEqual(ids);
});

it.each([
  ['QD-17.2ab: not QD-17.2a', ['QD-17.2ab', 'QD-17.2a']],
  ['QD-17.2: nor is QD-17.2a its article', ['QD-17.2', 'QD-17.2a']],
  ['ZW-211', ['ZW-211']],
])('takes the whole of an id, known or not: %s', (name, ids) => {
  expect(clauseIdsIn(name)).toEqual(ids);
});

it.each(['XQD-17', 'QD-17-18', 'QD-17.2-a', 'qd-17', 'CQ-', 'QD-x'])('takes no part of %s', (name) => {
  expect(clauseIdsIn(name)).toEqual([]);
});
