import type { Person } from '../../domain/access/caller.ts';
import { addressesOf, overseenBy } from '../../domain/case/boxes.ts';
import { type Case, fold } from '../../domain/case/case.ts';
import { isRunning } from '../../domain/case/clock.ts';
import { overdueSince } from '../../domain/case/deadline.ts';
import { maySee } from '../../domain/case/permissions.ts';
import type { Dataset } from '../../domain/catalog/dataset.ts';
import type { CaseId } from '../../domain/ids.ts';
import { currentPolicy, procedureOf } from '../../domain/policy/policy.ts';
import type { ProcedureName } from '../../domain/policy/words.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Answer, Handlers, Request } from '../http.ts';
import { signedIn } from '../middleware/signed-in.ts';
import type { Platform } from '../platform.ts';
import type { cases } from '../routes/cases.ts';
import { firstBreakOf } from './audit.ts';
import { give } from './command.ts';
import { begin, file, type ToFile } from './file.ts';
import {
  refuseUnlessApplicable,
  refuseUnlessOwn,
  refuseUnlessProven,
  refuseUnlessPublished,
  refuseUnlessReady,
} from './requirements.ts';
import { caseSummary, caseView, type Look } from './view.ts';

export const casesHandlers = (p: Platform): Handlers<typeof cases> => ({
  apply: (request) =>
    filed(p, request, 'application', (dataset) => {
      refuseUnlessApplicable(dataset);
      return { refuseIncomplete: (current) => refuseUnlessProven(current, request.body) };
    }),

  object: (request) =>
    filed(p, request, 'objection', (dataset) => {
      refuseUnlessPublished(dataset);
      return { kind: request.body.kind };
    }),

  publish: (request) =>
    filed(p, request, 'publication', (dataset) => {
      refuseUnlessOwn(dataset, signedIn(request.caller));
      return { refuseIncomplete: refuseUnlessReady };
    }),

  demand: notYet(p, 'demand'),
  changeCatalog: notYet(p, 'catalog-change'),
  share: notYet(p, 'sharing-request'),
  dispute: notYet(p, 'dispute'),
  reportViolation: notYet(p, 'violation'),
  showProduct: notYet(p, 'product'),

  list: async (request) => {
    const look = await lookOf(p, request);
    const { box, procedure, state, overdue, page, pageSize } = request.query;
    const found = await inBox(p, box, look);
    const wanted = found.filter(
      (kase) =>
        (procedure === undefined || kase.procedure === procedure) &&
        (state === undefined || (kase.stands === 'closed' ? 'closed' : 'open') === state) &&
        (overdue === undefined || isOverdue(kase, look) === (overdue === 'true')),
    );
    const items = wanted.slice((page - 1) * pageSize, page * pageSize).map((kase) => caseSummary(kase, look));
    return { status: 200, body: { total: wanted.length, page, pageSize, items } };
  },

  read: async (request) => ({ status: 200, body: await viewed(p, request, request.params.id) }),

  command: async (request) => {
    const kase = await give(p, request.params.id, request.body, signedIn(request.caller));
    return { status: 200, body: await viewed(p, request, kase.id) };
  },

  audit: async (request) => {
    const { recorded } = await seen(p, request.params.id, signedIn(request.caller));
    const snapshot = (await p.cases.snapshots([request.params.id]))[0];
    const broken = firstBreakOf(recorded, snapshot);
    return {
      status: 200,
      body: {
        caseId: request.params.id,
        intact: broken === undefined,
        ...(broken === undefined ? {} : { firstBreak: broken }),
        events: recorded.map(({ event }) => event),
      },
    };
  },
});

type Filing = Request<(typeof cases)['apply' | 'object' | 'publish']>;

/** Files a case on a dataset, once for each key of the caller; a repeated request is answered with the same case. */
async function filed(
  p: Platform,
  request: Filing,
  procedure: ProcedureName,
  judged: (dataset: Dataset) => Pick<ToFile, 'kind' | 'refuseIncomplete'>,
): Promise<Answer> {
  procedureInPolicy(p, procedure);
  const { once, origin } = request;
  const before = once && (await p.cases.openedBefore(once));
  if (before !== undefined) await begin(p, before);
  const id = before ?? (await fileNew(p, request, procedure, judged));
  return { status: 201, headers: { Location: `${origin}/v1/cases/${id}` }, body: await viewed(p, request, id) };
}

