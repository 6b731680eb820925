import type { LocalDate } from '../../domain/calendar/dates.ts';
import { type City, currentPolicy } from '../../domain/policy/policy.ts';
import type { Procedure } from '../../domain/policy/procedure.ts';
import { validityNotice, validityOf } from '../../domain/policy/validity.ts';
import { type ProcedureName, procedureNames } from '../../domain/policy/words.ts';
import type { Language } from '../http.ts';
import type { About } from '../routes/about.ts';

/** What governs the city's platform: its regulation, and who decides what within which period. */
export function aboutCity(city: City, language: Language, today: LocalDate): About {
  const policy = currentPolicy(city);
  const validity = validityOf(policy, today);
  const notice = validityNotice(policy, today);
  return {
    city: city.name,
    title: city.title[language],
    regulation: policy.regulation[language],
    policyVersion: policy.version,
    inForce: policy.inForce,
    validity,
    expired: validity === 'expired',
    transition: policy.transition[language],
    ...(notice === undefined ? {} : { notice: notice[language] }),
    procedures: procedureNames.flatMap((name) => {
      const procedure = policy.procedures[name];
      return procedure === undefined ? [] : [aboutProcedure(name, procedure, language)];
    }),
  };
}

const aboutProcedure = (
  name: ProcedureName,
  procedure: Procedure,
  language: Language,
): About['procedures'][number] => ({
  name,
  title: procedure.title[language],
  clause: procedure.clause,
  stages: Object.entries(procedure.steps).flatMap(([id, step]) =>
    step.kind === 'effect'
      ? []
      : [
          {
            id,
            title: step.title[language],
            clause: step.clause,
            by: step.by,
            periods: step.within.map((rule) => ({
              unit: rule.unit,
              clause: rule.clause,
              kind: rule.kind,
              ...(rule.unit === 'date' ? { on: rule.on } : { length: rule.length }),
            })),
          },
        ],
  ),
});
