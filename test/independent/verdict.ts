import { type Answers, answersOf } from './answers.ts';
import { absences, answersIn, explanations } from './explained.ts';
import type { Finding } from './finding.ts';

const recording = (subject: string): string => `npm run test:independent -- ${subject} --record`;

/**
 * Why the run fails: new differences, other answers of ours, judges that weren't heard, and explanations that nothing
 * needs any more.
 */
export function problemsOf(
  findings: readonly Finding[],
  subjects: readonly string[],
  reviewed: (subject: string) => Answers = answersOf,
): string[] {
  const differences = findings.flatMap(({ subject, judge, differs }) =>
    differs
      .filter(({ explained }) => explained === undefined)
      .map((each) => `${subject}, ${judge}: ${each.case}\n    ours   ${each.ours}\n    theirs ${each.theirs}`),
  );
  const unheard = findings.flatMap(({ subject, judge, couldNotRun }) =>
    couldNotRun
      .filter((what) => !absences.some((each) => each.subject === subject && each.what.test(what)))
      .map((what) => `${subject}, ${judge} couldn't run: ${what}`),
  );
  const silent = subjects.filter((name) => findings.every(({ subject }) => subject !== name));
  const idle = findings.filter(
    ({ agreed, differs, couldNotRun }) => agreed + differs.length + couldNotRun.length === 0,
  );
  // Whoever broke off says nothing of what should have come after.
  const complete = unheard.length > 0 ? [] : subjects.filter((name) => !silent.includes(name));
  return [
    ...differences,
    ...unheard,
    ...silent.map((name) => `${name}: no judge said anything`),
    ...idle.map(({ subject, judge }) => `${subject}, ${judge} compared nothing`),
    ...complete.flatMap((name) => {
      const own = findings.filter(({ subject }) => subject === name);
      return [...changedIn(own, name, reviewed(name)), ...needlessIn(own, name)];
    }),
  ];
}

/** Answers of ours that aren't those which were reviewed; what differs from the others' besides is told already. */
function changedIn(own: readonly Finding[], subject: string, reviewed: Answers): string[] {
  const now = answersIn(own);
  const told = new Set(
    own.flatMap(({ differs }) => differs.filter((each) => !each.explained).map((each) => each.case)),
  );
  return [...new Set([...Object.keys(now), ...Object.keys(reviewed)])]
    .filter((name) => now[name] !== reviewed[name] && !told.has(name))
    .map(
      (name) =>
        `${subject}: ${name}\n    ours now      ${now[name] ?? 'not asked'}\n    ours reviewed ${reviewed[name] ?? 'none'}\n    if it is right: ${recording(subject)}`,
    );
}

const needlessIn = (own: readonly Finding[], subject: string): string[] =>
  explanations
    .filter((each) => each.subject === subject)
    .filter(({ case: pattern }) => !own.some(({ differs }) => differs.some((each) => pattern.test(each.case))))
    .map((each) => `${subject}: nothing needs the explanation ${each.case}`);
