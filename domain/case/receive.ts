import { has, type Person } from '../access/caller.ts';
import type { Instant, LocalDate } from '../calendar/dates.ts';
import { defined } from '../defined.ts';
import type { DatasetId, DistrictId, GrantId } from '../ids.ts';
import type { Organisation, Policy } from '../policy/policy.ts';
import { procedureOf } from '../policy/policy.ts';
import { type Filer, filersOf, type Opening, type Procedure } from '../policy/procedure.ts';
import type { ProcedureName } from '../policy/words.ts';
import { Refusal, type Text } from '../refusal.ts';
import type { Ruling } from './decide.ts';
import type { By, Unit } from './event.ts';
import { clocksOnReceipt, type Said } from './move.ts';

export interface Filing {
  procedure: ProcedureName;
  /** What it is about, if it is about a dataset or a grant. */
  datasetId?: DatasetId;
  grantId?: GrantId;
  /** The unit whose matter it is, where that is known. */
  agency?: Organisation;
  /** The other unit of a matter between two. */
  counterpart?: Organisation;
  /** Whose regulator looks after it, where no unit says so. */
  district?: DistrictId;
  /** Whose use is in question; kept beside the chain. */
  respondent?: string;
  /** What kind of filing it is, where the procedure opens differently by kind. */
  kind?: string;
  /** Days that the filing sets, and the day of the event that obliged to file, where a rule asks for them. */
  days?: number;
  eventOn?: LocalDate;
  /** Whether the period that the filing had to keep was lengthened before. */
  eventExtended?: boolean;
  /** By what day it is to be done and counted from what day, where a rule leaves both to the filing. */
  due?: { from: LocalDate; on: LocalDate };
  content: unknown;
}

/** Who files: a person, or the platform for a duty that recurs by itself. */
export type FiledBy = Person | 'platform';

/** Receives a filing: the event with which its case begins, or a refusal of whoever may not file it. */
export function receive(filing: Filing, filer: FiledBy, policy: Policy, now: Instant): Ruling {
  const procedure = procedureOf(policy, filing.procedure);
  const role = entitled(procedure, filing, filer);
  const to = openingStep(procedure, filing);
  const { days, due, eventOn, eventExtended, kind } = filing;
  const said: Said = { days, due, eventOn, eventExtended, kind };
  return {
    body: {
      type: 'received',
      procedure: filing.procedure,
      policyVersion: policy.version,
      to,
      ...defined({
        datasetId: filing.datasetId,
        grantId: filing.grantId,
        kind: filing.kind,
        agency: filing.agency && unitOf(filing.agency),
        counterpart: filing.counterpart && unitOf(filing.counterpart),
        district: filing.district,
      }),
      clocks: clocksOnReceipt(procedure, to, now, said),
    },
    by: role.startsWith('agency-') && filing.agency !== undefined ? { role, agency: filing.agency.id } : { role },
    subject: filer === 'platform' ? 'platform' : filer.subject,
    ...defined({ respondent: filing.respondent }),
    content: filing.content,
  };
}

export const unitOf = ({ id, district, department }: Organisation): Unit => ({
  id,
  ...defined({ district, department }),
});

type Circumstances = Pick<Filing, 'kind' | 'agency' | 'district'>;

/** The step at which a filing opens: the first opening whose conditions all hold. */
export function openingStep(procedure: Procedure, filing: Circumstances): string {
  const opening = procedure.opens.find((each) => fits(each, filing));
  if (opening !== undefined) return opening.at;
  const kinds = procedure.opens.flatMap(({ kinds = [] }) => kinds);
  const detail = { zh: `应为以下之一:${kinds.join('、')}`, en: `must be ${kinds.join(' or ')}` };
  throw new Refusal(
    'invalid-request',
    { zh: `没有“${filing.kind}”这一类`, en: `there is no kind "${filing.kind}"` },
    { faults: [{ pointer: '/kind', detail }] },
  );
}

function fits({ kinds, level, unit }: Opening, { kind, agency, district }: Circumstances): boolean {
  const levelOf = (agency?.district ?? district) === undefined ? 'municipal' : 'district';
  return (
    (kinds === undefined || (kind !== undefined && kinds.includes(kind))) &&
    (level === undefined || level === levelOf) &&
    (unit === undefined || isUnit[unit](agency))
  );
}

