import { type Caller, has, type Person } from '../../domain/access/caller.ts';
import type { Dataset, Listed } from '../../domain/catalog/dataset.ts';
import { shownOf } from '../../domain/catalog/dataset.ts';
import {
  byTitle,
  censusOf,
  type Gathering,
  isHighValue,
  notShared,
  overdueUpdates,
  type Responsibility,
  responsibilitiesOf,
  shared,
} from '../../domain/catalog/derived-lists.ts';
import { isOfficial } from '../../domain/catalog/visibility.ts';
import { currentPolicy, type Organisation, organisationOf } from '../../domain/policy/policy.ts';
import { Refusal } from '../../domain/refusal.ts';
import { formatOf } from '../data/format.ts';
import type { Handlers, Language } from '../http.ts';
import { signedIn } from '../middleware/signed-in.ts';
import type { Platform } from '../platform.ts';
import type { catalogLists } from '../routes/catalog-lists.ts';
import { writeCsv } from '../uploads/csv/write.ts';

interface Paging {
  page: number;
  pageSize: number;
}

export const catalogListHandlers = (p: Platform): Handlers<typeof catalogLists> => ({
  responsibilities: async ({ params, query, language }) => {
    const organisation = organisationOf(p.city, params.agency);
    const all = responsibilitiesOf(await p.catalog.ofAgency(organisation.id), rulesOf(p), p.now());
    const counted = (of: Gathering): number => all.filter(({ gathering }) => gathering === of).length;
    return {
      status: 200,
      body: {
        agency: named(organisation, language),
        ...paged(all.map(responsibilityView), query),
        gathering: {
          gathered: counted('gathered'),
          overdue: counted('overdue'),
          due: counted('due'),
          notRequired: counted('not-required'),
        },
      },
    };
  },

  inventory: async ({ params, query, caller, language }) => {
    const organisation = organisationOf(p.city, params.agency);
    refuseUnlessOfficial(caller, organisation);
    const shown = (await p.catalog.ofAgency(organisation.id)).map(workingOf).sort(byTitle);
    const items = shown.map((listed) => resourceView(p, listed));
    return { status: 200, body: { agency: named(organisation, language), ...paged(items, query) } };
  },

  census: async ({ query, caller, language }) => {
    const person = signedIn(caller);
    const organisations = p.city.organisations.filter((each) => oversees(person, each));
    const items = await Promise.all(
      organisations.map(async (each) => ({
        agency: named(each, language),
        ...(each.district === undefined ? {} : { district: each.district }),
        ...censusOf(await p.catalog.ofAgency(each.id), rulesOf(p), p.now()),
      })),
    );
    return { status: 200, body: { takenAt: p.now(), ...paged(items, query) } };
  },

  notShared: async ({ query, language }) => {
    const items = notShared(await published(p, query)).map(({ listed, sharing: { basis, reason } }) => ({
      ...datasetOf(p, listed, language),
      ...(basis === undefined ? {} : { basis }),
      ...(reason === undefined ? {} : { reason }),
    }));
    return { status: 200, body: paged(items, query) };
  },

  shared: async ({ query, language }) => {
    const items = shared(await published(p, query)).map(({ listed, sharing }) => ({
      ...datasetOf(p, listed, language),
      ...(listed.district === undefined ? {} : { district: listed.district }),
      sharing,
      accrualPeriodicity: listed.entry.accrualPeriodicity,
      modified: listed.modified,
    }));
    return { status: 200, body: paged(items, query) };
  },

  overdueUpdates: async ({ query, language }) => {
    const items = overdueUpdates(await published(p, query), rulesOf(p), p.now()).map(({ listed, dueOn, clause }) => ({
      ...datasetOf(p, listed, language),
      ...(listed.district === undefined ? {} : { district: listed.district }),
      accrualPeriodicity: listed.entry.accrualPeriodicity,
      updated: listed.updated ?? listed.modified,
      dueOn,
      clause,
    }));
    return { status: 200, body: paged(items, query) };
  },

  assets: async ({ query, headers, language }) => {
    const items = (await published(p, query)).flatMap((listed) =>
      listed.entry.asset === undefined ? [] : [{ ...datasetOf(p, listed, language), asset: listed.entry.asset }],
    );
    const page = paged(items, query);
    if (formatOf(headers.accept)?.kind !== 'csv') return { status: 200, body: page };
    const columns = ['datasetId', 'title', 'publisher', ...assetColumns];
    const rows = page.items.map(({ datasetId, title, publisher, asset }) => [
      datasetId,
      title,
      publisher.title,
      ...assetColumns.map((column) => asset[column] ?? null),
    ]);
    return { status: 200, headers: { 'Content-Type': 'text/csv; charset=utf-8' }, body: writeCsv({ columns, rows }) };
  },
});

