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

/** The finding with each known difference marked by the page that settles it. */
export const explain = (finding: Finding): Finding => ({
  ...finding,
  differs: finding.differs.map((difference) => {
    const known = explanations.find((each) => each.subject === finding.subject && each.case.test(difference.case));
    return known === undefined ? difference : { ...difference, explained: `${known.why} (${known.page})` };
  }),
});
