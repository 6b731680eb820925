import { has, type Person } from '../access/caller.ts';
import type { Instant } from '../calendar/dates.ts';
import type { DatasetId } from '../ids.ts';
import type { Policy } from '../policy/policy.ts';
import { type Organisation, procedureOf } from '../policy/policy.ts';
import type { Procedure } from '../policy/procedure.ts';
import type { ProcedureName } from '../policy/words.ts';
import { Refusal } from '../refusal.ts';
import type { Ruling } from './decide.ts';
import { clocksOnReceipt } from './move.ts';

export interface Filing {
  procedure: ProcedureName;
  datasetId: DatasetId;
  agency: Organisation;
  /** What kind of filing it is, where the procedure opens differently by kind. */
  kind?: string;
  content: unknown;
}

/** Receives a filing: the event with which its case begins, or a refusal of whoever may not file it. */
export function receive(filing: Filing, person: Person, policy: Policy, now: Instant): Ruling {
  const procedure = procedureOf(policy, filing.procedure);
  refuseUnlessEntitled(procedure, filing, person);
  const to = openingStep(procedure, filing.kind);
  const { id, district } = filing.agency;
  return {
    body: {
      type: 'received',
      procedure: filing.procedure,
      policyVersion: policy.version,
      datasetId: filing.datasetId,
      ...(filing.kind === undefined ? {} : { kind: filing.kind }),
      agency: district === undefined ? { id } : { id, district },
      to,
      clocks: clocksOnReceipt(procedure, to, now),
    },
    by:
      procedure.filing.by === 'agency-staff'
        ? { role: person.roles.find((role) => role.startsWith('agency-')) ?? 'agency-clerk', agency: id }
        : { role: 'applicant' },
    subject: person.subject,
    content: filing.content,
  };
}

/** The step at which a filing of that kind opens. */
export function openingStep(procedure: Procedure, kind: string | undefined): string {
  const opening = procedure.opens.find(
    ({ kinds }) => kinds === undefined || (kind !== undefined && kinds.includes(kind)),
  );
  if (opening !== undefined) return opening.at;
  throw new Refusal('invalid-request', { zh: `没有“${kind}”这一类`, en: `there is no kind "${kind}"` });
}

/** Whether a filing of that kind suspends the opening before anything is verified. */
export function suspendsAtOnce(procedure: Procedure, kind: string | undefined): boolean {
  const step = procedure.steps[openingStep(procedure, kind)];
  return step?.kind === 'effect' && step.does === 'suspend-opening';
}

function refuseUnlessEntitled({ filing: rule }: Procedure, { agency }: Filing, person: Person): void {
  const staff = (['agency-clerk', 'agency-reviewer', 'agency-principal'] as const).some((role) => has(person, role));
  if (rule.by === 'agency-staff' && !(staff && person.agency === agency.id)) {
    throw new Refusal('forbidden', {
      zh: `只有${agency.title.zh}的工作人员可以提交(${rule.clause})`,
      en: `only staff of ${agency.title.en} may file this (${rule.clause})`,
    });
  }
  if (rule.by === 'other-unit' && !(staff && person.agency !== undefined && person.agency !== agency.id)) {
    throw new Refusal('forbidden', {
      zh: `只有${agency.title.zh}以外单位的工作人员可以提交(${rule.clause})`,
      en: `only staff of units other than ${agency.title.en} may file this (${rule.clause})`,
    });
  }
  if (rule.by === 'real-name' && person.realName === 'none') {
    throw new Refusal('real-name-required', {
      zh: `请先完成实名认证(${rule.clause})`,
      en: `please authenticate by your real name first (${rule.clause})`,
    });
  }
  if (rule.refusesDishonest === true && person.dishonest) {
    throw new Refusal('dishonesty-listed', {
      zh: `列入失信名单的主体不能申请(${rule.clause})`,
      en: `whoever is on a dishonesty list can not apply (${rule.clause})`,
    });
  }
}
