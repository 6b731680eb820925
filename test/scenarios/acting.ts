import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { CallOptions, HostProcess, Problem, Reply } from '../builders/host.ts';
import { wellDescribed } from '../builders/well-described.ts';

// What people do on the platform, over HTTP alone. Each throws what was answered where something else was due.

export interface Deadline {
  stage: string;
  startedOn: string;
  dueOn: string;
  dueAt: string;
  clause: string;
  remindedAt?: string;
  overdueSince?: string;
  endedAt?: string;
}

export interface CaseView {
  id: string;
  procedure: string;
  state: 'open' | 'closed';
  stage: string;
  settled: boolean;
  version: number;
  outcome?: string;
  agreementId?: string;
  grantId?: string;
  reasons?: string[];
  parties: { role: string; id?: string; name?: string }[];
  deadlines: Deadline[];
  timeline: { at: string; type: string; by: string; command?: string; clause?: string; to?: string }[];
  allowedCommands: { command: string; schema: object }[];
}

export interface DatasetView {
  id: string;
  title: string;
  state: string;
  openness: string;
  publisher: { id: string };
  distributions: {
    id: string;
    format: string;
    byteSize: number;
    checksum: { algorithm: string; value: string };
    downloadUrl: string;
  }[];
}

export interface Page<Item> {
  total: number;
  page: number;
  pageSize: number;
  items: Item[];
}

export interface Message {
  id: string;
  at: string;
  kind: string;
  caseId?: string;
  text: string;
}

/** The body of an answer with this status. */
export async function answered<Body>(reply: Promise<Reply<unknown>>, status = 200): Promise<Body> {
  const { status: seen, body } = await reply;
  if (seen !== status) throw new Error(`${seen} instead of ${status}: ${JSON.stringify(body)}`);
  return body as Body;
}

export const get = <Body>(host: HostProcess, path: string, as?: string): Promise<Body> =>
  answered<Body>(host.call('GET', path, as === undefined ? {} : { as }));

export const post = <Body>(host: HostProcess, path: string, options: CallOptions, status = 201): Promise<Body> =>
  answered<Body>(host.call('POST', path, options), status);

export const give = (host: HostProcess, id: string, as: string, command: object): Promise<Reply<CaseView & Problem>> =>
  host.call('POST', `/v1/cases/${id}/commands`, { as, body: command });

/** Gives commands one after the other; each once the platform has done what the one before led to. */
export async function through(
  host: HostProcess,
  id: string,
  ...steps: (readonly [as: string, command: string, more?: object])[]
): Promise<CaseView> {
  for (const [as, command, more = {}] of steps) {
    await host.settled(id);
    await answered(give(host, id, as, { command, ...more }));
  }
  return host.settled<CaseView>(id);
}

export const seen = (host: HostProcess, id: string, as = 'auditor'): Promise<CaseView> =>
  get(host, `/v1/cases/${id}`, as);

export const inbox = async (host: HostProcess, as: string): Promise<Message[]> =>
  (await get<Page<Message>>(host, '/v1/inbox?pageSize=100', as)).items;

/** The sample that is opened on conditions. */
export async function conditionalSample(host: HostProcess): Promise<DatasetView> {
  const { items } = await get<Page<DatasetView>>(host, '/v1/datasets?openness=conditional&publisher=ecology-bureau');
  const [found] = items;
  if (found === undefined) throw new Error('there is no conditional sample');
  return found;
}

export const anApplication = (datasetId: string, over: object = {}) => ({
  datasetId,
  purpose: '研究空气质量',
  scenario: '年度报告',
  safeguards: '专人保管,不外传',
  usePeriod: { from: '2026-10-01', to: '2028-09-30' },
  commitment: true,
  ...over,
});

export const apply = (host: HostProcess, datasetId: string, over: object = {}, as = 'company'): Promise<CaseView> =>
  post(host, '/v1/applications', { as, body: anApplication(datasetId, over) });

export const object = (host: HostProcess, datasetId: string, kind: string, as = 'citizen'): Promise<CaseView> =>
  post(host, '/v1/objections', { as, body: { datasetId, kind, statement: '数据涉及本人权益' } });

export const anEntry = (over: object = {}) => ({
  title: '青岛近岸水质监测',
  description: '各监测站位的逐月水质',
  theme: '生态环境',
  keyword: ['水质', '海洋'],
  accrualPeriodicity: 'monthly',
  openness: 'unconditional',
  openingModes: ['download', 'interface'],
  securityLevel: 'L1',
  license: 'open',
  sourceSystem: '监测系统',
  contact: { name: '数据科', phone: '0532-12345678' },
  ...wellDescribed(['站位', '月份', '溶解氧'], over),
  ...over,
});

