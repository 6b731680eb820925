import { addressesOf, overseenBy } from '../../domain/case/boxes.ts';
import type { Case } from '../../domain/case/case.ts';
import { isRunning } from '../../domain/case/clock.ts';
import { overdueSince } from '../../domain/case/deadline.ts';
import type { Handlers } from '../http.ts';
import { signedIn } from '../middleware/signed-in.ts';
import type { Platform } from '../platform.ts';
import type { cases } from '../routes/cases.ts';
import { auditOf } from './audit.ts';
import { catalogCaseListHandlers } from './catalog-case-lists.ts';
import { give } from './command.ts';
import { filingHandlers } from './filings.ts';
import { lookOf, viewed } from './looking.ts';
import { organisationHandlers } from './organisation.ts';
import { performanceHandlers } from './performance.ts';
import { publicListHandlers } from './public-lists.ts';
import { caseSummary, type Look } from './view.ts';

export const casesHandlers = (p: Platform): Handlers<typeof cases> => ({
  ...filingHandlers(p),
  ...catalogCaseListHandlers(p),
  ...publicListHandlers(p),
  ...organisationHandlers(p),
  ...performanceHandlers(p),

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
    const { id } = request.params;
    const audit = await auditOf(p, id, signedIn(request.caller));
    return { status: 200, body: { caseId: id, intact: audit.firstBreak === undefined, ...audit } };
  },
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
