import { z } from 'zod';
import { lastForeseenYear } from '../domain/calendar/statutory-holidays.ts';
import { complaint } from '../domain/complaint.ts';
import { Refusal } from '../domain/refusal.ts';
import { type Handlers, route } from '../functions/http.ts';
import type { Problem } from '../functions/middleware/problems.ts';
import { durationOf } from './duration.ts';
import type { ExecutionView } from './executions.ts';
import type { Faults } from './faults.ts';
import { accounts } from './identity/personas.ts';

/** The calls that exist on the laptop only stand under this path. */
export const LOCAL_PATH = '/local/';

const LocalEndpoints = z.object({ api: z.url(), portal: z.url(), storage: z.url(), issuer: z.url() });
export type LocalEndpoints = z.infer<typeof LocalEndpoints>;

const Account = z.enum(accounts);
const Moment = z.iso.datetime({ offset: true });
const Duration = z
  .string()
  .refine(
    (text) => durationOf(text) !== undefined,
    complaint(
      '应为周、日、时、分、秒的 ISO 8601 时长,如 P3D、PT12H',
      'is an ISO 8601 duration of weeks, days, hours, minutes and seconds, such as P3D or PT12H',
    ),
  );
const Move = z.union([z.strictObject({ to: Moment }), z.strictObject({ advance: Duration })]);
const Now = z.object({ now: Moment });
const FaultOrder = z.strictObject({
  service: z.enum(['dynamodb', 's3', 'states']),
  operation: z.string().min(1),
  action: z.enum(['fail', 'drop', 'delay']),
  times: z.int().positive().default(1),
  afterCommit: z.boolean().default(false),
});

const all = { access: 'anyone' } as const;
const text = (zh: string, en: string) => ({ summary: { zh, en } });

export const localRoutes = {
  endpoints: route({
    ...all,
    ...text('各处地址', 'Where everything is, once the samples are in'),
    method: 'GET',
    path: '/local/endpoints',
    answers: { 200: LocalEndpoints, 503: null },
  }),
  token: route({
    ...all,
    ...text('示例身份的令牌', 'An access token of a persona'),
    method: 'POST',
    path: '/local/token',
    body: z.strictObject({ account: Account }),
    answers: { 200: z.object({ accessToken: z.string() }) },
  }),
  clock: route({
    ...all,
    ...text('现在几点', 'What time it is'),
    method: 'GET',
    path: '/local/clock',
    answers: { 200: Now },
  }),
  moveClock: route({
    ...all,
    ...text('把时钟向前拨', 'Moves the clock forward through every timer that falls due'),
    method: 'POST',
    path: '/local/clock',
    body: Move,
    answers: { 200: Now },
  }),
  orderFault: route({
    ...all,
    ...text('预约故障', 'Makes the next matching calls fail'),
    method: 'POST',
    path: '/local/faults',
    body: FaultOrder,
    answers: { 200: FaultOrder },
  }),
  executions: route({
    ...all,
    ...text('办件的状态机执行', 'The executions of a case, with their state and history'),
    method: 'GET',
    path: '/local/executions',
    query: z.object({ caseId: z.string().min(1) }),
    answers: { 200: z.object({ items: z.array(z.looseObject({})) }) },
  }),
};

export interface LocalSettings {
  now: () => number;
  moveTo: (target: () => number) => Promise<void>;
  faults: Pick<Faults, 'order'>;
  /** Undefined until everything, the samples too, is in place. */
  endpoints: () => LocalEndpoints | undefined;
  tokenFor: (account: string) => Promise<string>;
  executionsOf: (caseId: string) => ExecutionView[];
}

/** They pass the same gateway and middleware as the API, with nobody to keep out. */
export const localHandlers = (on: LocalSettings): Handlers<typeof localRoutes> => ({
  endpoints: async () => {
    const endpoints = on.endpoints();
    if (endpoints !== undefined) return { status: 200, body: endpoints };
    return { status: 503, headers: { 'Content-Type': 'application/problem+json', 'Retry-After': '1' }, body: starting };
  },

  token: async ({ body: { account } }) => ({ status: 200, body: { accessToken: await on.tokenFor(account) } }),

  clock: async () => ({ status: 200, body: { now: iso(on.now()) } }),

  moveClock: async ({ body }) => {
    const advance = 'advance' in body ? durationOf(body.advance) : undefined;
    const target = 'to' in body ? Date.parse(body.to) : undefined;
    if (target !== undefined && target < on.now()) throw neverBack(on.now());
    if ((target ?? on.now() + (advance ?? 0)) > latest) throw tooFar();
    await on.moveTo(() => target ?? on.now() + (advance ?? 0));
    return { status: 200, body: { now: iso(on.now()) } };
  },

  orderFault: async ({ body }) => {
    on.faults.order(body);
    return { status: 200, body };
  },

  executions: async ({ query: { caseId } }) => ({ status: 200, body: { items: on.executionsOf(caseId) } }),
});

const starting: Problem = {
  type: 'urn:open-data-platform:problem:starting',
  title: '正在启动 / Starting',
  status: 503,
  detail: '示例数据尚在录入 / the samples are still being put in',
  code: 'starting',
};

const iso = (instant: number): string => new Date(instant).toISOString();

// A year of days that the calendar can count stays ahead of every period; and it never goes back from there.
const latest = Date.parse(`${lastForeseenYear}-01-01T00:00:00Z`);

const tooFar = (): Refusal => {
  const detail = { zh: `时钟最远可拨至 ${iso(latest)}`, en: `the clock goes no further than ${iso(latest)}` };
  return new Refusal('invalid-request', detail, { faults: [{ pointer: '', detail }] });
};

const neverBack = (now: number): Refusal =>
  new Refusal(
    'conflict',
    { zh: `时钟不能倒拨;现在是 ${iso(now)}`, en: `the clock never goes back; it is ${iso(now)}` },
    { state: { now: iso(now) } },
  );
