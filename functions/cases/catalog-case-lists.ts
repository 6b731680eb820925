import { type Caller, has, type Person } from '../../domain/access/caller.ts';
import { localDateOf } from '../../domain/calendar/dates.ts';
import { procedureBox } from '../../domain/case/boxes.ts';
import { type Case, isOpen } from '../../domain/case/case.ts';
import { isRunning } from '../../domain/case/clock.ts';
import { dueOf } from '../../domain/case/deadline.ts';
import type { Dataset } from '../../domain/catalog/dataset.ts';
import { isFulfilled, type PlannedOpening, plannedIn, planYearOf } from '../../domain/catalog/opening-plan.ts';
import { isOfficial } from '../../domain/catalog/visibility.ts';
import { defined } from '../../domain/defined.ts';
import {
  currentPolicy,
  organisationOf,
  type Policy,
  policyOf,
  procedureOf,
  procedureOfCase,
} from '../../domain/policy/policy.ts';
import { filersOf } from '../../domain/policy/procedure.ts';
import type { ProcedureName } from '../../domain/policy/words.ts';
import type { Handlers, Language } from '../http.ts';
import { signedIn } from '../middleware/signed-in.ts';
import type { Platform } from '../platform.ts';
import type { catalogCaseLists } from '../routes/catalog-case-lists.ts';
import { DemandForm, IndustryEntryForm, NewSystemForm } from '../routes/catalog-filings.ts';
import { allDatasets, publishedPlan } from '../stores/opening-plan.ts';

export const catalogCaseListHandlers = (p: Platform): Handlers<typeof catalogCaseLists> => ({
  demandList: async ({ query, caller, language }) => {
    // What units ask of each other (JF-11) is theirs to see.
    const shown = isOfUnits(caller) || !isBetweenUnits(currentPolicy(p.city));
    const listed = (shown ? await casesOf(p, 'demand') : [])
      .filter((kase) => isListed(p, kase) && (query.agency === undefined || kase.agency?.id === query.agency))
      .map((kase) => demandView(p, kase, language))
      .sort((a, b) => b.receivedOn.localeCompare(a.receivedOn));
    return { status: 200, body: { ...paged(listed, query), ...defined({ call: await openCall(p) }) } };
  },

  openingPlan: async ({ params, query, caller, language }) => {
    procedureOf(currentPolicy(p.city), 'opening-plan');
    const kase = (await casesOf(p, 'opening-plan')).find(({ filing }) => planYearOf(filing) === params.year);
    const published = kase && (await publishedPlan(p, kase.id));
    // Until it is published a draft in it is shown to whom the draft itself is.
    const drafts = async () => (await allDatasets(p)).filter((each) => isOfficial(caller, each));
    const { items, ...page } = paged(published?.planned ?? plannedIn(await drafts(), params.year), query);
    const now = new Map((await p.catalog.many(items.map(({ datasetId }) => datasetId))).map((each) => [each.id, each]));
    return {
      status: 200,
      body: {
        year: Number(params.year),
        state: published === undefined ? 'in-preparation' : 'published',
        ...defined({ publishedAt: published?.at }),
        ...page,
        items: items.map((planned) => plannedView(p, planned, now.get(planned.datasetId), language)),
      },
    };
  },

  industryEntries: async ({ query }) => {
    const { portal } = procedureOf(currentPolicy(p.city), 'industry-entry');
    const items = (await casesOf(p, 'industry-entry'))
      .filter(({ outcome }) => outcome === 'listed')
      .flatMap(({ id, filing }) => {
        const form = IndustryEntryForm.safeParse(filing).data;
        return form === undefined ? [] : [{ id, ...form }];
      });
    return { status: 200, body: { ...defined({ portal }), ...paged(items, query) } };
  },

  unsharedPurchases: async ({ query, caller, language }) => {
    const person = signedIn(caller);
    const systems = (await casesOf(p, 'new-system')).filter((kase) => oversees(person, kase));
    const found = await Promise.all(systems.map((kase) => unsharedIn(p, kase, language)));
    return { status: 200, body: paged(found.flat(), query) };
  },
});

