import { has, type Person } from '../access/caller.ts';
import type { Procedure, Stage } from '../policy/procedure.ts';
import { type Actor, type CommandName, commandNames } from '../policy/words.ts';
import type { Case } from './case.ts';

/** A command that an actor has at a stage. */
export interface Permission {
  stage: string;
  actor: Actor;
  command: CommandName;
}

/** The whole table of a procedure: actor × stage → command. What isn't in it is refused. */
export function permissionsOf(procedure: Procedure): Permission[] {
  return Object.entries(procedure.steps).flatMap(([id, step]) =>
    step.kind === 'stage' ? [...stagePermissions(id, step), ...withdrawals(procedure, id)] : [],
  );
}

function stagePermissions(stage: string, step: Stage): Permission[] {
  const decisions = commandNames.flatMap((command) =>
    (step.decisions[command] === undefined ? [] : (step.decisions[command].by ?? step.by)).map((actor) => ({
      stage,
      actor,
      command,
    })),
  );
  const supplements = (step.supplementedBy ?? []).map((actor) => ({ stage, actor, command: 'supplement' as const }));
  const extensions = step.within.flatMap(({ extension }): Permission[] =>
    extension === undefined
      ? []
      : [
          { stage, actor: extension.asks, command: 'request-extension' },
          { stage, actor: extension.approves, command: 'grant-extension' },
          { stage, actor: extension.approves, command: 'deny-extension' },
        ],
  );
  return [...decisions, ...supplements, ...extensions];
}

const withdrawals = (procedure: Procedure, stage: string): Permission[] =>
  procedure.withdraw?.from.includes(stage) ? [{ stage, actor: filerOf(procedure), command: 'withdraw' }] : [];

/** Who filed, as an actor of the case. */
export const filerOf = (procedure: Procedure): Actor =>
  procedure.filing.by === 'agency-staff' ? 'agency-staff' : 'applicant';

/**
 * Whether the person is that actor of the case. Separation of duties: whoever filed as an applicant decides
 * nothing on the case in another capacity, and an operator is no actor at all.
 */
export function isActor(actor: Actor, person: Person, kase: Case): boolean {
  const isApplicant = person.subject === kase.applicant.subject;
  if (actor === 'applicant') return isApplicant;
  if (has(person, 'operator')) return false;
  const ownAgency = person.agency === kase.agency.id;
  switch (actor) {
    case 'agency-staff':
      return (
        ownAgency && (has(person, 'agency-clerk') || has(person, 'agency-reviewer') || has(person, 'agency-principal'))
      );
    case 'agency':
      return ownAgency && !isApplicant && (has(person, 'agency-reviewer') || has(person, 'agency-principal'));
    case 'agency-principal':
      return ownAgency && !isApplicant && has(person, 'agency-principal');
    case 'municipal-regulator':
      return has(person, 'regulator') && person.district === undefined && !isApplicant;
    case 'same-level-regulator':
      return has(person, 'regulator') && person.district === kase.agency.district && !isApplicant;
    case 'government':
      return has(person, 'government') && !isApplicant;
    case 'expert':
      return has(person, 'expert') && !isApplicant;
    default:
      return actor satisfies never;
  }
}

/** What the person may command anywhere in the procedure, in this case. */
export const permissionsFor = (person: Person, kase: Case, procedure: Procedure): Permission[] =>
  permissionsOf(procedure).filter(({ actor }) => isActor(actor, person, kase));

/** Who may see the case: its parties, its regulators, the municipal regulator, auditors. */
export function maySee(person: Person, kase: Case): boolean {
  if (person.subject === kase.applicant.subject || has(person, 'auditor')) return true;
  if (has(person, 'operator')) return false;
  if (person.agency !== undefined && person.agency === kase.agency.id) return true;
  return has(person, 'regulator') && (person.district === undefined || person.district === kase.agency.district);
}
