import { Person } from '../../../domain/access/caller.ts';
import { genesis } from '../../../domain/audit/chain.ts';
import { type Instant, instantOf, millisOf, startOfDay } from '../../../domain/calendar/dates.ts';
import type { Case } from '../../../domain/case/case.ts';
import { clocksOnArrival } from '../../../domain/case/move.ts';
import { receive } from '../../../domain/case/receive.ts';
import { hasLapsed } from '../../../domain/case/tick.ts';
import {
  type Organisation,
  Organisation as OrganisationSchema,
  type Policy,
  procedureOf,
} from '../../../domain/policy/policy.ts';
import { filersOf, type Opening, type Stage } from '../../../domain/policy/procedure.ts';
import type { Actor, CommandName } from '../../../domain/policy/words.ts';
import { record } from '../../../functions/stores/cases.ts';
import type { Beginning, Stop } from '../../../local/city/course.ts';
import { CaseStory } from '../../builders/case.ts';

// A case that people file and decide by the rules of domain/case, each command on its day.

const roles = ['agency-clerk', 'agency-reviewer', 'agency-principal'];
const person = (subject: string, more: object): Person =>
  Person.parse({ kind: 'person', subject, name: subject, roles: [], realName: 'person', dishonest: false, ...more });

/** A unit that opens so. */
const unit = (id: string, { level, unit: kind }: Partial<Opening> = {}): Organisation =>
  OrganisationSchema.parse({
    id,
    title: { zh: id, en: id },
    ...(level === 'district' ? { district: 'a-district' } : {}),
    ...(kind === 'regulator' ? { regulator: true } : {}),
    ...(kind === 'public-service' ? { kind } : {}),
    ...(kind === 'led-by-department' ? { department: 'a-department' } : {}),
  });

/** Everybody who could be that actor, of either level. */
function whoIs(actor: Actor, filer: Person): Person[] {
  const levels = (role: string) => [{}, { district: 'a-district' }].map((at) => person(role, { roles: [role], ...at }));
  if (actor === 'applicant') return [filer];
  if (actor === 'respondent') return [person('a-user', {})];
  if (actor === 'expert') return [person('expert', { roles: ['expert'] })];
  if (actor.endsWith('regulator')) return levels('regulator');
  if (actor.endsWith('government')) return levels('government');
  const agency = actor === 'department' ? 'a-department' : actor.startsWith('counterpart') ? 'other-unit' : 'a-unit';
  return [person(`principal-of-${agency}`, { roles, agency })];
}

/** What any decision may have to bring. */
const brought: Readonly<Record<string, unknown>> = {
  basis: '《数据安全法》',
  agency: 'a-unit',
  datasetId: 'air',
  source: 'a-unit',
  days: 3,
  answer: { mode: '下载', time: '即日', requirements: '仅限本单位' },
  informed: ['网信部门', '公安机关', '区委网信办', '区数据管理服务中心'],
  notice: { title: '警示', text: '请更换密码' },
};

/** The case as it stands after it was led the same way on the same days. */
export function ledTo(stop: Stop, policy: Policy, beginning: Beginning, opening: Opening): Case {
  const procedure = procedureOf(policy, beginning.procedure);
  const filer = filerOf(procedure);
  const { from, calendar, kind } = beginning;
  const filing = {
    procedure: beginning.procedure,
    agency: unit('a-unit', opening),
    counterpart: unit('other-unit'),
    respondent: 'a-user',
    eventOn: from,
    due: { from, on: from },
    ...(kind === undefined ? {} : { kind }),
    content: null,
  };
  const now = startOfDay(from);
  const ruling = receive(filing, filer ?? 'platform', policy, now);
  const first = record({ seq: 0, hash: genesis }, { ruling, now, salt: '0'.repeat(32) });
  let story = new CaseStory([first], { procedure, calendar });
  for (const { by, from: id, on } of stop.way) {
    const at = startOfDay(on);
    if (by === 'effect') {
      story = story.effected(at);
      continue;
    }
    if (by === 'lapse') {
      story = lapsed(story, at);
      continue;
    }
    const stage = procedure.steps[id];
    if (stage?.kind !== 'stage' || by === 'fulfilment') throw new Error(`${by} leads on from ${id}`);
    story = decided(story, by, stage, (given, said) => {
      const actors = stage.decisions[by]?.by ?? stage.by;
      const tried = actors.flatMap((actor) => whoIs(actor, filer ?? person('nobody', {})));
      return attempt(tried, (each) => given.given(said, each, at));
    });
  }
  return story.kase;
}

/** The platform leads it on at the first instant at which it may. */
function lapsed({ kase, recorded, rules }: CaseStory, now: Instant): CaseStory {
  const over = (at: Instant) => kase.clocks.find((clock) => hasLapsed(clock, rules.calendar, at));
  const clock = over(now);
  const to = clock?.rule.lapsesTo;
  if (to === undefined || clock === undefined || over(instantOf(millisOf(now) - 1)) !== undefined)
    throw new Error(`nothing lapses at ${now}`);
  const { clause } = clock;
  const { opened, ended } = clocksOnArrival(kase, rules.procedure, to, now);
  const clocks = { opened, ended: [...new Set([...ended, clause])] };
  const body = { type: 'moved', stage: kase.stands, why: 'lapsed', clause, to, clocks } as const;
  const ruling = { body, by: { role: 'platform' as const }, subject: 'platform' };
  return new CaseStory([...recorded, record(kase, { ruling, now, salt: '1'.repeat(32) })], rules);
}

type Said = { command: CommandName } & { readonly [field: string]: unknown };

/** Where all must act, each in turn until the case goes on. */
function decided(
  story: CaseStory,
  command: CommandName,
  stage: Stage,
  give: (story: CaseStory, said: Said) => CaseStory,
): CaseStory {
  const carries = (stage.decisions[command]?.carries ?? []).map((name) => [name, brought[name]] as const);
  const said = { command, ...(command === 'sign' ? {} : { reason: '理由' }), ...Object.fromEntries(carries) };
  const stands = story.kase.stands;
  let next = story;
  for (const _ of stage.by) if (next.kase.stands === stands) next = give(next, said);
  return next;
}

/** By the first who may. */
function attempt<Result>(people: readonly Person[], act: (person: Person) => Result): Result {
  const refused: unknown[] = [];
  for (const each of people) {
    try {
      return act(each);
    } catch (refusal) {
      refused.push(refusal);
    }
  }
  throw refused[0];
}

function filerOf(procedure: ReturnType<typeof procedureOf>): Person | undefined {
  switch (filersOf(procedure)[0]) {
    case 'platform':
      return undefined;
    case 'registered':
    case 'real-name':
      return person('filer', {});
    case 'agency-staff':
      return person('filer', { roles: ['agency-clerk'], agency: 'a-unit' });
    case 'other-unit':
      return person('filer', { roles: ['agency-clerk'], agency: 'other-unit' });
    case 'municipal-regulator':
    case 'same-level-regulator':
      return person('filer', { roles: ['regulator'] });
    default:
      return person('filer', { roles: [filersOf(procedure)[0]] });
  }
}
