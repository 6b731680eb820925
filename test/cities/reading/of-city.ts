import { cityNamed } from '../../../cities/all.ts';
import { currentPolicy, procedureOf } from '../../../domain/policy/policy.ts';
import type { ProcedureName } from '../../../domain/policy/words.ts';
import { readAloud } from './read-aloud.ts';

/** The procedures of a city, to be read aloud. */
export const proceduresOf = (city: string) => (name: ProcedureName) =>
  readAloud(procedureOf(currentPolicy(cityNamed(city)), name));
