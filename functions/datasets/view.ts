import type { Caller } from '../../domain/access/caller.ts';
import { type Instant, localDateOf } from '../../domain/calendar/dates.ts';
import { type Dataset, isOpenNow, type Listed, openedOf, shownOf } from '../../domain/catalog/dataset.ts';
import { isHighValue } from '../../domain/catalog/derived-lists.ts';
import { qualityOf } from '../../domain/catalog/quality.ts';
import { readiness } from '../../domain/catalog/readiness.ts';
import { type Distribution, fileNameOf } from '../../domain/catalog/release.ts';
import { isOfficial } from '../../domain/catalog/visibility.ts';
import { type City, currentPolicy, organisationOf } from '../../domain/policy/policy.ts';
import { validityNotice } from '../../domain/policy/validity.ts';
import type { Language } from '../http.ts';
import type { DatasetSummary, DatasetView } from '../routes/datasets.ts';
import type { Same } from '../stores/catalog.ts';

/** To whom, and under which address, a dataset is shown. */
export interface Look {
  city: City;
  now: Instant;
  caller: Caller;
  language: Language;
  origin: string;
}

interface Beside {
  downloads: number;
  /** Whether the last checked file proposes a dictionary. */
  proposed: boolean;
  /** What other agencies catalogue of the same datum. */
  same?: readonly Same[];
}

export function datasetView(dataset: Dataset, beside: Beside, look: Look): DatasetView {
  const official = isOfficial(look.caller, dataset);
  // Not even by its columns while it is suspended, nor once it is taken down: enumerated values are data too.
  const told = official || isOpenNow(dataset);
  const published = told ? openedOf(dataset)?.release?.dictionary : undefined;
  const dictionary = dataset.published === undefined && official ? dataset.dictionary : published;
  return {
    ...datasetSummary(shownOf(dataset), beside.downloads, look),
    ...(dictionary === undefined ? {} : { dictionary }),
    ...noticeOf(look),
    ...sourceView(dataset, look),
    ...sameItems(beside.same ?? [], look),
    ...(official ? { draft: workingCopy(dataset, beside, look) } : {}),
  };
}

/** What is to be known of the regulation itself, where it isn't in force today. */
export function noticeOf({ city, now, language }: Look): { notice?: string } {
  const notice = validityNotice(currentPolicy(city), localDateOf(now));
  return notice === undefined ? {} : { notice: notice[language] };
}

export function datasetSummary(listed: Listed, downloads: number, look: Look): DatasetSummary {
  const { id, publisher, district, issued, modified, state } = listed;
  // What was reviewed and who consented is on record for officials.
  const { secrecyReview: _r, clearance: _c, collection: _l, crossBorder: _b, assessment: _a, ...entry } = listed.entry;
  const rules = currentPolicy(look.city).catalog;
  const quality = qualityOf(listed, rules, look.now);
  return {
    id,
    ...entry,
    dataKind: entry.dataKind ?? 'table',
    origin: entry.origin ?? 'own',
    lifecycle: entry.lifecycle ?? 'current',
    highValue: isHighValue(listed, rules),
    publisher: { id: publisher, title: organisationOf(look.city, publisher).title[look.language] },
    ...(district === undefined ? {} : { district }),
    ...(issued === undefined ? {} : { issued }),
    modified,
    distributions: listed.distributions.map((distribution) => distributionView(listed, distribution, look)),
    services: servicesOf(listed, look),
    ...(quality === undefined ? {} : { quality }),
    state,
    downloads,
  };
}

function distributionView(
  { id, entry, modified }: Listed,
  distribution: Distribution,
  { origin }: Look,
): DatasetSummary['distributions'][number] {
  const { format, mediaType, byteSize, sha256, rows } = distribution;
  const fileName = fileNameOf(entry.title, format);
  return {
    id: distribution.id,
    title: fileName,
    format,
    mediaType,
    byteSize,
    checksum: { algorithm: 'sha256', value: sha256 },
    rows,
    modified,
    downloadUrl: `${origin}/v1/datasets/${id}/distributions/${distribution.id}/download/${encodeURIComponent(fileName)}`,
  };
}

/** The data service (QD-13b), where the data is opened by interface. */
function servicesOf({ id, entry, rows, state }: Listed, { origin, language }: Look): DatasetSummary['services'] {
  const offered = state === 'published' || state === 'suspended';
  if (!offered || rows === undefined || !entry.openingModes.includes('interface')) return [];
  return [
    {
      id: 'data',
      title: { zh: '数据服务接口', en: 'Data service' }[language],
      endpointURL: `${origin}/data/${id}`,
      endpointDescription: `${origin}/data/${id}/schema`,
      verifyURL: `${origin}/data/${id}/verify`,
      // 已汇聚的数据由主管部门会同开放主体开发; what isn't gathered has no interface here
      builtBy: ['same-level-regulator', 'agency'],
    },
  ];
}

/** Which unit was settled to be the source, and in which case. */
function sourceView({ source }: Dataset, { city, language }: Look): Pick<DatasetView, 'source'> {
  if (source === undefined) return {};
  const { agency, caseId, at } = source;
  return { source: { agency: { id: agency, title: organisationOf(city, agency).title[language] }, caseId, at } };
}

/** 一数一源: everybody sees which published dataset is of the same datum; officials of either also what isn't published yet. */
function sameItems(same: readonly Same[], look: Look): Pick<DatasetView, 'sameItem'> {
  const { oneSource } = currentPolicy(look.city).catalog;
  if (oneSource === undefined || same.length === 0) return {};
  const { clause, dispute } = oneSource;
  return {
    sameItem: same.map(({ dataset: { id, publisher }, by }) => {
      const { title } = organisationOf(look.city, publisher);
      const way =
        dispute === undefined
          ? { zh: '', en: '' }
          : { zh: `;可按 ${dispute} 提出争议`, en: `; a dispute by ${dispute} settles whose it is` };
      return {
        datasetId: id,
        publisher: { id: publisher, title: title[look.language] },
        by,
        clause,
        ...(dispute === undefined ? {} : { dispute }),
        detail: {
          zh: `${title.zh}已编目同一数据项,一数一源(${clause})${way.zh}`,
          en: `${title.en} catalogues the same item; one datum has one source (${clause})${way.en}`,
        }[look.language],
      };
    }),
  };
}

function workingCopy(dataset: Dataset, { proposed }: Beside, { city, language }: Look): DatasetView['draft'] {
  const { entry, dictionary, release, submission, suspendedBy, takenDownBy, correctionDue } = dataset;
  const missing = readiness(dataset, currentPolicy(city).catalog).map(({ pointer, detail }) => ({
    pointer,
    detail: detail[language],
  }));
  return {
    entry,
    dictionary: dictionary === undefined ? (proposed ? 'proposed' : 'none') : 'bound',
    ...(release === undefined ? {} : { release: preparedView(release) }),
    ...(submission === undefined ? {} : { submission }),
    suspendedBy,
    ...(takenDownBy === undefined ? {} : { takenDownBy }),
    ...(correctionDue === undefined ? {} : { correctionDue }),
    missing,
  };
}

function preparedView(release: NonNullable<Dataset['release']>): NonNullable<DatasetView['draft']>['release'] {
  const { dictionary: _dictionary, distributions: _distributions, warnings: _warnings, ...view } = release;
  return view;
}
