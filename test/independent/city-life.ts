import { type City, currentPolicy } from '../../domain/policy/policy.ts';
import { openClient } from '../../local/demo/client.ts';
import { published, streetsEntry, streetsOf } from '../../local/demo/streets.ts';
import type { Account } from '../../local/identity/personas.ts';
import type { HostProcess, Problem } from '../builders/host.ts';
import { type Form, type Matters, others, requests } from './city-forms.ts';

/** What is under way in a city whose people file one of everything that its regulation knows. */
export interface CityLife {
  matters: Matters;
  /** Who filed what. */
  cases: { id: string; as: Account; form: Form }[];
}

interface View {
  id: string;
  stage: string;
  state: string;
  grantId?: string;
  allowedCommands: { command: string }[];
}

/** Data that is shared, and a grant of each kind where the city gives such; then everything else is filed and left open. */
export async function begun(host: HostProcess, city: City): Promise<CityLife> {
  const { body } = await host.call<{ items: { id: string; openness: string }[] }>('GET', '/v1/datasets');
  const of = (openness: string) => body.items.find((each) => each.openness === openness)?.id ?? '';
  const matters: Matters = {
    open: of('unconditional'),
    conditional: of('conditional'),
    shared: await notOpen(host, city),
  };
  const asked = await filedAll(host, city, requests(matters));
  await lead(host, city, asked);
  const granted = new Map<string, string | undefined>();
  for (const { id, form } of asked) granted.set(form.procedure, (await host.settled<View>(id)).grantId);
  matters.grant = granted.get('application');
  matters.sharedGrant = granted.get('sharing-request');
  const rest = await filedAll(host, city, others(matters));
  const unfiled = unfiledIn(city, [...asked, ...rest]);
  if (unfiled.length > 0) throw new Error(`nobody has filed ${unfiled.join(', ')} in ${city.name}`);
  return { matters, cases: [...asked, ...rest] };
}

/** What people file there of which there is no case. */
function unfiledIn(city: City, cases: CityLife['cases']): string[] {
  const filed = new Set<string>(['publication', ...cases.map(({ form }) => form.procedure)]);
  return Object.entries(currentPolicy(city).procedures)
    .filter(([name, { filing }]) => filing.by !== 'platform' && !filed.has(name))
    .map(([name]) => name);
}

/** A dataset of the second unit that isn't open but shared on conditions. */
async function notOpen(host: HostProcess, city: City): Promise<string> {
  const entry = streetsEntry('区划调整台账', {
    openness: 'closed',
    openingModes: [],
    legalBasis: '示例:并无法律法规依据',
    sharing: {
      type: 'conditional',
      mode: 'interface',
      reason: '区划调整尚未公布',
      conditions: ['仅限履行职责'],
      basis: '示例:并无法律法规依据',
    },
  });
  const csv = streetsOf('cityCode', '5117');
  const id = await published(openClient(host.api), { clerk: 'other-agency-clerk', entry, csv, passedBy: [] });
  await lead(host, city, []);
  return id;
}

async function filedAll(host: HostProcess, city: City, forms: readonly Form[]): Promise<CityLife['cases']> {
  const { procedures } = currentPolicy(city);
  const cases: CityLife['cases'] = [];
  for (const form of forms.filter(({ procedure }) => procedure in procedures)) {
    for (const as of form.as) {
      const { status, body } = await host.call<View>('POST', form.path, { as, body: form.body });
      if (status !== 201) continue;
      cases.push({ id: body.id, as, form });
      break;
    }
  }
  return cases;
}

const deciders = [
  'agency-clerk',
  'agency-reviewer',
  'agency-principal',
  'other-agency-clerk',
  'other-agency-reviewer',
  'other-agency-principal',
  'regulator',
  'government',
  'expert',
] as const satisfies readonly Account[];
const filers = ['resident', 'company', 'agency-clerk', 'other-agency-clerk'] as const satisfies readonly Account[];

const mild = [
  'approve',
  'pass',
  'sign',
  'verify',
  'advise',
  'confirm-error',
  'resubmit',
  'restore',
  'close',
  'promote',
];
const stern = ['restrict', 'warn', 'confirm-infringement', 'take-down', 'end', 'close', 'appeal', 'refuse'];

/** Each case is led on by whomever it waits for, until it is closed or waits for nobody of them. */
export async function lead(host: HostProcess, city: City, cases: CityLife['cases']): Promise<void> {
  const sternly = new Set(cases.filter(({ form }) => form.stern).map(({ id }) => id));
  const leader: Leader = { host, brought: broughtIn(city), given: new Set() };
  for (let moved = true; moved; ) {
    moved = false;
    for (const [box, accounts] of [['inbox', deciders] as const, ['mine', filers] as const]) {
      for (const as of accounts) {
        for (const id of await openIn(host, box, as)) {
          const commands = sternly.has(id) ? [...stern, ...mild] : mild;
          moved = (await ledBy(leader, id, as, commands)) || moved;
        }
      }
    }
  }
}

interface Leader {
  host: HostProcess;
  /** What a command may have to bring. */
  brought: Readonly<Record<string, unknown>>;
  /** Nobody gives the same command twice at a stage, or cases would be sent back again and again. */
  given: Set<string>;
}

async function openIn(host: HostProcess, box: 'inbox' | 'mine', as: Account): Promise<string[]> {
  const path = `/v1/cases?box=${box}&state=open&pageSize=100`;
  const { body } = await host.call<{ items: { id: string }[] }>('GET', path, { as });
  return body.items.map(({ id }) => id);
}

/** Gives the first of the commands that is allowed and taken. */
async function ledBy(leader: Leader, id: string, as: Account, commands: readonly string[]): Promise<boolean> {
  const { host, given } = leader;
  await host.settled(id);
  const { status, body } = await host.call<View>('GET', `/v1/cases/${id}`, { as });
  if (status !== 200) return false;
  const allowed = new Set(body.allowedCommands.map(({ command }) => command));
  for (const command of commands.filter((each) => allowed.has(each))) {
    const act = [id, body.stage, as, command].join();
    if (given.has(act)) continue;
    given.add(act);
    if (await taken(leader, id, as, command)) return true;
  }
  return false;
}

/** The refusal names what is missing, and what has no place. */
async function taken({ host, brought }: Leader, id: string, as: Account, command: string): Promise<boolean> {
  let body: Record<string, unknown> = { command };
  for (let tried = 0; tried < 3; tried++) {
    const reply = await host.call<Problem>('POST', `/v1/cases/${id}/commands`, { as, body });
    if (reply.status < 300) return true;
    const named = (reply.body.errors ?? []).flatMap(({ pointer }) => pointer.split('/')[1] ?? []);
    const fields = named.filter((field) => field in brought);
    if (fields.length === 0) return false;
    const changed = fields.map((field) => [field, field in body ? undefined : brought[field]] as const);
    body = { ...body, ...Object.fromEntries(changed) };
  }
  return false;
}

function broughtIn({ organisations }: City): Leader['brought'] {
  const agency = organisations.find(({ district }) => district === undefined)?.id;
  return {
    reason: '已核实',
    reasons: ['已核实'],
    basis: '示例:并无法律法规依据',
    answer: { mode: '数据服务接口', time: '即日', requirements: '注明来源' },
    informed: ['网信部门', '公安机关', '区委网信办', '公安分局'],
    notice: { title: '警示', text: '请勿使用' },
    days: 3,
    statement: '补充说明',
    agency,
    source: agency,
  };
}
