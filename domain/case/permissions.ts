import { has, type Person } from '../access/caller.ts';
import { filersOf, type Procedure, type Stage } from '../policy/procedure.ts';
import { type Actor, type CommandName, commandNames } from '../policy/words.ts';
import { commonDistrict, hasLeft } from './boxes.ts';
import type { Case } from './case.ts';
import { respondingUnit } from './respondent.ts';

/** A command that an actor has at a stage. */
export interface Permission {
  stage: string;
  actor: Actor;
  command: CommandName;
}

/** The whole table of a procedure: actor × stage → command. What isn't in it is refused. */
export function permissionsOf(procedure: Procedure): Permission[] {
  return Object.entries(procedure.steps).flatMap(([id, step]) =>
    step.kind === 'stage'
      ? [...stagePermissions(id, step), ...withdrawals(procedure, id), ...referrals(procedure, id)]
      : [],
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
  const extensions = step.within.flatMap((rule): Permission[] =>
    // What the filing itself had to keep is over.
    rule.unit === 'date' || rule.from === 'event' || rule.extension === undefined
      ? []
      : [
          { stage, actor: rule.extension.asks, command: 'request-extension' },
          { stage, actor: rule.extension.approves, command: 'grant-extension' },
          { stage, actor: rule.extension.approves, command: 'deny-extension' },
        ],
  );
  return [...decisions, ...supplements, ...extensions];
}

const withdrawals = (procedure: Procedure, stage: string): Permission[] =>
  procedure.withdraw?.from.includes(stage) ? [{ stage, actor: filerOf(procedure), command: 'withdraw' }] : [];

const referrals = ({ referral }: Procedure, stage: string): Permission[] =>
  referral === undefined
    ? []
    : [
        ...referral.by.map((actor) => ({ stage, actor, command: 'refer' as const })),
        { stage, actor: 'expert', command: 'advise' },
      ];

/** Who filed, as an actor of the case. */
export function filerOf(procedure: Procedure): Actor {
  const [filer] = filersOf(procedure);
  switch (filer) {
    case 'agency-staff':
    case 'municipal-regulator':
    case 'same-level-regulator':
    case 'government':
    case 'expert':
      return filer;
    default:
      return 'applicant';
  }
}

/**
 * Whether the person is that actor of the case. Separation of duties: whoever filed in a matter of its own decides
 * nothing on the case in another capacity, and an operator is no actor at all.
 */
export function isActor(actor: Actor, person: Person, kase: Case): boolean {
  const filed = person.subject === kase.applicant.subject;
  if (actor === 'applicant') return filed;
  if (has(person, 'operator')) return false;
  // An authority that took a matter up goes on with it.
  const interested = filed && !['regulator', 'government', 'expert'].includes(kase.filedAs);
  switch (actor) {
    case 'agency-staff':
      return isStaff(person) && isOf(person, kase.agency?.id);
    case 'agency':
      return !interested && decides(person) && isOf(person, kase.agency?.id);
    case 'agency-principal':
      return !interested && has(person, 'agency-principal') && isOf(person, kase.agency?.id);
    case 'department':
      return !interested && decides(person) && isOf(person, kase.agency?.department);
    case 'counterpart':
      return decides(person) && isOf(person, kase.counterpart?.id);
    case 'counterpart-principal':
      // A head who files for its own unit has approved that (ZW-20) by its own act.
      return has(person, 'agency-principal') && isOf(person, kase.counterpart?.id);
    case 'respondent':
      return person.subject === kase.respondent || (decides(person) && isOf(person, respondingUnit(kase.respondent)));
    case 'municipal-regulator':
      return has(person, 'regulator') && person.district === undefined && !interested;
    case 'same-level-regulator':
      return has(person, 'regulator') && person.district === kase.district && !interested;
    case 'government':
      return has(person, 'government') && person.district === kase.district && !interested;
    case 'common-regulator':
      return has(person, 'regulator') && person.district === commonDistrict(kase) && !interested;
    case 'common-government':
      return has(person, 'government') && person.district === commonDistrict(kase) && !interested;
    case 'expert':
      return has(person, 'expert') && !interested;
    default:
      return actor satisfies never;
  }
}

const isOf = (person: Person, unit: string | undefined): boolean => unit !== undefined && person.agency === unit;

const decides = (person: Person): boolean => has(person, 'agency-reviewer') || has(person, 'agency-principal');

const isStaff = (person: Person): boolean => has(person, 'agency-clerk') || decides(person);

/** What the person may command anywhere in the procedure, in this case. */
export const permissionsFor = (person: Person, kase: Case, procedure: Procedure): Permission[] =>
  permissionsOf(procedure).filter(({ actor }) => isActor(actor, person, kase));

/**
 * Who learns who filed a case that the person may see: where that is confidential, whoever filed it, its regulators and
 * auditors; nobody who belongs to the unit that it is about.
 */
export function mayKnowFiler(person: Person, kase: Case, { filing }: Procedure): boolean {
  if (filing.confidential !== true || person.subject === kase.applicant.subject) return true;
  return (has(person, 'regulator') || has(person, 'auditor')) && !isOf(person, kase.agency?.id);
}

/**
 * Who may see the case: its parties, its regulators, the municipal regulator, auditors; the
 * government and experts where the procedure gives them a part, and experts once they are asked.
 */
export function maySee(person: Person, kase: Case, procedure: Procedure): boolean {
  if (person.subject === kase.applicant.subject || person.subject === kase.respondent || has(person, 'auditor'))
    return true;
  if (has(person, 'operator')) return false;
  const { agency, counterpart, district } = kase;
  if (
    [counterpart?.id, respondingUnit(kase.respondent)].some((unit) => isOf(person, unit)) ||
    (hasLeft(kase, procedure) && [agency?.id, agency?.department].some((unit) => isOf(person, unit)))
  )
    return true;
  if (has(person, 'regulator') && (person.district === undefined || person.district === district)) return true;
  return (
    (kase.consulted === true && has(person, 'expert')) ||
    permissionsOf(procedure).some(
      ({ actor, command }) =>
        command !== 'advise' && (actor.endsWith('government') || actor === 'expert') && isActor(actor, person, kase),
    )
  );
}
