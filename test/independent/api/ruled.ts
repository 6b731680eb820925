import { z } from 'zod';
import type { Route } from '../../../functions/http.ts';

/** Whether a call has rules that JSON Schema has no words for, so that what passes its schema may still be refused. */
export const isRuledBeyondSchema = ({ query, body }: Route): boolean =>
  [query, body].some((schema) => schema !== undefined && (isRuled(schema) || takesAnyName(schema)));

function isRuled(schema: z.core.$ZodType, seen = new Set<z.core.$ZodType>()): boolean {
  if (seen.has(schema)) return false;
  seen.add(schema);
  const { def } = schema._zod;
  if (def.type === 'transform' || (def.checks ?? []).some(isOwn)) return true;
  return Object.values(def)
    .flatMap((part: unknown) => (isSchema(part) ? [part] : Object.values(part ?? {}).filter(isSchema)))
    .some((inner) => isRuled(inner, seen));
}

/** A refinement; or a text that is trimmed before it is measured. */
const isOwn = ({ _zod }: z.core.$ZodCheck<never>): boolean => ['custom', 'overwrite'].includes(_zod.def.check);

const isSchema = (part: unknown): part is z.core.$ZodType => part instanceof z.core.$ZodType;

/** A query in a dialect of its own: its names are columns, and its values filters. */
const takesAnyName = (schema: z.ZodType): boolean =>
  schema instanceof z.ZodObject && schema.def.catchall !== undefined && !(schema.def.catchall instanceof z.ZodNever);
