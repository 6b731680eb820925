import { z } from 'zod';
import { Text } from '../refusal.ts';

/** Something that a check of a file found, said so that a clerk can put it right. */
export const Finding = z.strictObject({
  line: z.int().positive().optional(),
  column: z.string().optional(),
  code: z.string(),
  detail: Text,
});
export type Finding = z.infer<typeof Finding>;

/** What the check says of a file: faults must be put right before publication, warnings want a look. */
export const CheckReport = z.strictObject({
  encoding: z.enum(['UTF-8', 'UTF-16LE', 'UTF-16BE', 'GB18030']).optional(),
  delimiter: z.enum([',', ';', '\t', '，']).optional(),
  rows: z.int().nonnegative(),
  columns: z.int().nonnegative(),
  faults: z.array(Finding),
  faultCount: z.int().nonnegative(),
  warnings: z.array(Finding),
  warningCount: z.int().nonnegative(),
});
export type CheckReport = z.infer<typeof CheckReport>;

/** Enough to see a pattern, and both lists of a report stay far below DynamoDB's 400 KB an item. */
export const listedFindings = 100;

/** Keeps the first findings and counts the rest. */
export class FindingList {
  readonly listed: Finding[] = [];
  count = 0;

  add(finding: Finding): void {
    this.count++;
    if (this.listed.length < listedFindings) this.listed.push(finding);
  }
}

/** A cell's text in a finding: long enough to recognise, short enough to read. */
export const excerpt = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
