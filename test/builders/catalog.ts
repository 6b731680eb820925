import type { Dataset } from '../../domain/catalog/dataset.ts';
import { CaseId, DatasetId } from '../../domain/ids.ts';
import { datasetsHandlers } from '../../functions/datasets/handlers.ts';
import { downloadsHandlers } from '../../functions/downloads/handlers.ts';
import { datasets } from '../../functions/routes/datasets.ts';
import { downloads } from '../../functions/routes/downloads.ts';
import { uploads } from '../../functions/routes/uploads.ts';
import { publish, submitWrites } from '../../functions/stores/opening.ts';
import { checkUpload } from '../../functions/uploads/check.ts';
import { uploadsHandlers } from '../../functions/uploads/handlers.ts';
import type { CallerName } from './callers.ts';
import { caller } from './calls.ts';
import type { TestPlatform } from './platform.ts';
import { wellDescribed } from './well-described.ts';

/** A complete catalog entry, as an agency posts it. */
export const anEntry = (over: object = {}) => ({
  title: '空气质量小时值',
  description: '本市各监测点的小时平均浓度',
  theme: '生态环境',
  keyword: ['空气', '监测'],
  accrualPeriodicity: 'daily',
  openness: 'unconditional',
  openingModes: ['download', 'interface'],
  securityLevel: 'L2',
  license: 'open',
  sourceSystem: '监测系统',
  contact: { name: '数据科', phone: '0532-12345678' },
  ...wellDescribed(['站点', '负责人', '浓度'], over),
  ...over,
});

export const stationsCsv = '站点,负责人,浓度\r\n市南,张三丰,35\r\n市北,李四,41\r\n李沧,王五,28\r\n';

const string = (name: string) => ({ name, title: name, type: 'string', sensitivity: 'L1' });
export const stationsDictionary = {
  fields: [string('站点'), string('负责人'), { name: '浓度', title: '浓度', type: 'integer', sensitivity: 'L1' }],
  missingValues: [''],
};

/** The catalog's calls on one platform, each through the whole chain. */
export const catalogOf = (p: TestPlatform) => ({
  datasets: caller(datasets, datasetsHandlers(p)),
  uploads: caller(uploads, uploadsHandlers(p)),
  downloads: caller(downloads, downloadsHandlers(p)),
});

interface Making {
  entry?: object;
  as?: CallerName;
  csv?: string | Uint8Array;
  dictionary?: object;
  release?: object;
}

/** Drafts an entry and answers its id. */
export async function drafted(p: TestPlatform, { entry = {}, as = 'agency-clerk' }: Making = {}): Promise<DatasetId> {
  const { body, status, text } = await catalogOf(p).datasets('create', { as, body: anEntry(entry) });
  if (status !== 201) throw new Error(text);
  return DatasetId.parse((body as { id: string }).id);
}

/** Announces a file, puts it where the form says, and lets its arrival be checked. */
export async function uploaded(
  p: TestPlatform,
  id: string,
  { csv = stationsCsv, as = 'agency-clerk' }: Making = {},
): Promise<string> {
  const size = Buffer.byteLength(csv);
  const { body, status, text } = await catalogOf(p).uploads('announce', {
    as,
    params: { id },
    body: { fileName: '监测.csv', size },
  });
  if (status !== 201) throw new Error(text);
  const form = body as { id: string; url: string };
  await arrived(p, form.url, csv);
  return form.id;
}

/** Posts a file by a form that was given, and tells of its arrival as EventBridge does. */
export async function arrived(p: TestPlatform, url: string, csv: string | Uint8Array): Promise<void> {
  const { bucket, ...object } = await p.objects.upload(url, csv);
  await checkUpload(p)({ detail: { bucket: { name: bucket }, object } });
}

/** Takes every step of QD-12.1 before submission. */
export async function prepared(p: TestPlatform, making: Making = {}): Promise<DatasetId> {
  const { as = 'agency-clerk', dictionary = stationsDictionary, release = {} } = making;
  const id = await drafted(p, making);
  const uploadId = await uploaded(p, id, making);
  const api = catalogOf(p);
  await expectOk(api.datasets('bindDictionary', { as, params: { id }, body: dictionary }));
  const body = {
    uploadId,
    securityReview: { conclusion: '可以开放', reviewer: '安全员' },
    riskAssessment: { conclusion: '低风险' },
    masking: [],
    ...release,
  };
  await expectOk(api.uploads('prepareRelease', { as, params: { id }, body }));
  return id;
}

async function expectOk(answer: Promise<{ status: number; text: string }>): Promise<void> {
  const { status, text } = await answer;
  if (status !== 200) throw new Error(text);
}

/** Publishes as a reviewed case would. */
export async function openedBy(p: TestPlatform, id: DatasetId, caseName = `pub-${p.newId()}`): Promise<Dataset> {
  const caseId = CaseId.parse(caseName);
  await p.engine.write(submitWrites(await p.catalog.load(id), caseId, p.now()));
  await publish(p, id, caseId);
  return p.catalog.load(id);
}

export async function opened(p: TestPlatform, making: Making = {}): Promise<Dataset> {
  return openedBy(p, await prepared(p, making));
}
