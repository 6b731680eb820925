import type { Procedure, Stage } from '../../domain/policy/procedure.ts';

/** The stages of a procedure, in the regulation's order. */
export const stagesOf = ({ steps }: Procedure): [string, Stage][] =>
  Object.entries(steps).flatMap(([id, step]) => (step.kind === 'stage' ? [[id, step]] : []));
export const effectsOf = ({ steps }: Procedure): string[] =>
  Object.entries(steps).flatMap(([id, step]) => (step.kind === 'effect' ? [`${id} → ${step.then}`] : []));

interface Read {
  stage: string;
  by: string[];
  /** `5 wd QD-17.2a` from the stage, `10 wd QD-19c from receipt`. */
  within: string[];
  decisions: string[];
}

/** A stage as one reads it aloud. */
export const read = ([stage, { by, within, decisions }]: [string, Stage]): Read => ({
  stage,
  by,
  within: within.map(
    ({ length, unit, clause, from, kind, extension }) =>
      `${length} ${unit} ${clause} from ${from}, ${kind}${extension === undefined ? '' : ', extensible'}`,
  ),
  decisions: Object.entries(decisions).map(
    ([command, { to, outcome, needs }]) =>
      `${command} → ${to}${outcome === undefined ? '' : ` (${outcome})`}${needs === undefined ? '' : `, ${needs}`}`,
  ),
});
