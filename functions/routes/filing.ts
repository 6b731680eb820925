import { z } from 'zod';
import { line } from '../../domain/catalog/text.ts';
import type { ProcedureName } from '../../domain/policy/words.ts';
import { route } from '../http.ts';
import { CaseView } from './case-view.ts';

/** A proof or other document, named as the dataset asks for it. */
export const Attachment = z.union([line(200), z.strictObject({ title: line(200), uploadId: z.string().optional() })]);

export const officials = ['agency-clerk', 'agency-reviewer', 'agency-principal', 'regulator', 'government'] as const;

/** How a procedure is filed. One that the city's regulation hasn't is 404 `procedure-not-in-policy`. */
export const filing = <Body extends z.ZodType>(
  procedure: ProcedureName,
  path: string,
  [zh, en]: readonly [string, string],
  body: Body,
  access: 'signed-in' | typeof officials = 'signed-in',
) => route({ method: 'POST', path, access, procedure, summary: { zh, en }, body, answers: { 201: CaseView } });
