import { join } from 'node:path';
import type { City } from '../../../domain/policy/policy.ts';
import { functionNames } from '../../../local/functions.ts';
import { namesOf } from '../../../local/names.ts';
import { accessKeyOf, secretsIn } from '../../../local/secrets.ts';
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
  const signed = await used(host, life);
  await host.call('GET', '/v1/calendar/2026');
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
  await host.call('POST', '/v1/api-keys', { as: 'company', body: { name: '示例', grants } });
  await host.call('GET', '/v1/usage', { as: 'company' });
  await host.call('GET', '/v1/inbox', { as: 'company' });
  await host.call('GET', '/v1/sharing/use-records', { as: 'agency-clerk' });
  const report = { as: 'company', body: { use: '年度报告' } };
  for (const grant of grants) await host.call('POST', `/v1/grants/${grant}/usage-reports`, report);
  return signed;
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
