import { genesis } from '../../domain/audit/chain.ts';
import { Dataset } from '../../domain/catalog/dataset.ts';
import { releasePrefix } from '../../domain/catalog/release.ts';
import type { Platform } from '../../functions/platform.ts';
import { datasetWrites } from '../../functions/stores/catalog.ts';

const entry = {
  title: '空气质量小时值',
  description: '本市各监测点的小时平均浓度',
  theme: '生态环境',
  keyword: ['空气'],
  accrualPeriodicity: 'daily',
  openness: 'conditional',
  openingModes: ['download', 'interface'],
  securityLevel: 'L2',
  license: 'open',
  sourceSystem: '监测系统',
  contact: { name: '数据科', phone: '0532-12345678' },
};

const field = (name: string) => ({ name, title: name, type: 'string', sensitivity: 'L1' });
const dictionary = { fields: [field('station'), field('value')], missingValues: [''] };

/** A dataset with a release: open to the public, or ready to be submitted for publication. */
export async function openDataset(
  p: Platform,
  { submitted = 'open' as 'open' | 'ready', id = 'air', over = {} as object } = {},
): Promise<Dataset> {
  const now = p.now();
  const release = {
    id: 'r1',
    preparedAt: now,
    uploadId: 'u1',
    securityReview: { conclusion: '可以开放', reviewer: '安全员' },
    riskAssessment: { conclusion: '低风险' },
    masking: [],
    dictionary,
    rows: 2,
    warnings: 0,
    distributions: [
      {
        id: 'csv',
        format: 'CSV',
        mediaType: 'text/csv',
        key: `${releasePrefix(id, 'r1')}data.csv`,
        byteSize: 3,
        sha256: 'a'.repeat(64),
        rows: 2,
      },
    ],
  };
  const next = Dataset.parse({
    id,
    publisher: 'ecology-bureau',
    entry,
    dictionary,
    release,
    ...(submitted === 'open' ? { published: { entry, release, caseId: 'seed', at: now }, issued: now } : {}),
    suspendedBy: [],
    modified: now,
    maskingSalt: 's',
    version: 0,
    chain: { seq: 0, hash: genesis },
    ...over,
  });
  const change = { next, body: { type: 'created' as const, datasetId: next.id }, by: { role: 'platform' as const } };
  await p.engine.write(datasetWrites(undefined, change, now, ''));
  await p.objects.write('data', `${releasePrefix(id, 'r1')}data.csv`, 'a,b', {
    contentType: 'text/csv',
    gate: submitted === 'open' ? 'open' : 'closed',
  });
  return p.catalog.load(next.id);
}
