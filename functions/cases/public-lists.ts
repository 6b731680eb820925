import { procedureBox } from '../../domain/case/boxes.ts';
import { type Case, datasetOf, isOpen } from '../../domain/case/case.ts';
import { isRunning } from '../../domain/case/clock.ts';
import { dueOf } from '../../domain/case/deadline.ts';
import { isOpenNow, shownOf } from '../../domain/catalog/dataset.ts';
import { defined } from '../../domain/defined.ts';
import { organisationOf } from '../../domain/policy/policy.ts';
import type { ProcedureName } from '../../domain/policy/words.ts';
import type { Handlers, Language } from '../http.ts';
import type { Platform } from '../platform.ts';
import type { publicLists } from '../routes/public-lists.ts';
import { EmergencyForm, ProductForm } from '../routes/supervision-filings.ts';

/** Lists that follow from the cases; nobody types them in. */
export const publicListHandlers = (p: Platform): Handlers<typeof publicLists> => ({
  products: async ({ query, language }) => {
    const { datasetId, promoted } = query;
    const shown = (await casesOf(p, 'product')).filter(
      (kase) =>
        isOpen(kase) &&
        ProductForm.safeParse(kase.filing).success &&
        (kase.outcome === 'promoted' || (kase.outcome === 'listed' && promoted === undefined)) &&
        (datasetId === undefined || kase.datasetId === datasetId),
    );
    const first = shown.sort((a, b) => Number(b.outcome === 'promoted') - Number(a.outcome === 'promoted'));
    const { items, ...page } = paged(first, query);
    return {
      status: 200,
      body: { ...page, items: await Promise.all(items.map((kase) => product(p, kase, language))) },
    };
  },

  notices: async ({ query, language }) => {
    const [incidents, openings] = await Promise.all([casesOf(p, 'incident'), casesOf(p, 'emergency-opening')]);
    const warnings = incidents.flatMap(({ notices = [], datasetId }) =>
      notices.map((said) => ({ kind: 'warning' as const, ...said, ...defined({ datasetId }) })),
    );
    const opened = await Promise.all(openings.filter(isOpen).map((kase) => emergency(p, kase, language)));
    const all = [...warnings, ...opened.flat()].sort((a, b) => b.at.localeCompare(a.at));
    return { status: 200, body: paged(all, query) };
  },
});

async function casesOf(p: Platform, procedure: ProcedureName): Promise<Case[]> {
  const ids = (await p.cases.listed(procedureBox(procedure))).map(({ id }) => id);
  const batches = Array.from({ length: Math.ceil(ids.length / 100) }, (_, i) => ids.slice(i * 100, (i + 1) * 100));
  return (await Promise.all(batches.map((batch) => p.cases.snapshots(batch)))).flat();
}

/** QD-20: it names the source of its data and the day on which that was acquired. */
async function product(p: Platform, kase: Case, language: Language) {
  const { title, description, acquiredOn, address } = ProductForm.parse(kase.filing);
  const dataset = await p.catalog.load(datasetOf(kase));
  return {
    id: kase.id,
    title,
    description,
    source: {
      datasetId: dataset.id,
      title: shownOf(dataset).entry.title,
      publisher: organisationOf(p.city, dataset.publisher).title[language],
      acquiredOn,
    },
    ...defined({ address }),
    promoted: kase.outcome === 'promoted',
  };
}

/** CQ-I4: what is open in an emergency; none whose opening was over before its case, or whose data is given to nobody now. */
async function emergency(p: Platform, kase: Case, language: Language) {
  const [dataset, calendar] = await Promise.all([p.catalog.load(datasetOf(kase)), p.calendar()]);
  if (dataset.emergency?.caseId !== kase.id || !isOpenNow(dataset)) return [];
  const { title } = shownOf(dataset).entry;
  const clock = kase.clocks.find(isRunning);
  return [
    {
      kind: 'emergency-opening' as const,
      at: kase.receivedAt,
      title: { zh: `应急开放:${title}`, en: `Open for an emergency: ${title}` }[language],
      text: EmergencyForm.safeParse(kase.filing).data?.reason ?? '',
      datasetId: dataset.id,
      ...defined({ until: clock && dueOf(clock, calendar).dueAt }),
    },
  ];
}

const paged = <Item>(items: readonly Item[], { page, pageSize }: { page: number; pageSize: number }) => ({
  total: items.length,
  page,
  pageSize,
  items: items.slice((page - 1) * pageSize, page * pageSize),
});