async function fileNew(...[p, request, procedure, judged]: Parameters<typeof filed>): Promise<CaseId> {
  const { body, caller, once } = request;
  const dataset = await p.catalog.load(body.datasetId);
  const filing = { procedure, dataset, content: body, person: signedIn(caller), ...judged(dataset) };
  return file(p, once === undefined ? filing : { ...filing, once });
}

/** A procedure that this city's regulation doesn't have, or that no form exists for. */
const notYet = (p: Platform, procedure: ProcedureName) => async (): Promise<Answer> => {
  procedureInPolicy(p, procedure);
  throw new Error(`the policy has ${procedure}, but there is no form for it`);
};

const procedureInPolicy = (p: Platform, name: ProcedureName): void => void procedureOf(currentPolicy(p.city), name);

async function viewed(p: Platform, request: Pick<Request, 'caller' | 'language'>, id: CaseId) {
  const look = await lookOf(p, request);
  const { kase, recorded } = await seen(p, id, look.person);
  return caseView(kase, recorded, look);
}

async function seen(p: Platform, id: CaseId, person: Person) {
  const recorded = await p.cases.history(id);
  const kase = fold(id, recorded);
  if (kase === undefined) throw new Refusal('not-found', { zh: `没有办件 ${id}`, en: `there is no case ${id}` });
  if (maySee(person, kase)) return { kase, recorded };
  throw new Refusal('forbidden', { zh: `您无权查看办件 ${id}`, en: `case ${id} is not yours to see` });
}

const lookOf = async (p: Platform, { caller, language }: Pick<Request, 'caller' | 'language'>): Promise<Look> => ({
  city: p.city,
  person: signedIn(caller),
  calendar: await p.calendar(),
  now: p.now(),
  language,
});

/** `mine` and `all` newest first; `inbox` by what is due and then was received first, with what is overdue below its regulator. */
async function inBox(p: Platform, box: 'mine' | 'inbox' | 'all', look: Look): Promise<Case[]> {
  const own = addressesOf(look.person);
  if (box === 'mine') return casesOf(p, [`mine#person:${look.person.subject}`]);
  if (box === 'all')
    return casesOf(p, [`mine#person:${look.person.subject}`, ...overseenBy(look.person).map((a) => `all#${a}`)]);
  const waiting = await casesOf(
    p,
    own.map((address) => `inbox#${address}`),
  );
  const below = await casesOf(
    p,
    own.filter((a) => a.startsWith('regulator:')).map((address) => `open#${address}`),
  );
  const late = below.filter((kase) => isOverdue(kase, look) && !waiting.some((w) => w.id === kase.id));
  const urgency = (kase: Case): string => `${firstDue(kase, look)} ${kase.receivedAt}`;
  return [...waiting, ...late].sort((a, b) => urgency(a).localeCompare(urgency(b)));
}

async function casesOf(p: Platform, boxes: readonly string[]): Promise<Case[]> {
  const listed = (await Promise.all(boxes.map((box) => p.cases.listed(box)))).flat();
  const ids = [...new Set(listed.map(({ id }) => id))];
  const batches = Array.from({ length: Math.ceil(ids.length / 100) }, (_, i) => ids.slice(i * 100, (i + 1) * 100));
  const found = (await Promise.all(batches.map((batch) => p.cases.snapshots(batch)))).flat();
  return found.sort((a, b) => b.receivedAt.localeCompare(a.receivedAt));
}

const isOverdue = (kase: Case, { calendar, now }: Look): boolean =>
  kase.clocks.some((clock) => isRunning(clock) && overdueSince(clock, calendar, now) !== undefined);

const firstDue = (kase: Case, look: Look): string =>
  caseSummary(kase, look)
    .deadlines.filter((deadline) => deadline.endedAt === undefined)
    .map((deadline) => deadline.dueAt)
    .sort()[0] ?? '9999';
