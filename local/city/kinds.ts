import { type Procedure, reachable } from '../../domain/policy/procedure.ts';

/**
 * The kinds of filing that open so, as far as the procedure tells them apart; undefined stands for every kind that it
 * doesn't name.
 */
export function kindsOf(procedure: Procedure, opening: number): (string | undefined)[] {
  const { opens, steps } = procedure;
  const { kinds, at = '' } = opens[opening] ?? {};
  if (kinds !== undefined) return kinds;
  const ahead = reachable(steps, at);
  const rules = Object.entries(steps).flatMap(([id, step]) =>
    step.kind === 'stage' && ahead.has(id) ? step.within : [],
  );
  const elsewhere = opens.slice(0, opening).flatMap(opensByKindAlone);
  const named = [...new Set(rules.flatMap((rule) => rule.kinds ?? []))].filter((kind) => !elsewhere.includes(kind));
  // Where each period is some kinds' own, they are all that there are.
  return named.length > 0 && rules.every((rule) => rule.kinds !== undefined) ? named : [...named, undefined];
}

const opensByKindAlone = ({ kinds = [], level, unit }: Procedure['opens'][number]): string[] =>
  level === undefined && unit === undefined ? kinds : [];
