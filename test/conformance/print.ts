import type { WithoutSoftware } from './clause.ts';
import type { Finding, Verdict } from './judge.ts';

/** The verdict for a terminal: clause by clause with its tests, then what has no software, then each city in a line. */
export function printed({ findings, regulations, problems }: Verdict, without: readonly WithoutSoftware[]): string {
  return [
    ...findings.map(block),
    'Without software:',
    ...without.map(({ id, reason }) => `  ${id.padEnd(8)} ${reason}`),
    '',
    ...regulations.map(
      ({ of, clauses, shown, notShown }) =>
        `${of.padEnd(10)} ${shown} of ${clauses} clauses shown${notShown.length > 0 ? `; not ${notShown.join(' ')}` : ''}`,
    ),
    ...problems.map((problem) => `✗ ${problem}`),
  ].join('\n');
}

const block = (finding: Finding): string =>
  [
    `${finding.result === 'shown' ? '✓' : '✗'} ${finding.id.padEnd(8)} ${finding.must}`,
    `    ${finding.kind}: ${finding.result}`,
    ...(finding.partly === undefined
      ? []
      : [`    shown: ${finding.partly.shown}`, `    not built: ${finding.partly.notBuilt}`]),
    ...finding.tests.map(({ passed, drives, file, name }) => `    ${passed ? '✓' : '✗'} ${drives} ${file} › ${name}`),
    '',
  ].join('\n');