const assetColumns = ['number', 'registeredOn', 'authority', 'rightHolder', 'certificate'] as const;

const rulesOf = (p: Platform) => currentPolicy(p.city).catalog;

function paged<Item>(all: readonly Item[], { page, pageSize }: Paging) {
  return { total: all.length, page, pageSize, items: all.slice((page - 1) * pageSize, page * pageSize) };
}

const named = ({ id, title }: Organisation, language: Language) => ({ id, title: title[language] });

/** What the public has, of whom and where it is asked for. */
async function published(
  p: Platform,
  { publisher, district }: { publisher?: string | undefined; district?: string | undefined },
): Promise<Listed[]> {
  const all = (await p.catalog.listed()).map(({ listed }) => listed);
  return all
    .filter((each) => publisher === undefined || each.publisher === publisher)
    .filter((each) => district === undefined || each.district === district)
    .sort(byTitle);
}

const datasetOf = (p: Platform, { id, publisher, entry }: Listed, language: Language) => ({
  datasetId: id,
  title: entry.title,
  publisher: named(organisationOf(p.city, publisher), language),
});

function responsibilityView({ listed, ...duty }: Responsibility) {
  const { title, theme, openness, openingModes, accrualPeriodicity, securityLevel } = listed.entry;
  return {
    datasetId: listed.id,
    title,
    theme,
    openness,
    openingModes,
    accrualPeriodicity,
    securityLevel,
    state: listed.state,
    ...duty,
  };
}

/** The inventory shows what the agency has, not what the public was last shown of it. */
const workingOf = (dataset: Dataset): Listed => ({ ...shownOf(dataset), entry: dataset.entry });

function resourceView(p: Platform, listed: Listed) {
  const { entry, rows, modified, state, id } = listed;
  const { title, openness, securityLevel, sourceSystem, accrualPeriodicity } = entry;
  const { dataKind = 'table', lifecycle = 'current', resourceFormat, resourceCode, informationItems, sharing } = entry;
  return {
    datasetId: id,
    title,
    state,
    openness,
    securityLevel,
    sourceSystem,
    dataKind,
    lifecycle,
    accrualPeriodicity,
    highValue: isHighValue(listed, rulesOf(p)),
    ...(resourceFormat === undefined ? {} : { resourceFormat }),
    ...(resourceCode === undefined ? {} : { resourceCode }),
    ...(informationItems === undefined ? {} : { informationItems }),
    ...(sharing === undefined ? {} : { sharing }),
    ...(rows === undefined ? {} : { rows }),
    modified,
  };
}

/** A regulator's own level and below, and everything for an auditor. */
const oversees = (person: Person, { id, district }: Organisation): boolean =>
  (has(person, 'regulator') || has(person, 'auditor')) && isOfficial(person, { publisher: id, district });

function refuseUnlessOfficial(caller: Caller, { id, district }: Organisation): void {
  if (isOfficial(caller, { publisher: id, district })) return;
  throw new Refusal('forbidden', {
    zh: `资源清单只向 ${id} 的工作人员、其主管部门和审计人员提供`,
    en: `the inventory of ${id} is for its staff, its regulators and auditors`,
  });
}
