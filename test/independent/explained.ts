import { type Answers, answersOf } from './answers.ts';
import { dynamoDbExplanations } from './dynamodb/explained.ts';
import type { Finding } from './finding.ts';
import { s3Explanations } from './s3/explained.ts';
import { stateExplanations } from './step-functions/explained.ts';
import { templateAbsences, templateExplanations } from './templates/explained.ts';

/** A difference in which the foreign implementation is not right, or neither is wrong. */
export interface Explanation {
  subject: string;
  /** Matches `Difference.case`. */
  case: RegExp;
  why: string;
  /** The page that settles it. */
  page: string;
  /** Our answer in each of its cases; where there is none, `<subject>/answers.json` holds it for each case. */
  ours?: string;
}

/** What can't be run anywhere yet; anything else that couldn't run is a failure. */
export interface Absence {
  subject: string;
  /** Matches an entry of `Finding.couldNotRun`. */
  what: RegExp;
  why: string;
}

export const explanations: readonly Explanation[] = [
  ...stateExplanations,
  ...dynamoDbExplanations,
  ...s3Explanations,
  ...templateExplanations,
];

export const absences: readonly Absence[] = [...templateAbsences];

const explanationOf = (subject: string, name: string): Explanation | undefined =>
  explanations.find((each) => each.subject === subject && each.case.test(name));

/**
 * The finding with each known difference marked by the page that settles it. An explanation is of what others answer: it
 * covers no answer of ours but the one that was reviewed.
 */
export function explain(finding: Finding, reviewed: Answers = answersOf(finding.subject)): Finding {
  const differs = finding.differs.map((difference) => {
    const known = explanationOf(finding.subject, difference.case);
    const expected = known?.ours ?? reviewed[difference.case];
    if (known === undefined || difference.ours !== expected) return difference;
    return { ...difference, explained: `${known.why} (${known.page})` };
  });
  return { ...finding, differs };
}

/** Our answers of these findings wherever others may differ, whether they do today or not. */
export function answersIn(findings: readonly Finding[]): Answers {
  return Object.fromEntries(
    findings.flatMap(({ subject, answers }) =>
      [...answers].filter(([name]) => {
        const known = explanationOf(subject, name);
        return known !== undefined && known.ours === undefined;
      }),
    ),
  );
}
