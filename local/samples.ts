import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { type Client, clientOf } from './client.ts';

const folder = join(import.meta.dirname, '../data/samples');

/** A dataset of `data/samples`: who puts it in, its file, and what its agency says of it. */
const Sample = z.object({ clerk: z.string(), file: z.string(), entry: z.unknown(), dictionary: z.unknown() });
type Sample = z.infer<typeof Sample>;

const Dataset = z.object({
  id: z.string(),
  state: z.string(),
  draft: z.object({ submission: z.string().optional() }).optional(),
});
const Upload = z.object({ id: z.string(), url: z.string(), fields: z.record(z.string(), z.string()) });
const Check = z.object({ state: z.string(), report: z.unknown().optional() });
const Case = z.object({
  id: z.string(),
  state: z.string(),
  settled: z.boolean(),
  allowedCommands: z.array(z.object({ command: z.string() })),
});

const POLL_MS = 20;
// A file of two megabytes is checked in some seconds on a slow machine.
const PATIENCE_MS = 120_000;

interface Settings {
  dir: string;
  api: string;
  tokenFor: (account: string) => Promise<string>;
  print: (text: string) => void;
}

/**
 * Publishes the sample data as the agencies and the regulator would, by the API alone, at the first start. What a
 * killed start has left half done is gone on with.
 */
export async function putInSamples({ dir, api, tokenFor, print }: Settings): Promise<void> {
  const marker = join(dir, 'samples-are-in');
  if (existsSync(marker)) return;
  const samples = z.array(Sample).parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));
  const client = clientOf(api, tokenFor);
  for (const sample of samples) {
    const { clerk } = sample;
    const dataset = await drafted(client, clerk, sample);
    if (dataset.state !== 'draft' && dataset.state !== 'submitted') continue;
    print(`Putting in ${sample.file} …`);
    const caseId = dataset.draft?.submission ?? (await submitted(client, clerk, dataset.id, sample));
    await passed(client, caseId);
  }
  writeFileSync(marker, '');
}

/** The same entry under the same key is the same dataset, however often it is sent. */
const drafted = async (client: Client, clerk: string, { file, entry }: Sample): Promise<z.infer<typeof Dataset>> => {
  const { id } = await client.post('/v1/datasets', clerk, entry, Dataset, `sample-${file}`);
  return client.get(`/v1/datasets/${id}`, clerk, Dataset);
};

/** QD-12.1: the dictionary, the linked file, its security review and the masking rules, then the submission. */
async function submitted(client: Client, clerk: string, id: string, { file, dictionary }: Sample): Promise<string> {
  const uploadId = await uploaded(client, clerk, id, file);
  await client.put(`/v1/datasets/${id}/dictionary`, clerk, dictionary);
  await client.put(`/v1/datasets/${id}/release`, clerk, {
    uploadId,
    securityReview: { conclusion: '示例数据,取自公开来源,不含个人信息,可以开放', reviewer: '数据安全审查员(示例)' },
    riskAssessment: { conclusion: '低风险' },
    masking: [],
  });
  const kase = await client.post('/v1/publications', clerk, { datasetId: id }, Case, `sample-publication-${file}`);
  return kase.id;
}

async function uploaded(client: Client, clerk: string, datasetId: string, file: string): Promise<string> {
  const bytes = readFileSync(join(folder, file));
  const announced = { fileName: file, size: bytes.length };
  const { id, url, fields } = await client.post(`/v1/datasets/${datasetId}/uploads`, clerk, announced, Upload);
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([bytes]), file);
  const stored = await fetch(url, { method: 'POST', body: form });
  if (!stored.ok) throw new Error(`${file} can't be stored: ${stored.status} ${await stored.text()}`);
  const check = await until(
    () => client.get(`/v1/uploads/${id}`, clerk, Check),
    ({ state }) => state === 'checked' || state === 'refused',
  );
  if (check.state === 'refused') throw new Error(`${file} is refused: ${JSON.stringify(check.report)}`);
  return id;
}

// Who may have a part in a review, whatever the city's regulation calls it.
const reviewers = ['regulator', 'expert', 'agency-reviewer', 'agency-principal', 'other-agency-reviewer', 'government'];
const assents = ['pass', 'approve', 'verify'];

/** The city's review, by whoever it waits for; the platform publishes after it. */
async function passed(client: Client, caseId: string): Promise<void> {
  const look = () => client.get(`/v1/cases/${caseId}`, 'auditor', Case);
  for (let seen = await look(); seen.state !== 'closed'; ) {
    const assented = await assentedByAny(client, caseId);
    seen = await until(look, ({ state, settled }) => state === 'closed' || (settled && assented));
  }
}

async function assentedByAny(client: Client, caseId: string): Promise<boolean> {
  for (const reviewer of reviewers) {
    const { allowedCommands } = await client.get(`/v1/cases/${caseId}`, reviewer, Case).catch(unlessHidden);
    const assent = allowedCommands.find(({ command }) => assents.includes(command));
    if (assent === undefined) continue;
    await client.post(`/v1/cases/${caseId}/commands`, reviewer, assent, Case);
    return true;
  }
  return false;
}

/** A case is hidden from those who have no part in it. */
function unlessHidden(error: unknown): Pick<z.infer<typeof Case>, 'allowedCommands'> {
  if (error instanceof Error && error.message.includes(': 403 ')) return { allowedCommands: [] };
  throw error;
}

async function until<T>(look: () => Promise<T>, done: (seen: T) => boolean): Promise<T> {
  for (let waited = 0; waited < PATIENCE_MS; waited += POLL_MS) {
    const seen = await look();
    if (done(seen)) return seen;
    await pause(POLL_MS);
  }
  throw new Error(`nothing came of it in time: ${JSON.stringify(await look())}`);
}
