import { type Caller, has, type Person } from '../../domain/access/caller.ts';
import { type Instant, instantOf, LocalDate, startOfDay } from '../../domain/calendar/dates.ts';
import { created, dictionaryBound, revised } from '../../domain/catalog/changes.ts';
import { type Dataset, shownOf } from '../../domain/catalog/dataset.ts';
import { refuseUnlawful } from '../../domain/catalog/entry-rules.ts';
import { type Counted, list, type Wanted } from '../../domain/catalog/listing.ts';
import { openNow } from '../../domain/catalog/openness.ts';
import { isOfficial, maySee, refuseUnlessStaff, staffBy } from '../../domain/catalog/visibility.ts';
import type { Dictionary } from '../../domain/data/dictionary.ts';
import { DatasetId } from '../../domain/ids.ts';
import { currentPolicy, type Organisation } from '../../domain/policy/policy.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Handlers, Request } from '../http.ts';
import { signedIn } from '../middleware/signed-in.ts';
import type { Platform } from '../platform.ts';
import type { datasets } from '../routes/datasets.ts';
import { noDataset, type Same } from '../stores/catalog.ts';
import { facetViews } from './facets.ts';
import { harvestHandlers } from './harvest.ts';
import { catalogListHandlers } from './lists.ts';
import { preview } from './preview.ts';
import { refuseOversized } from './size.ts';
import { datasetSummary, datasetView, type Look, noticeOf } from './view.ts';

export const datasetsHandlers = (p: Platform): Handlers<typeof datasets> => ({
  list: async (request) => {
    const { box, page, pageSize, updatedAfter, ...wanted } = request.query;
    const catalog = box === 'public' ? await p.catalog.listed() : await ownOf(p, signedIn(request.caller));
    const since = updatedAfter === undefined ? {} : { updatedAfter: instantFrom(updatedAfter) };
    const { found, facets } = list(catalog, { ...wanted, ...since } satisfies Wanted);
    const look = lookOf(p, request);
    const items = found
      .slice((page - 1) * pageSize, page * pageSize)
      .map(({ listed, downloads }) => datasetSummary(listed, downloads, look));
    return {
      status: 200,
      body: { ...noticeOf(look), total: found.length, page, pageSize, items, facets: facetViews(facets, look) },
    };
  },

  read: async (request) => {
    const dataset = await seen(p, request.params.id, request.caller);
    return { status: 200, body: await viewed(p, dataset, lookOf(p, request)) };
  },

  create: async (request) => {
    const person = signedIn(request.caller);
    const publisher = agencyOf(p, person);
    refuseUnlawful(request.body, currentPolicy(p.city).catalog);
    refuseOversized('entry', request.body);
    const now = p.now();
    const id = DatasetId.parse(p.newId());
    const by = staffBy(person, { publisher: publisher.id, district: publisher.district });
    const change = created({ id, publisher, entry: request.body, maskingSalt: p.salt() }, by, now);
    const made = await p.catalog.create(change, p, request.once);
    p.log({ event: 'dataset-created', datasetId: made, publisher: publisher.id });
    const dataset = await p.catalog.load(made);
    return {
      status: 201,
      headers: { Location: `${request.origin}/v1/datasets/${made}` },
      body: await viewed(p, dataset, lookOf(p, request)),
    };
  },

  revise: async (request) => {
    const before = await seen(p, request.params.id, request.caller);
    const person = signedIn(request.caller);
    refuseUnlessStaff(person, before);
    refuseUnlawful(request.body, currentPolicy(p.city).catalog);
    refuseOversized('entry', request.body);
    const { changes } = currentPolicy(p.city).catalog;
    const dataset = await p.catalog.change(before.id, p, (current) =>
      revised(current, request.body, staffBy(person, current), p.now(), changes),
    );
    p.log({ event: 'dataset-revised', datasetId: dataset.id, version: dataset.version });
    return { status: 200, body: await viewed(p, dataset, lookOf(p, request)) };
  },

  readDictionary: async (request) => {
    const dataset = await seen(p, request.params.id, request.caller);
    const working = isOfficial(request.caller, dataset)
      ? (dataset.dictionary ?? (await p.uploads.proposal(dataset.id)))
      : undefined;
    const dictionary = working ?? publicDictionary(dataset, request.caller);
    if (dictionary !== undefined) return { status: 200, body: dictionary };
    throw new Refusal('not-found', {
      zh: `数据集 ${dataset.id} 还没有数据字典`,
      en: `dataset ${dataset.id} has no data dictionary yet`,
    });
  },

  bindDictionary: async (request) => {
    const before = await seen(p, request.params.id, request.caller);
    const person = signedIn(request.caller);
    refuseUnlessStaff(person, before);
    refuseOversized('dictionary', request.body);
    const dataset = await p.catalog.change(before.id, p, (current) =>
      dictionaryBound(current, request.body, staffBy(person, current), p.now()),
    );
    p.log({ event: 'dictionary-bound', datasetId: dataset.id, columns: request.body.fields.length });
    return { status: 200, body: request.body };
  },

  preview: async (request) => {
    const dataset = await seen(p, request.params.id, request.caller);
    return { status: 200, body: await preview(p, dataset, request.caller) };
  },

  ...catalogListHandlers(p),
  ...harvestHandlers(p),
});

