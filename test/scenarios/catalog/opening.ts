import { setTimeout as pause } from 'node:timers/promises';
import type { HostProcess, Problem, Reply } from '../../builders/host.ts';
import { answered, type CaseView, draft, get, postForm, submit } from '../acting.ts';

/** What is made of a dataset, from its draft on. */
export interface Making {
  entry?: object;
  csv?: string | Uint8Array;
  as?: string;
  masking?: { column: string; rule: string }[];
  /** Levels by the names of columns. */
  sensitivity?: Record<string, string>;
}

export interface Upload {
  id: string;
  state: string;
  report?: { faults: { code: string; detail: string; line?: number }[]; faultCount: number; warningCount: number };
}

const POLL_MS = 20;
const ASKS = 1500;

/** Announces a file and puts it where the form says; answers it as it was checked. */
export async function sent(
  host: HostProcess,
  datasetId: string,
  csv: string | Uint8Array,
  as = 'agency-clerk',
): Promise<Upload> {
  const bytes = Buffer.from(csv);
  const form = await answered<Parameters<typeof postForm>[0] & { id: string }>(
    host.call('POST', `/v1/datasets/${datasetId}/uploads`, { as, body: { fileName: '监测.csv', size: bytes.length } }),
    201,
  );
  await postForm(form, bytes);
  for (let asked = 0; asked < ASKS; asked++) {
    const upload = await get<Upload>(host, `/v1/uploads/${form.id}`, as);
    if (upload.state === 'checked' || upload.state === 'refused') return upload;
    await pause(POLL_MS);
  }
  throw new Error(`upload ${form.id} isn't checked`);
}

interface Dictionary {
  fields: { name: string; title: string; sensitivity: string }[];
}

/** Binds the dictionary as it is proposed, and asks for the release; answers what that is answered with. */
export async function released(
  host: HostProcess,
  datasetId: string,
  { csv = '', as = 'agency-clerk', masking = [], sensitivity = {} }: Making,
): Promise<Reply<Problem>> {
  const upload = await sent(host, datasetId, csv, as);
  const path = `/v1/datasets/${datasetId}`;
  const dictionary = await get<Dictionary>(host, `${path}/dictionary`, as);
  const fields = dictionary.fields.map((field) => ({ ...field, sensitivity: sensitivity[field.name] ?? 'L1' }));
  await answered(host.call('PUT', `${path}/dictionary`, { as, body: { ...dictionary, fields } }));
  const body = {
    uploadId: upload.id,
    securityReview: { conclusion: '可以开放', reviewer: '安全员' },
    riskAssessment: { conclusion: '低风险' },
    masking,
  };
  return host.call('PUT', `${path}/release`, { as, body });
}

/** The review of a submission, by whomever the city has for it. */
export async function reviewed(host: HostProcess, caseId: string): Promise<CaseView> {
  for (let step = 0; step < 5; step++) {
    const kase = await host.settled<CaseView>(caseId);
    if (kase.state === 'closed') return kase;
    const by = await passing(host, caseId);
    await answered(host.call('POST', `/v1/cases/${caseId}/commands`, { as: by, body: { command: 'pass' } }));
  }
  throw new Error(`case ${caseId} isn't closed`);
}

async function passing(host: HostProcess, caseId: string): Promise<string> {
  for (const as of ['regulator', 'district-regulator', 'area-regulator']) {
    const { status, body } = await host.call<CaseView>('GET', `/v1/cases/${caseId}`, { as });
    if (status === 200 && body.allowedCommands.some(({ command }) => command === 'pass')) return as;
  }
  throw new Error(`nobody can pass case ${caseId}`);
}

/** A new dataset, from its draft to the public. Answers its id. */
export async function opened(
  host: HostProcess,
  { entry = {}, as = 'agency-clerk', ...making }: Making,
): Promise<string> {
  const id = await draft(host, entry, as);
  if ((entry as { openness?: string }).openness !== 'closed') await answered(released(host, id, { ...making, as }));
  await reviewed(host, (await submit(host, id, as)).id);
  return id;
}

/** The places of what an entry is refused for, and what is said of each. */
export async function refusals(
  host: HostProcess,
  body: object,
  as = 'agency-clerk',
): Promise<{ status: number; errors: Record<string, string> }> {
  const reply = await host.call<Problem>('POST', '/v1/datasets', { as, body });
  const errors = (reply.body.errors ?? []).map(({ pointer, detail }) => [pointer, detail]);
  return { status: reply.status, errors: Object.fromEntries(errors) };
}

/** The places of the steps for which a dataset can't be submitted. */
export async function lacking(
  host: HostProcess,
  datasetId: string,
  as = 'agency-clerk',
): Promise<Record<string, string>> {
  const reply = await host.call<Problem>('POST', '/v1/publications', { as, body: { datasetId } });
  if (reply.status !== 422) throw new Error(`${reply.status} instead of 422: ${JSON.stringify(reply.body)}`);
  return Object.fromEntries((reply.body.errors ?? []).map(({ pointer, detail }) => [pointer, detail]));
}
