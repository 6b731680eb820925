import { genesis } from '../../../domain/audit/chain.ts';
import { Dataset } from '../../../domain/catalog/dataset.ts';
import { Release } from '../../../domain/catalog/release.ts';
import { anEntry, stationsDictionary } from '../../builders/catalog.ts';

export const aRelease = (over: object = {}) =>
  Release.parse({
    id: 'r1',
    preparedAt: '2026-09-21T01:00:00.000Z',
    uploadId: 'u1',
    securityReview: { conclusion: '可以开放', reviewer: '安全员' },
    riskAssessment: { conclusion: '低风险' },
    masking: [],
    dictionary: stationsDictionary,
    rows: 3,
    warnings: 0,
    distributions: [
      {
        id: 'csv',
        format: 'CSV',
        mediaType: 'text/csv',
        key: 'datasets/air/r1/data.csv',
        byteSize: 9,
        sha256: 'a'.repeat(64),
        rows: 3,
      },
    ],
    ...over,
  });

/** A dataset with every step of QD-12.1 taken and nothing published. */
export const aDataset = (over: object = {}): Dataset =>
  Dataset.parse({
    id: 'air',
    publisher: 'ecology-bureau',
    entry: anEntry(),
    dictionary: stationsDictionary,
    release: aRelease(),
    suspendedBy: [],
    modified: '2026-09-21T01:00:00.000Z',
    maskingSalt: 's',
    version: 1,
    chain: { seq: 1, hash: genesis },
    ...over,
  });

export const anEntryOf = anEntry;

export const aPublication = (over: object = {}) => ({
  entry: anEntry(),
  release: aRelease(),
  caseId: 'c0',
  at: '2026-09-21T02:00:00.000Z',
  ...over,
});

export const openDataset = (over: object = {}): Dataset =>
  aDataset({ published: aPublication(), issued: '2026-09-21T02:00:00.000Z', ...over });
