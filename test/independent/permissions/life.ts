import { join } from 'node:path';
import type { City } from '../../../domain/policy/policy.ts';
import { functionNames } from '../../../local/functions.ts';
import { namesOf } from '../../../local/names.ts';
import { accessKeyOf, secretsIn } from '../../../local/secrets.ts';
import { year2027 } from '../../builders/calendar-year.ts';
import { type HostProcess, startHostProcess } from '../../builders/host.ts';
import { begun, type CityLife, lead } from '../city-life.ts';
import { type Asked, askedIn } from './calls.ts';
import { arn } from './place.ts';

export interface Asking extends Asked {
  /** Where it was asked. */
  city: City;
  /** `qingdao-cases`. */
  role: string;
}

/** Each call of each role in a life of the laptop host, which is one city's. */
export async function asksOf(folder: string, city: City): Promise<Asking[]> {
  const [calls, stateDir] = [join(folder, `${city.name}.jsonl`), join(folder, `${city.name}-state`)];
  const recording = import.meta.resolve('./recording.ts');
  const env = { NODE_OPTIONS: `--import=${recording}`, RECORDED_CALLS: calls };
  const host = await startHostProcess({ city: city.name, stateDir, clockStart: '2026-09-21T01:00:00Z', env });
  const signed: Asked[] = [];
  try {
    signed.push(...(await lived(host, city)));
  } finally {
    await host.stop();
  }
  const secrets = secretsIn(stateDir);
  const laptop = namesOf(city);
  const roleOf = new Map(
    functionNames.map((name) => [accessKeyOf(secrets, laptop.roleArn(name)).accessKeyId, `${city.name}-${name}`]),
  );
  return [...askedIn(calls, arn), ...signed].flatMap((asked) => {
    const role = roleOf.get(asked.accessKeyId);
    return role === undefined ? [] : [{ ...asked, city, role }];
  });
}

/**
 * Whatever the city's people file, led to its end, a calendar, downloads, rows and keys, and enough time for reminders,
 * overdue marks, the hourly look, measures that lapse and the first duties. What was signed for others is used with the
 * signer's rights.
 */
async function lived(host: HostProcess, city: City): Promise<Asked[]> {
  const life = await begun(host, city);
  const signed = [...(await used(host, life)), ...(await attached(host, life))];
  await administered(host, city);
  // What nobody decides in ten working days is overdue.
  await host.advance('P3W');
  await lead(host, city, life.cases);
  await host.advance('P1W');
  return signed;
}

/** What is open or was granted. */
async function used(host: HostProcess, { matters }: CityLife): Promise<Asked[]> {
  const signed: Asked[] = [];
  const { body: found } = await host.call<{ items: { id: string; distributions: { id: string }[] }[] }>(
    'GET',
    '/v1/datasets',
  );
  const distributions = found.items.flatMap((dataset) => dataset.distributions.map(({ id }) => id));
  for (const each of [matters.open, matters.conditional, matters.shared]) {
    for (const as of ['company', 'agency-clerk']) {
      for (const file of new Set(distributions)) {
        const path = `/v1/datasets/${each}/distributions/${file}/download/a.csv`;
        const link = (await host.call('GET', path, { as })).headers.get('location');
        if (link !== null) signed.push(askedByLink(link));
      }
      await host.call('GET', `/data/${each}?limit=1`, { as });
    }
    const announced = { as: 'agency-clerk', body: { fileName: '监测.csv', size: 1000 } };
    const { status, body } = await host.call<Form>('POST', `/v1/datasets/${each}/uploads`, announced);
    // Another agency's dataset is none of the clerk's.
    if (status === 201) signed.push(askedByForm(body));
    await host.call('GET', `/v1/datasets/${each}/preview`, { as: 'agency-clerk' });
  }
  const grants = matters.grant === undefined ? [] : [matters.grant];
  const form = { as: 'company', body: { name: '示例', grants } };
  const { body: key } = await host.call<{ id: string; key: string }>('POST', '/v1/api-keys', form);
  await host.call('GET', `/data/${matters.open}?limit=1`, { headers: { 'x-api-key': key.key } });
  await host.call('POST', `/v1/api-keys/${key.id}/rotate`, { as: 'company', body: {} });
  await host.call('DELETE', `/v1/api-keys/${key.id}`, { as: 'company' });
  await host.call('GET', '/v1/usage', { as: 'company' });
  await host.call('GET', '/v1/inbox', { as: 'company' });
  await host.call('GET', '/v1/sharing/use-records', { as: 'agency-clerk' });
  const report = { as: 'company', body: { use: '年度报告' } };
  for (const grant of grants) await host.call('POST', `/v1/grants/${grant}/usage-reports`, report);
  return signed;
}

