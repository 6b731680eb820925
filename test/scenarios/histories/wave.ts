import fc from 'fast-check';
import { qingdao } from '../../../cities/qingdao.ts';
import { year2025 } from '../../../domain/calendar/years/2025.ts';
import { currentPolicy } from '../../../domain/policy/policy.ts';
import type { HostProcess, Reply } from '../../builders/host.ts';
import { anApplication, answered, type CaseView, type Deadline, get, give, post, seen } from '../acting.ts';

/** One act of a wave: of one of its cases, or of the world that they share. */
export type Act =
  | { do: 'advance'; minutes: number }
  | { do: 'until-due'; of: number; seconds: number }
  | { do: 'decide'; of: number; pick: number }
  | { do: 'race'; of: number; pick: number; other: number }
  | { do: 'withdraw'; of: number }
  | { do: 'withdraw-against'; of: number; pick: number }
  | { do: 'calendar'; day: number }
  | { do: 'lose-rings'; times: number }
  | { do: 'fail-writes'; times: number; action: 'fail' | 'drop'; afterCommit: boolean }
  | { do: 'kill'; of: number; pick: number };

/** How many cases live in one wave, on one clock. */
export const CASES = 20;

const of = fc.nat(CASES - 1);
const pick = fc.nat(7);
const some = <Name extends Act['do'], Rest extends object>(
  name: Name,
  rest: { [K in keyof Rest]: fc.Arbitrary<Rest[K]> },
) =>
  fc.record({ do: fc.constant(name), ...rest } as {
    do: fc.Arbitrary<Name>;
  } & typeof rest) as unknown as fc.Arbitrary<Act>;

