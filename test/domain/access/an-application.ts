import { Instant } from '../../../domain/calendar/dates.ts';
import type { Case } from '../../../domain/case/case.ts';
import { Dataset } from '../../../domain/catalog/dataset.ts';
import { AgencyId, CaseId, DatasetId } from '../../../domain/ids.ts';
import type { Quota } from '../../../domain/policy/policy.ts';

export const cityQuota = { calls: 1000, per: 'day' } as const;

const fields = [
  { name: 'id', title: '编号', type: 'integer', sensitivity: 'L1' },
  { name: 'district', title: '区市', type: 'string', sensitivity: 'L1' },
  { name: 'pm25', title: 'PM2.5', type: 'number', sensitivity: 'L2' },
];

const entry = {
  title: '空气质量逐时监测数据',
  description: '逐时',
  theme: '生态环境',
  keyword: [],
  accrualPeriodicity: 'daily',
  openness: 'conditional',
  openingModes: ['download', 'interface'],
  securityLevel: 'L2',
  license: 'open',
  sourceSystem: '监测平台',
  contact: { name: '监测科', phone: '0532-12345678' },
};

/** A published conditional dataset; a fourth column was removed before its publication. */
export const aDataset = (over: { defaultQuota?: Quota; published?: false } = {}): Dataset => {
  const { defaultQuota, published } = over;
  const now = '2026-09-01T00:00:00.000Z';
  const quota = defaultQuota === undefined ? {} : { defaultQuota };
  const release = {
    id: 'release-1',
    preparedAt: now,
    uploadId: 'upload-1',
    dictionary: { fields },
    rows: 3,
    warnings: 0,
    distributions: [],
  };
  return Dataset.parse({
    id: 'air',
    publisher: 'ecology-bureau',
    entry,
    ...(published === false
      ? {}
      : { published: { entry: { ...entry, ...quota }, release, caseId: 'case-0', at: now } }),
    suspendedBy: [],
    modified: now,
    maskingSalt: 'salt',
    version: 3,
    chain: { seq: 3, hash: 'a'.repeat(64) },
  });
};

/** An application that was approved and signed by both, as it stands before its access is opened. */
export const anApplication = (over: Partial<Case> = {}): Case => ({
  id: CaseId.parse('case-1'),
  procedure: 'application',
  policyVersion: 'QD-1',
  version: 5,
  seq: 5,
  hash: 'a'.repeat(64),
  receivedAt: Instant.parse('2026-09-21T02:00:00.000Z'),
  changedAt: Instant.parse('2026-09-28T02:00:00.000Z'),
  datasetId: DatasetId.parse('air'),
  agency: { id: AgencyId.parse('ecology-bureau') },
  applicant: { subject: 'company', name: '青岛某某数据有限公司' },
  filedAs: 'applicant',
  filing: {
    datasetId: 'air',
    purpose: '研究空气质量与出行的关系',
    scenario: '公交线网规划',
    safeguards: '专机专人,离线分析',
    usePeriod: { from: '2026-10-01', to: '2026-12-31' },
    commitment: true,
  },
  stands: 'grant-access',
  contributions: [],
  clocks: [],
  epoch: 2,
  run: 1,
  outcome: 'granted',
  terms: {},
  ...over,
});
