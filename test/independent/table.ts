import { absences, explanations } from './explained.ts';
import type { Finding } from './finding.ts';

const columns = ['Subject', 'Judged by', 'Agreed', 'Differs', "Couldn't run"];

const rowOf = ({ subject, judge, agreed, differs, couldNotRun }: Finding): string[] => [
  subject,
  judge,
  String(agreed),
  differs.length === 0 ? '0' : `${differs.length} (${differs.filter((each) => each.explained).length} explained)`,
  couldNotRun.length === 0 ? '–' : couldNotRun.map((what) => what.split('\n')[0]).join('; '),
];

/** What is known to differ and what can't be run, for docs/laptop-host.md. */
export function known(): string {
  const lines = [
    ...explanations.map(({ subject, why, page }) => ({ subject, text: `${why} ([AWS](${page}))` })),
    ...absences.map(({ subject, why }) => ({ subject, text: `couldn't run: ${why}` })),
  ];
  const subjects = Object.entries(Object.groupBy(lines, ({ subject }) => subject));
  return subjects
    .map(([subject, own = []]) => [`**${subject}**`, ...new Set(own.map(({ text }) => `- ${text}`))].join('\n'))
    .join('\n\n');
}

/** For docs/laptop-host.md. */
export function markdown(findings: readonly Finding[]): string {
  const rows = [columns, columns.map(() => '---'), ...findings.map(rowOf)];
  return rows.map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n');
}

/** For a terminal. */
export function printed(findings: readonly Finding[]): string {
  const rows = [columns, ...findings.map(rowOf)];
  const widths = columns.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