// The SDK asks three times: three dropped calls lose a ring.
const acts = fc.oneof(
  { weight: 8, arbitrary: some('advance', { minutes: fc.integer({ min: 1, max: 36 * 60 }) }) },
  { weight: 4, arbitrary: some('until-due', { of, seconds: fc.integer({ min: -2, max: 2 }) }) },
  { weight: 40, arbitrary: some('decide', { of, pick }) },
  { weight: 12, arbitrary: some('race', { of, pick, other: pick }) },
  { weight: 4, arbitrary: some('withdraw', { of }) },
  { weight: 6, arbitrary: some('withdraw-against', { of, pick }) },
  { weight: 2, arbitrary: some('calendar', { day: fc.integer({ min: 0, max: 14 }) }) },
  { weight: 4, arbitrary: some('lose-rings', { times: fc.constantFrom(1, 3, 6) }) },
  {
    weight: 2,
    arbitrary: some('fail-writes', {
      times: fc.integer({ min: 1, max: 4 }),
      action: fc.constantFrom<'fail' | 'drop'>('fail', 'drop'),
      afterCommit: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: some('kill', { of, pick }) },
);
export const waves = fc.array(acts, { minLength: 30, maxLength: 70 });

/** A case of a wave: who filed it, and what of its commands was answered. */
export interface Life {
  id: string;
  procedure: 'application' | 'objection' | 'publication';
  filer: string;
  /** Commands that were carried out for certain, and those whose answer was lost. */
  given: number;
  unknown: number;
  raced: boolean;
  killed: boolean;
  newCalendar: boolean;
}

/** What the cases of all waves are about. */
export interface Grounds {
  /** Open on condition. */
  conditional: string;
  open: string;
  /** Ready to be submitted, one for each publication of a wave. */
  ready: readonly string[];
}

const OBJECTORS = [
  'citizen',
  'resident',
  'company',
  'blacklisted',
  'expert',
  'auditor',
  'government',
  'district-government',
  'other-agency-clerk',
  'other-agency-reviewer',
];

/** The cases of a wave live on one host, on one clock, through its acts. */
export class Wave {
  readonly host: HostProcess;
  readonly lives: Life[] = [];
  readonly #grounds: Grounds;
  readonly #extraHolidays: Set<string>;

  constructor(host: HostProcess, grounds: Grounds, extraHolidays: Set<string>) {
    this.host = host;
    this.#grounds = grounds;
    this.#extraHolidays = extraHolidays;
  }

  /** Files them all. */
  async begin(): Promise<void> {
    const { conditional, open, ready } = this.#grounds;
    // One person has one objection open about a dataset; what objections do to it is no matter of the applications.
    const objectors = [...OBJECTORS];
    const object = (kind: string) =>
      this.#file('objection', '/v1/objections', objectors.shift() ?? 'citizen', {
        datasetId: open,
        kind,
        statement: '异议',
      });
    for (let n = 0; n < CASES; n++) {
      if (n < ready.length)
        await this.#file('publication', '/v1/publications', 'agency-clerk', { datasetId: ready[n] });
      else if (n % 4 === 0) await object('error');
      else if (n % 4 === 1) await object('infringement');
      else
        await this.#file(
          'application',
          '/v1/applications',
          n % 4 === 2 ? 'company' : 'resident',
          anApplication(conditional),
        );
    }
  }

  async #file(procedure: Life['procedure'], path: string, filer: string, body: object): Promise<void> {
    const { id } = await post<CaseView>(this.host, path, { as: filer, body });
    this.lives.push({ id, procedure, filer, given: 0, unknown: 0, raced: false, killed: false, newCalendar: false });
  }

  async perform(act: Act): Promise<void> {
    const { host } = this;
    switch (act.do) {
      case 'advance':
        return void (await host.advance(`PT${act.minutes}M`));
      case 'until-due':
        return this.#untilDue(this.#life(act.of), act.seconds);
      case 'decide':
        return this.#decide(this.#life(act.of), act.pick);
      case 'race': {
        const life = this.#life(act.of);
        life.raced = true;
        await Promise.all([this.#decide(life, act.pick), this.#decide(life, act.other)]);
        return;
      }
      case 'withdraw':
        return this.withdraw(this.#life(act.of));
      case 'withdraw-against': {
        const life = this.#life(act.of);
        life.raced = true;
        await Promise.all([this.withdraw(life), this.#decide(life, act.pick)]);
        return;
      }
      case 'calendar':
        return this.#turnDay(act.day);
      case 'lose-rings':
        return this.#order({ service: 'states', operation: 'SendTaskSuccess', action: 'drop', times: act.times });
      case 'fail-writes': {
        const { do: _, ...fault } = act;
        return this.#order({ service: 'dynamodb', operation: 'TransactWriteItems', ...fault });
      }
      case 'kill':
        return this.#kill(this.#life(act.of), act.pick);
      default:
        act satisfies never;
    }
  }

  withdraw(life: Life): Promise<void> {
    return this.#give(life, life.filer, { command: 'withdraw' });
  }

  /** Gives a command; a refusal is an answer, a fault of the platform or of the line leaves it unknown. */
  async #give(life: Life, as: string, command: object): Promise<void> {
    let reply: Reply<unknown>;
    try {
      reply = await give(this.host, life.id, as, command);
    } catch {
      life.unknown += 1;
      return;
    }
    if (reply.status === 200) life.given += 1;
    else if (reply.status >= 500) life.unknown += 1;
    else if (![400, 403, 409].includes(reply.status)) throw new Error(`${reply.status}: ${JSON.stringify(reply.body)}`);
  }

  /** One of the decisions that the policy offers where the case stands, by whoever may make it. */
  async #decide(life: Life, choice: number): Promise<void> {
    const kase = await seen(this.host, life.id).catch(() => undefined);
    const step = currentPolicy(qingdao).procedures[life.procedure]?.steps[kase?.stage ?? ''];
    if (step?.kind !== 'stage') return;
    const offered = Object.keys(step.decisions).flatMap((command) => step.by.map((actor) => [command, actor] as const));
    const [command, actor] = offered[choice % offered.length] ?? [];
    if (command === undefined || actor === undefined) return;
    const as = actor === 'applicant' ? life.filer : (staff[actor] ?? 'regulator');
    await this.#give(life, as, { command, reason: '理由' });
  }

  async #untilDue({ id }: Life, seconds: number): Promise<void> {
    const due = (await seen(this.host, id)).deadlines.find(({ endedAt }: Deadline) => endedAt === undefined)?.dueAt;
    const { now } = await get<{ now: string }>(this.host, '/local/clock');
    if (due === undefined) return;
    const target = new Date(Date.parse(due) + seconds * 1000).toISOString();
    if (target > now) await this.host.moveTo(target);
  }

  /** A day from today on becomes a day off, or what it was before; published by two persons. */
  async #turnDay(offset: number): Promise<void> {
    const { now } = await get<{ now: string }>(this.host, '/local/clock');
    const date = new Date(Date.parse(now) + (offset * 24 + 8) * 3600_000).toISOString().slice(0, 10);
    if (this.#extraHolidays.has(date)) this.#extraHolidays.delete(date);
    else if (!named.has(date) && date.startsWith('2025')) this.#extraHolidays.add(date);
    const holidays = [
      ...year2025.holidays,
      ...[...this.#extraHolidays].map((day) => ({ date: day, name: '临时放假' })),
    ];
    const { year: _, ...notice } = { ...year2025, holidays };
    await eventually(() => this.host.call('POST', '/v1/calendar/2025', { as: 'operator', body: notice }), 201);
    await eventually(() => this.host.call('POST', '/v1/calendar/2025/confirm', { as: 'regulator', body: {} }), 200);
    for (const life of this.lives) life.newCalendar = true;
  }

  async #order(fault: object): Promise<void> {
    await answered(this.host.call('POST', '/local/faults', { body: fault }));
  }

  /** The power goes while a command and a move of the clock are under way. */
  async #kill(life: Life, choice: number): Promise<void> {
    for (const each of this.lives) each.killed = true;
    const acting = Promise.allSettled([this.#decide(life, choice), this.host.advance('PT3H')]);
    await this.host.kill9();
    await acting;
    await this.host.restart();
  }

  #life(n: number): Life {
    const life = this.lives[n];
    if (life === undefined) throw new Error(`there is no case ${n}`);
    return life;
  }
}

const staff: { readonly [actor: string]: string } = { agency: 'agency-reviewer', 'agency-staff': 'agency-clerk' };
const named = new Set([...year2025.holidays, ...year2025.makeUpDays].map(({ date }) => date as string));

/** Asks again while ordered faults strike. */
export async function eventually(ask: () => Promise<Reply<unknown>>, status: number): Promise<void> {
  for (let asked = 1; ; asked++) {
    const reply = await ask();
    if (reply.status === status) return;
    if (reply.status < 500 || asked === 10) throw new Error(`${reply.status}: ${JSON.stringify(reply.body)}`);
  }
}