const isUnit: Readonly<Record<NonNullable<Opening['unit']>, (agency: Organisation | undefined) => boolean>> = {
  regulator: (agency) => agency?.regulator === true,
  'led-by-department': (agency) => agency?.department !== undefined,
  'public-service': (agency) => agency?.kind === 'public-service',
};

/** Whether such a filing suspends the opening before anything is verified. */
export function suspendsAtOnce(procedure: Procedure, filing: Circumstances): boolean {
  const step = procedure.steps[openingStep(procedure, filing)];
  return step?.kind === 'effect' && step.does === 'suspend-opening';
}

/** In what capacity it is filed; a refusal naming the rule where the filer may not file it. */
function entitled(procedure: Procedure, filing: Filing, filer: FiledBy): By['role'] {
  const { clause, refusesDishonest } = procedure.filing;
  const filers = filersOf(procedure);
  if (filer === 'platform') {
    if (filers.includes('platform')) return 'platform';
    throw new Error(`the platform doesn't file ${filing.procedure} (${clause})`);
  }
  const as = filers.find((each) => isFiler(each, filer, filing));
  if (as === undefined) throw notEntitled(filers, filing, clause);
  if (refusesDishonest === true && filer.dishonest) {
    throw new Refusal('dishonesty-listed', {
      zh: `列入失信名单的主体不能申请(${clause})`,
      en: `whoever is on a dishonesty list can not apply (${clause})`,
    });
  }
  if (as === 'agency-staff') return filer.roles.find((role) => role.startsWith('agency-')) ?? 'agency-clerk';
  if (as.endsWith('regulator')) return 'regulator';
  return as === 'government' || as === 'expert' ? as : 'applicant';
}

function isFiler(as: Filer, person: Person, { agency, district }: Filing): boolean {
  const staff = (['agency-clerk', 'agency-reviewer', 'agency-principal'] as const).some((role) => has(person, role));
  switch (as) {
    case 'registered':
      return true;
    case 'real-name':
      return person.realName !== 'none';
    case 'agency-staff':
      return staff && person.agency !== undefined && person.agency === agency?.id;
    case 'other-unit':
      return staff && person.agency !== undefined && person.agency !== agency?.id;
    case 'municipal-regulator':
      return has(person, 'regulator') && person.district === undefined;
    case 'same-level-regulator':
      return has(person, 'regulator') && person.district === (agency?.district ?? district);
    case 'government':
    case 'expert':
    case 'operator':
      return has(person, as);
    case 'platform':
      return false;
    default:
      return as satisfies never;
  }
}

function notEntitled(filers: readonly Filer[], { agency }: Filing, clause: string): Refusal {
  if (filers.includes('real-name')) {
    return new Refusal('real-name-required', {
      zh: `请先完成实名认证(${clause})`,
      en: `please authenticate by your real name first (${clause})`,
    });
  }
  const unit = agency?.title ?? { zh: '本单位', en: 'the unit' };
  const named = filers.map((filer) => namesOf[filer](unit));
  return new Refusal('forbidden', {
    zh: `只有${named.map(({ zh }) => zh).join('、')}可以提交(${clause})`,
    en: `only ${named.map(({ en }) => en).join(' or ')} may file this (${clause})`,
  });
}

const namesOf: Readonly<Record<Filer, (unit: Text) => Text>> = {
  registered: () => ({ zh: '注册用户', en: 'registered users' }),
  'real-name': () => ({ zh: '实名用户', en: 'users known by their real name' }),
  'agency-staff': ({ zh, en }) => ({ zh: `${zh}的工作人员`, en: `staff of ${en}` }),
  'other-unit': ({ zh, en }) => ({ zh: `${zh}以外单位的工作人员`, en: `staff of units other than ${en}` }),
  'municipal-regulator': () => ({ zh: '市主管部门', en: 'the municipal regulator' }),
  'same-level-regulator': () => ({ zh: '同级主管部门', en: 'the regulator of its level' }),
  government: () => ({ zh: '本级政府', en: 'the government' }),
  expert: () => ({ zh: '专家委员会成员', en: 'members of the expert committee' }),
  operator: () => ({ zh: '平台运行管理机构', en: 'the operator' }),
  platform: () => ({ zh: '平台', en: 'the platform' }),
};