/** What is suspended or taken down is neither told by its columns (QD-19b): enumerated values are data too. */
function publicDictionary(dataset: Dataset, caller: Caller): Dictionary | undefined {
  const dictionary = dataset.published?.release?.dictionary;
  return dictionary === undefined || isOfficial(caller, dataset) ? dictionary : openNow(dataset).release.dictionary;
}

/** The dataset as it stands, for whoever may see it; others are told that there is none. */
async function seen(p: Platform, id: DatasetId, caller: Caller): Promise<Dataset> {
  const dataset = await p.catalog.find(id);
  if (dataset !== undefined && maySee(caller, dataset)) return dataset;
  throw noDataset(id);
}

async function viewed(p: Platform, dataset: Dataset, look: Look) {
  const official = isOfficial(look.caller, dataset);
  const [downloads, proposal, same] = await Promise.all([
    p.catalog.downloads(dataset.id),
    official && dataset.dictionary === undefined ? p.uploads.proposal(dataset.id) : undefined,
    sameItem(p, dataset, official),
  ]);
  return datasetView(dataset, { downloads, proposed: proposal !== undefined, same }, look);
}

/** Who is no official hears of other datasets only what is published of them. */
async function sameItem(p: Platform, dataset: Dataset, official: boolean): Promise<Same[]> {
  if (currentPolicy(p.city).catalog.oneSource === undefined) return [];
  const same = await p.catalog.sameItem(dataset);
  return same.filter((each) => official || each.dataset.published !== undefined);
}

/** What an official looks after, in whatever state. */
async function ownOf(p: Platform, person: Person): Promise<Counted[]> {
  const oversees = has(person, 'regulator') || has(person, 'auditor');
  const agencies = p.city.organisations.filter(({ id }) => oversees || id === person.agency);
  const all = (await Promise.all(agencies.map(({ id }) => p.catalog.ofAgency(id)))).flat();
  const counted = new Map((await p.catalog.listed()).map(({ listed, downloads }) => [listed.id, downloads]));
  return all
    .filter((dataset) => isOfficial(person, dataset))
    .map((dataset) => ({ listed: shownOf(dataset), downloads: counted.get(dataset.id) ?? 0 }));
}

function agencyOf(p: Platform, person: Person): Organisation {
  const found = p.city.organisations.find(({ id }) => id === person.agency);
  if (found !== undefined) return found;
  throw new Refusal('forbidden', {
    zh: '您的账号没有关联本市的公共数据开放主体',
    en: 'your account belongs to no publishing agency of this city',
  });
}

/** A day begins at its 00:00 in the city. */
function instantFrom(text: string): Instant {
  const day = LocalDate.safeParse(text);
  return day.success ? startOfDay(day.data) : instantOf(Date.parse(text));
}

const lookOf = (p: Platform, { caller, language, origin }: Pick<Request, 'caller' | 'language' | 'origin'>): Look => ({
  city: p.city,
  now: p.now(),
  caller,
  language,
  origin,
});
