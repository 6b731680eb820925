import { type Clause, lettersOf, type WithoutSoftware } from './clause.ts';
import type { Collected, NamedTest } from './collect.ts';

export type Result = 'shown' | 'failed' | 'without a test' | 'by the domain alone';

/** What the tests say of one clause. */
export interface Finding extends Clause {
  /** How it is shown; only a pure rule may do without HTTP. */
  kind: 'over HTTP' | 'pure';
  tests: NamedTest[];
  result: Result;
}

export interface Verdict {
  findings: Finding[];
  /** How many clauses of each regulation there are and how many are shown, and which aren't. */
  regulations: { letters: string; of: string; clauses: number; shown: number; notShown: string[] }[];
  /** What else is wrong: tests that name no clause of ours, files that couldn't be run. */
  problems: string[];
  conforms: boolean;
}

interface Law {
  clauses: readonly Clause[];
  withoutSoftware: readonly WithoutSoftware[];
  regulations: readonly { letters: string; of: string }[];
}

/** Whether every clause is shown by tests that pass, from outside unless it is a pure rule. */
export function judge({ tests, broken }: Collected, { clauses, withoutSoftware, regulations }: Law): Verdict {
  const findings = clauses.map((clause) => {
    const naming = tests.filter((test) => test.clauses.includes(clause.id));
    return { ...clause, kind: kindOf(clause, naming), tests: naming, result: resultOf(clause, naming) };
  });
  const known = new Map<string, string>([
    ...clauses.map(({ id }) => [id, 'a clause'] as const),
    ...withoutSoftware.map(({ id }) => [id, 'without software'] as const),
  ]);
  const strays = tests.flatMap(({ file, name, clauses: ids }) =>
    ids
      .filter((id) => known.get(id) !== 'a clause')
      .map((id) => `${file} › ${name}: ${id} is ${known.get(id) ?? 'no clause that we know'}`),
  );
  const problems = [...strays, ...broken];
  return {
    findings,
    regulations: regulations.map((each) => {
      const its = findings.filter(({ id }) => lettersOf(id) === each.letters);
      const notShown = its.filter(({ result }) => result !== 'shown').map(({ id }) => id);
      const { letters, of } = each;
      return { letters, of, clauses: its.length, shown: its.length - notShown.length, notShown };
    }),
    problems,
    conforms: problems.length === 0 && findings.every(({ result }) => result === 'shown'),
  };
}

const isOverHttp = (tests: readonly NamedTest[]): boolean => tests.some(({ drives }) => drives === 'HTTP');

const kindOf = ({ pure }: Clause, tests: readonly NamedTest[]): Finding['kind'] =>
  pure !== undefined && !isOverHttp(tests) ? 'pure' : 'over HTTP';

function resultOf({ pure }: Clause, tests: readonly NamedTest[]): Result {
  if (tests.length === 0) return 'without a test';
  if (tests.some(({ passed }) => !passed)) return 'failed';
  return pure !== undefined || isOverHttp(tests) ? 'shown' : 'by the domain alone';
}