async function casesOf(p: Platform, procedure: ProcedureName): Promise<Case[]> {
  const listed = await p.cases.listed(procedureBox(procedure));
  return p.cases.snapshots(listed.map(({ id }) => id));
}

/** Units' own demands are for officials. */
const isOfUnits = (caller: Caller): boolean =>
  caller.kind === 'person' &&
  (['agency-clerk', 'agency-reviewer', 'agency-principal', 'regulator', 'auditor'] as const).some((role) =>
    has(caller, role),
  );

/** Nothing stands in the list that no regulator has read, nor what was sent back or found unfit. */
function isListed(p: Platform, kase: Case): boolean {
  const { opens } = procedureOfCase(p.city, kase);
  const unread = opens.some(({ at }) => at === kase.stands);
  return !unread && !['returned', 'withdrawn', 'dismissed', 'refused'].includes(kase.outcome ?? '');
}

const isBetweenUnits = ({ procedures: { demand } }: Policy): boolean =>
  demand !== undefined && filersOf(demand).includes('other-unit');

/** Nothing of it tells who asks, unless that is a unit. */
function demandView(p: Platform, kase: Case, language: Language) {
  const unit = (id: string | undefined) =>
    id === undefined ? undefined : { id, title: organisationOf(p.city, id).title[language] };
  const of = isBetweenUnits(policyOf(p.city, kase.policyVersion)) ? 'unit' : 'public';
  return {
    id: kase.id,
    title: DemandForm.shape.title.safeParse((kase.filing as { title?: unknown } | null)?.title).data ?? '',
    of,
    receivedOn: localDateOf(kase.receivedAt),
    state: isOpen(kase) ? 'open' : 'closed',
    ...defined({
      agency: unit(kase.agency?.id),
      ledBy: of === 'unit' ? unit(kase.counterpart?.id) : undefined,
      outcome: kase.outcome,
      datasetId: kase.datasetId,
    }),
  };
}

/** 公开征求: the solicitation that lasts now. */
async function openCall(p: Platform) {
  const calendar = await p.calendar();
  for (const kase of (await casesOf(p, 'demand-solicitation')).filter(isOpen)) {
    const lasting = kase.clocks.find((clock) => isRunning(clock) && clock.rule.kind === 'duration');
    if (lasting !== undefined) {
      return { id: kase.id, until: dueOf(lasting, calendar).dueAt, clause: lasting.clause };
    }
  }
  return undefined;
}

function plannedView(p: Platform, planned: PlannedOpening, now: Dataset | undefined, language: Language) {
  const { publisher, ...rest } = planned;
  return {
    ...rest,
    publisher: { id: publisher, title: organisationOf(p.city, publisher).title[language] },
    state: now !== undefined && isFulfilled(now) ? 'opened' : 'planned',
  };
}

const oversees = (person: Person, { district }: Case): boolean =>
  person.district === undefined || person.district === district;

/** What was bought for a system and isn't shared as a published dataset by now. */
async function unsharedIn(p: Platform, { id, agency, filing }: Case, language: Language) {
  const form = NewSystemForm.safeParse(filing).data;
  if (form === undefined || agency === undefined) return [];
  const { title } = organisationOf(p.city, agency.id);
  const shared = await Promise.all(
    (form.purchases ?? []).map(async ({ sharedAs }) =>
      sharedAs === undefined ? false : (await p.catalog.find(sharedAs))?.published !== undefined,
    ),
  );
  return (form.purchases ?? [])
    .filter((_, i) => shared[i] !== true)
    .map((purchase) => ({
      caseId: id,
      agency: { id: agency.id, title: title[language] },
      system: form.title,
      purchase: purchase.title,
    }));
}

function paged<Item>(all: readonly Item[], { page, pageSize }: { page: number; pageSize: number }) {
  return { total: all.length, page, pageSize, items: all.slice((page - 1) * pageSize, page * pageSize) };
}
