import type { Caller } from '../../domain/access/caller.ts';
import { type Dataset, type Listed, shownOf } from '../../domain/catalog/dataset.ts';
import { readiness } from '../../domain/catalog/readiness.ts';
import { type Distribution, fileNameOf } from '../../domain/catalog/release.ts';
import { isOfficial } from '../../domain/catalog/visibility.ts';
import { type City, organisationOf } from '../../domain/policy/policy.ts';
import type { Language } from '../http.ts';
import type { DatasetSummary, DatasetView } from '../routes/datasets.ts';

/** To whom, and under which address, a dataset is shown. */
export interface Look {
  city: City;
  caller: Caller;
  language: Language;
  origin: string;
}

interface Beside {
  downloads: number;
  /** Whether the last checked file proposes a dictionary. */
  proposed: boolean;
}

export function datasetView(dataset: Dataset, beside: Beside, look: Look): DatasetView {
  const official = isOfficial(look.caller, dataset);
  const published = dataset.published?.release?.dictionary;
  const dictionary = dataset.published === undefined && official ? dataset.dictionary : published;
  return {
    ...datasetSummary(shownOf(dataset), beside.downloads, look),
    ...(dictionary === undefined ? {} : { dictionary }),
    ...(official ? { draft: workingCopy(dataset, beside, look) } : {}),
  };
}

export function datasetSummary(listed: Listed, downloads: number, look: Look): DatasetSummary {
  const { id, publisher, district, entry, issued, modified, rows, warnings, state } = listed;
  return {
    id,
    ...entry,
    publisher: { id: publisher, title: organisationOf(look.city, publisher).title[look.language] },
    ...(district === undefined ? {} : { district }),
    ...(issued === undefined ? {} : { issued }),
    modified,
    distributions: listed.distributions.map((distribution) => distributionView(listed, distribution, look)),
    services: servicesOf(listed, look),
    ...(rows === undefined || warnings === undefined ? {} : { quality: { rows, warnings } }),
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
    },
  ];
}

function workingCopy(dataset: Dataset, { proposed }: Beside, { language }: Look): DatasetView['draft'] {
  const { entry, dictionary, release, submission, suspendedBy, takenDownBy, correctionDue } = dataset;
  const missing = readiness(dataset).map(({ pointer, detail }) => ({ pointer, detail: detail[language] }));
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
