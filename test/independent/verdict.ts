import { absences, explanations } from './explained.ts';
import type { Finding } from './finding.ts';

/** Why the run fails: new differences, judges that weren't heard, and explanations that nothing needs any more. */
export function problemsOf(findings: readonly Finding[], subjects: readonly string[]): string[] {
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
  const seen = (subject: string) => findings.filter((each) => each.subject === subject);
  const idle = explanations.filter(
    ({ subject, case: pattern }) =>
      seen(subject).length > 0 && !seen(subject).some(({ differs }) => differs.some((each) => pattern.test(each.case))),
  );
  return [
    ...differences,
    ...unheard,
    ...silent.map((name) => `${name}: no judge said anything`),
    ...(unheard.length > 0 ? [] : idle.map((each) => `${each.subject}: nothing needs the explanation ${each.case}`)),
  ];
}