/** A document beside each case that takes one, and read again. */
async function attached(host: HostProcess, { cases }: CityLife): Promise<Asked[]> {
  const signed: Asked[] = [];
  const text = '说明';
  for (const { id, as } of cases) {
    const announced = { as, body: { fileName: '说明.txt', size: Buffer.byteLength(text) } };
    const { status, body } = await host.call<Form & { id: string }>('POST', `/v1/cases/${id}/uploads`, announced);
    if (status !== 201) continue;
    signed.push(askedByForm(body));
    const form = new FormData();
    for (const [name, value] of Object.entries(body.fields)) form.append(name, value);
    form.append('file', new Blob([text]), '说明.txt');
    await fetch(body.url, { method: 'POST', body: form });
    // Moving the clock waits until what has been uploaded is checked.
    await host.advance('PT1S');
    const read = await host.call<{ url?: string }>('GET', `/v1/uploads/${body.id}`, { as });
    if (read.body.url !== undefined) signed.push(askedByLink(read.body.url));
  }
  return signed;
}

/** A year's calendar by two persons, who answers for what, and the rules of those cities that have some. */
async function administered(host: HostProcess, { organisations }: City): Promise<void> {
  await host.call('POST', '/v1/calendar/2027', { as: 'operator', body: year2027() });
  await host.call('POST', '/v1/calendar/2027/confirm', { as: 'regulator', body: {} });
  await host.call('GET', '/v1/calendar/2027');
  const persons = (['principal', 'chief-data-officer', 'data-opening', 'security'] as const).map((role) => ({
    role,
    name: '张三',
    phone: '0532-12345678',
  }));
  const [unit] = organisations.filter(({ district }) => district === undefined);
  const path = `/v1/agencies/${unit?.id}/responsible-persons`;
  await host.call('PUT', path, { as: 'agency-principal', body: { persons } });
  const rules = { duties: [{ of: 'user', text: '保障安全' }], prohibited: [], terminations: [] };
  await host.call('PUT', '/v1/rules-of-conduct', { as: 'regulator', body: rules });
  await host.call('POST', '/v1/rules-of-conduct/acceptances', { as: 'company', body: { version: 1 } });
}

interface Form {
  url: string;
  fields: Record<string, string>;
}

const accessKeyIn = (credential: string): string => credential.split('/')[0] ?? '';

function askedByLink(link: string): Asked {
  const { pathname, searchParams } = new URL(link);
  const accessKeyId = accessKeyIn(searchParams.get('X-Amz-Credential') ?? '');
  return {
    accessKeyId,
    action: 's3:GetObject',
    resource: arn('s3', decodeURIComponent(pathname).slice(1)),
    context: {},
  };
}

function askedByForm({ url, fields }: Form): Asked {
  const { 'X-Amz-Credential': credential = '', key = '' } = fields;
  const bucket = new URL(url).pathname.replaceAll('/', '');
  return {
    accessKeyId: accessKeyIn(credential),
    action: 's3:PutObject',
    resource: arn('s3', `${bucket}/${key}`),
    context: {},
  };
}
