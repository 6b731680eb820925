import { cities } from '../../../cities/all.ts';
import { currentPolicy, procedureOf } from '../../../domain/policy/policy.ts';
import type { ProcedureName } from '../../../domain/policy/words.ts';
import { effectsOf, read, stagesOf } from '../../builders/reading.ts';

// Demands, changes of the catalog and what builds it, as the four cities' files have them.

/** A procedure of a city, as one reads it aloud. */
export function ofCity(name: string, procedure: ProcedureName) {
  const city = cities.find((each) => each.name === name);
  if (city === undefined) throw new Error(`there is no city ${name}`);
  const { steps: _steps, title: _title, ...rule } = procedureOf(currentPolicy(city), procedure);
  const found = procedureOf(currentPolicy(city), procedure);
  return {
    rule,
    stages: stagesOf(found)
      .map(read)
      .map(({ stage, by, within, decisions }) => [stage, by.join(', '), within.join('; '), decisions.join('; ')]),
    effects: effectsOf(found),
  };
}