export const stationsCsv = '站位,月份,溶解氧\r\n胶州湾,1,8.2\r\n胶州湾,2,8.6\r\n崂山湾,1,7.9\r\n崂山湾,2,8.1\r\n';

export const draft = async (host: HostProcess, entry: object = {}, as = 'agency-clerk'): Promise<string> =>
  (await post<{ id: string }>(host, '/v1/datasets', { as, body: anEntry(entry) })).id;

interface Form {
  id: string;
  url: string;
  fields: Record<string, string>;
}

/** Puts a file into quarantine by the form that is given for it; answers the upload once it is checked. */
export async function upload(
  host: HostProcess,
  datasetId: string,
  csv = stationsCsv,
  as = 'agency-clerk',
): Promise<string> {
  const bytes = Buffer.from(csv);
  const body = { fileName: '监测.csv', size: bytes.length };
  const form = await post<Form>(host, `/v1/datasets/${datasetId}/uploads`, { as, body });
  await postForm(form, bytes);
  await checked(host, form.id, as);
  return form.id;
}

export async function postForm({ url, fields }: Form, bytes: Uint8Array): Promise<void> {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  data.append('file', new Blob([bytes as Uint8Array<ArrayBuffer>]), '监测.csv');
  const { status, ok } = await fetch(url, { method: 'POST', body: data });
  if (!ok) throw new Error(`the file isn't stored: ${status}`);
}

const POLL_MS = 20;
const ASKS = 1500;

async function checked(host: HostProcess, uploadId: string, as: string): Promise<void> {
  for (let asked = 0; asked < ASKS; asked++) {
    const { state, report } = await get<{ state: string; report?: unknown }>(host, `/v1/uploads/${uploadId}`, as);
    if (state === 'checked') return;
    if (state === 'refused') throw new Error(`the file is refused: ${JSON.stringify(report)}`);
    await pause(POLL_MS);
  }
  throw new Error(`upload ${uploadId} isn't checked`);
}

/** Binds the dictionary as proposed, and decides on review, risk and masking: the steps of QD-12.1 after the file. */
export async function prepare(
  host: HostProcess,
  datasetId: string,
  uploadId: string,
  as = 'agency-clerk',
): Promise<void> {
  const dictionary = await get<object>(host, `/v1/datasets/${datasetId}/dictionary`, as);
  await answered(host.call('PUT', `/v1/datasets/${datasetId}/dictionary`, { as, body: dictionary }));
  const body = {
    uploadId,
    securityReview: { conclusion: '可以开放', reviewer: '安全员' },
    riskAssessment: { conclusion: '低风险' },
    masking: [],
  };
  await answered(host.call('PUT', `/v1/datasets/${datasetId}/release`, { as, body }));
}

export const submit = (host: HostProcess, datasetId: string, as = 'agency-clerk'): Promise<CaseView> =>
  post(host, '/v1/publications', { as, body: { datasetId } });

/** A new dataset of the agency, from its draft to the public. */
export async function published(host: HostProcess, entry: object = {}, csv = stationsCsv): Promise<DatasetView> {
  const id = await draft(host, entry);
  await prepare(host, id, await upload(host, id, csv));
  const kase = await submit(host, id);
  await through(host, kase.id, ['regulator', 'pass']);
  return get<DatasetView>(host, `/v1/datasets/${id}`);
}

/** Where the download broker sends whoever asks for a file; undefined where it refuses. */
export async function linkTo(
  host: HostProcess,
  dataset: DatasetView,
  as?: string,
  method = 'GET',
): Promise<Reply<Problem>> {
  const { pathname } = new URL(dataset.distributions.find(({ format }) => format === 'CSV')?.downloadUrl ?? '');
  return host.call(method, pathname, as === undefined ? {} : { as });
}

export async function follow(
  url: string,
  method = 'GET',
): Promise<{ status: number; sha256: string; headers: Headers }> {
  const response = await fetch(url, { method });
  const bytes = Buffer.from(await response.arrayBuffer());
  return {
    status: response.status,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    headers: response.headers,
  };
}

/** The executions of a case that run now. */
export async function running(host: HostProcess, caseId: string): Promise<{ name: string; state: string }[]> {
  const { items } = await get<{ items: { name: string; state: string; status: string }[] }>(
    host,
    `/local/executions?caseId=${caseId}`,
  );
  return items.filter(({ status }) => status === 'RUNNING');
}
