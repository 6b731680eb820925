import { has, type Person } from '../../domain/access/caller.ts';
import { isOfficial } from '../../domain/catalog/visibility.ts';
import { defined } from '../../domain/defined.ts';
import {
  currentPolicy,
  type Organisation,
  organisationOf,
  procedureOf,
  regulatedDistrict,
} from '../../domain/policy/policy.ts';
import { type Fault, Refusal } from '../../domain/refusal.ts';
import type { Handlers } from '../http.ts';
import { signedIn } from '../middleware/signed-in.ts';
import type { Platform } from '../platform.ts';
import type { organisation, ResponsiblePersons } from '../routes/organisation.ts';
import { awaitedElsewhere, fulfil } from '../stores/fulfilling.ts';

export const organisationHandlers = (p: Platform): Handlers<typeof organisation> => ({
  agencies: async ({ language }) => ({
    status: 200,
    headers: { 'Cache-Control': 'public, max-age=300' },
    body: {
      agencies: p.city.organisations.map(({ id, title, kind, district, department, byReference }) => ({
        id,
        title: title[language],
        kind: kind ?? 'department',
        regulatedBy: regulatedDistrict(p.city, district) ?? 'municipal',
        ...defined({ district, department, byReference }),
      })),
      districts: p.city.districts.map(({ id, title, kind, regulator }) => ({
        id,
        title: title[language],
        kind: kind ?? 'district',
        ownRegulator: regulator !== false,
      })),
    },
  }),

  readPersons: async ({ params, caller }) => {
    const unit = organisationOf(p.city, params.agency);
    if (!isOfficial(caller, { publisher: unit.id, district: unit.district })) throw notFor(unit);
    return { status: 200, body: await registerOf(p, unit) };
  },

  keepPersons: async ({ params, body, caller }) => {
    const unit = organisationOf(p.city, params.agency);
    const person = signedIn(caller);
    refuseUnlessPrincipal(person, unit, clauseOf(p));
    refuseUnlessNamed(p, body);
    const confirmedAt = p.now();
    await p.cases.keepPersons(unit.id, { ...body, confirmedAt });
    await confirmed(p, unit);
    p.log({ event: 'responsible-persons-kept', agency: unit.id, persons: body.persons.length });
    return { status: 200, body: await registerOf(p, unit) };
  },
});

const clauseOf = ({ city }: Platform): string => procedureOf(currentPolicy(city), 'responsible-persons').clause;

async function registerOf(p: Platform, { id }: Organisation) {
  const kept = await p.cases.personsOf(id);
  return {
    agency: id,
    persons: kept?.persons ?? [],
    clause: clauseOf(p),
    ...defined({ confirmedAt: kept?.confirmedAt }),
  };
}

/** What is the principal's can't be done by other staff (CQ-7). */
function refuseUnlessPrincipal(person: Person, { id, title }: Organisation, clause: string): void {
  if (has(person, 'agency-principal') && !has(person, 'operator') && person.agency === id) return;
  throw new Refusal('forbidden', {
    zh: `责任人由${title.zh}主要负责人确认(${clause})`,
    en: `its principal names the responsible persons of ${title.en} (${clause})`,
  });
}

function refuseUnlessNamed(p: Platform, { persons }: ResponsiblePersons): void {
  const steps = Object.values(procedureOf(currentPolicy(p.city), 'responsible-persons').steps);
  const asked = steps.flatMap((step) => (step.kind === 'stage' ? (step.fulfilment?.names ?? []) : []));
  const faults: Fault[] = asked
    .filter((role) => !persons.some((each) => each.role === role))
    .map((role) => ({
      pointer: '/persons',
      detail: { zh: `应当明确“${role}”(${clauseOf(p)})`, en: `a "${role}" must be named (${clauseOf(p)})` },
    }));
  if (faults.length === 0) return;
  throw new Refusal('invalid-request', { zh: '责任人不齐全', en: 'somebody is missing in the register' }, { faults });
}

/** The yearly confirmation that is asked for has been given. */
async function confirmed(p: Platform, { id }: Organisation): Promise<void> {
  const listed = await p.cases.listed('open#regulator:municipal');
  const asked = listed.filter(({ procedure }) => procedure === 'responsible-persons').map((each) => each.id);
  for (const kase of await p.cases.snapshots(asked)) {
    if (kase.agency?.id === id && awaitedElsewhere(p, kase)?.by === 'responsible-persons') await fulfil(p, kase);
  }
}

const notFor = ({ title }: Organisation): Refusal =>
  new Refusal('forbidden', {
    zh: `${title.zh}的责任人信息只向本单位、其主管部门和审计人员提供`,
    en: `the responsible persons of ${title.en} are shown to its staff, its regulators and auditors`,
  });
