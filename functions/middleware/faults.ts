import type { z } from 'zod';
import { type Fault, Refusal } from '../../domain/refusal.ts';
import { noFormText, requiredText, unknownText, wordingOf } from './wording.ts';

/** The parts of a request, as they stand before a fault's pointer; a body's pointer is a plain JSON pointer. */
export type Part = '' | 'path' | 'query' | 'header';

/** Parses a part of a request; what is wrong with it is added to the faults, and undefined answered. */
export function parsed<T>(schema: z.ZodType<T>, value: unknown, part: Part, faults: Fault[]): T | undefined {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  const { issues } = result.error;
  faults.push(...issues.filter((i) => !isFollowUp(i, issues)).flatMap((issue) => faultsOf(issue, value, [part])));
  return undefined;
}

/** What has the wrong type isn't too short as well, although zod says so of lists in a text's place. */
const isFollowUp = (issue: z.core.$ZodIssue, issues: readonly z.core.$ZodIssue[]): boolean =>
  issue.code !== 'invalid_type' &&
  issues.some((other) => other.code === 'invalid_type' && pointerOf(other.path) === pointerOf(issue.path));

/** One fault per place: unknown keys are named one by one, and of several allowed forms the one that was meant. */
function faultsOf(issue: z.core.$ZodIssue, value: unknown, base: readonly PropertyKey[]): Fault[] {
  const place = [...base, ...issue.path];
  const found = issue.path.reduce(memberOf, value);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ pointer: pointerOf([...place, key]), detail: unknownText }));
  }
  if (found === undefined && issue.code !== 'custom') return [{ pointer: pointerOf(place), detail: requiredText }];
  if (issue.code === 'invalid_union' && issue.discriminator === undefined) {
    const meant = issue.errors.filter((issues) => !issues.some(isOfAnotherKind));
    if (meant.length === 1) return (meant[0] ?? []).flatMap((nested) => faultsOf(nested, found, place));
    return [{ pointer: pointerOf(place), detail: noFormText }];
  }
  return [{ pointer: pointerOf(place), detail: wordingOf(issue) }];
}

/** The value isn't of the kind that this form wants, so that this form wasn't meant. */
const isOfAnotherKind = ({ path, code }: z.core.$ZodIssue): boolean =>
  path.length === 0 && (code === 'invalid_type' || code === 'invalid_value');

const memberOf = (value: unknown, key: PropertyKey): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<PropertyKey, unknown>)[key]
    : undefined;

/** RFC 6901, behind the name of the part. */
export const pointerOf = (place: readonly PropertyKey[]): string =>
  place.map((key) => String(key).replaceAll('~', '~0').replaceAll('/', '~1')).join('/');

// Five places tell where to look; all of them stand in `errors`.
const NAMED = 5;

/** Refuses a request with all its faults. */
export function invalid(faults: readonly Fault[]): Refusal {
  const places = [...new Set(faults.map(({ pointer }) => pointer || '/'))];
  const named = places.slice(0, NAMED);
  const more = places.length > NAMED;
  return new Refusal(
    'invalid-request',
    {
      zh: `请求有 ${faults.length} 处不符合要求：${named.join('、')}${more ? ' 等' : ''}`,
      en: `the request has ${faults.length} fault(s): ${named.join(', ')}${more ? ' and others' : ''}`,
    },
    { faults },
  );
}
