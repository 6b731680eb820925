import { expect, it } from 'vitest';
import { explain } from './explained.ts';
import { Comparison, type Finding } from './finding.ts';
import { problemsOf } from './verdict.ts';

const subject = 'dynamodb';
const known = [
  'mistake: a transaction that adds to a text',
  'fuzz: TransactWriteItems of an update that can’t be made | 0.1 {}'.replace('’', "'"),
  'mistake: a page that ends where its condition does',
] as const;
const reviewed = Object.fromEntries(known.map((name) => [name, '"ours"']));

/** One answer of ours to each of the cases that are explained, and one to a case that isn't. */
function finding(ours: Readonly<Record<string, unknown>> = {}, theirs: unknown = 'theirs'): Finding {
  const comparison = new Comparison(subject, 'another');
  for (const name of known) comparison.compare(name, ours[name] ?? 'ours', theirs);
  comparison.compare('mistake: an empty set', 'refused', ours['mistake: an empty set'] ?? 'refused');
  return explain(comparison, reviewed);
}

const problems = (...findings: Finding[]): string[] => problemsOf(findings, [subject], () => reviewed);

it('the answers that were reviewed may differ from the others’', () => {
  expect(problems(finding())).toEqual([]);
});

it('another answer of ours isn’t explained by what others answer otherwise', () => {
  expect(problems(finding({ [known[0]]: 'broken' }))).toEqual([
    `dynamodb, another: ${known[0]}\n    ours   "broken"\n    theirs "theirs"`,
  ]);
});

it('another answer of ours is a problem even where others agree with it', () => {
  expect(problems(finding({ [known[0]]: 'theirs' }))).toContainEqual(
    expect.stringContaining(`${known[0]}\n    ours now      "theirs"\n    ours reviewed "ours"`),
  );
});

it('a case that nobody asks any more is a problem, and one whose answer nobody has reviewed', () => {
  const of = (answers: Readonly<Record<string, string>>) => problemsOf([finding()], [subject], () => answers);

  expect(of({ ...reviewed, gone: '"ours"' })).toEqual([expect.stringContaining('gone\n    ours now      not asked')]);
  expect(of({})).toHaveLength(known.length);
});

it('a judge that compared nothing is a problem', () => {
  expect(problems(finding(), new Comparison(subject, 'silent'))).toEqual(['dynamodb, silent compared nothing']);
});

it('a judge that broke off is a problem, and nothing is concluded from what it didn’t say', () => {
  const broken = new Comparison(subject, 'broken');
  broken.couldNotRun.push('killed');

  expect(problems(broken)).toEqual(["dynamodb, broken couldn't run: killed"]);
});

it('a subject of which nobody said anything is a problem', () => {
  expect(problems()).toEqual(['dynamodb: no judge said anything']);
});
