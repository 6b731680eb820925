/** What one foreign implementation says of one subject. */
export interface Finding {
  subject: string;
  /** Name and version of the foreign implementation. */
  judge: string;
  /** How many comparisons came out the same. */
  agreed: number;
  differs: Difference[];
  /** What could not be compared, each with the error seen. */
  couldNotRun: string[];
  /** Ours in each comparison of two answers. */
  answers: ReadonlyMap<string, string>;
}

export interface Difference {
  case: string;
  ours: string;
  theirs: string;
  /** The page that settles it, where `explained.ts` knows the difference. */
  explained?: string;
}

/** A finding under way. */
export class Comparison implements Finding {
  readonly subject: string;
  readonly judge: string;
  agreed = 0;
  readonly differs: Difference[] = [];
  readonly couldNotRun: string[] = [];
  readonly answers = new Map<string, string>();

  constructor(subject: string, judge: string) {
    this.subject = subject;
    this.judge = judge;
  }

  /** Counts one comparison; both sides are compared as JSON with sorted keys. */
  compare(name: string, ours: unknown, theirs: unknown): void {
    const [left, right] = [canonical(ours), canonical(theirs)];
    this.answers.set(name, left);
    if (left === right) this.agreed += 1;
    else this.differs.push({ case: name, ours: left, theirs: right });
  }
}

/** What one judge says; one that breaks off is one that couldn't run. */
export async function hear(
  subject: string,
  judge: string,
  compareAll: (comparison: Comparison) => Promise<void>,
): Promise<Finding> {
  const comparison = new Comparison(subject, judge);
  try {
    await compareAll(comparison);
  } catch (error) {
    comparison.couldNotRun.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  return comparison;
}

/** The same text for the same value, whatever the order of its keys. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
