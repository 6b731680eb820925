import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Ours, as canonical JSON, by the case. */
export type Answers = Readonly<Record<string, string>>;

const fileOf = (subject: string): string => join(import.meta.dirname, subject, 'answers.json');

/** Our own answers to what others are allowed to answer otherwise, as they were reviewed. */
export function answersOf(subject: string): Answers {
  const file = fileOf(subject);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Answers) : {};
}

/** Writes down what is ours today; the change of the file is what there is to review. */
export function keepAnswers(subject: string, answers: Answers): void {
  const sorted = Object.entries(answers).sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(fileOf(subject), `${JSON.stringify(Object.fromEntries(sorted), undefined, 2)}\n`);
}
