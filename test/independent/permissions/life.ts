import { join } from 'node:path';
import { qingdao } from '../../../cities/qingdao.ts';
import { functionNames } from '../../../local/functions.ts';
import { namesOf } from '../../../local/names.ts';
import { accessKeyOf, secretsIn } from '../../../local/secrets.ts';
import { type HostProcess, startHostProcess } from '../../builders/host.ts';
import { prepared } from '../api/known.ts';
import { type Asked, askedIn } from './calls.ts';
import { arn } from './place.ts';

export interface Asking extends Asked {
  /** `qingdao-cases`. */
  role: string;
}

/** Each call of each role in a life of the laptop host, which is Qingdao's. */
export async function asksOf(folder: string): Promise<Asking[]> {
  const [calls, stateDir] = [join(folder, 'calls.jsonl'), join(folder, 'state')];
  const recording = import.meta.resolve('./recording.ts');
  const env = { NODE_OPTIONS: `--import=${recording}`, RECORDED_CALLS: calls };
  const host = await startHostProcess({ city: qingdao.name, stateDir, clockStart: '2026-09-21T01:00:00Z', env });
  const signed: Asked[] = [];
  try {
    signed.push(...(await lived(host)));
  } finally {
    await host.stop();
  }
  const secrets = secretsIn(stateDir);
  const laptop = namesOf(qingdao);
  const roleOf = new Map(
    functionNames.map((name) => [accessKeyOf(secrets, laptop.roleArn(name)).accessKeyId, `${qingdao.name}-${name}`]),
  );
  return [...askedIn(calls, arn), ...signed].flatMap((asked) => {
    const role = roleOf.get(asked.accessKeyId);
    return role === undefined ? [] : [{ ...asked, role }];
  });
}

/**
 * Cases, downloads, rows, keys, a calendar, and enough time for reminders, overdue marks, the hourly look, and sixty
 * days for an appeal that nobody makes. What was signed for others is used with the signer's rights.
 */
async function lived(host: HostProcess): Promise<Asked[]> {
  const signed: Asked[] = [];
  const known = await prepared(host);
  const [dataset = ''] = known.datasets;
  const [grant = ''] = known.grants;
  for (const each of known.datasets) {
    for (const file of known.distributions) {
      const path = `/v1/datasets/${each}/distributions/${file}/download/a.csv`;
      const { headers } = await host.call('GET', path, { as: 'company' });
      const link = headers.get('location');
      if (link !== null) signed.push(askedByLink(link));
    }
    const announced = { as: 'agency-clerk', body: { fileName: '监测.csv', size: 1000 } };
    const { status, body } = await host.call<Form>('POST', `/v1/datasets/${each}/uploads`, announced);
    // Another agency's dataset is none of the clerk's.
    if (status === 201) signed.push(askedByForm(body));
    await host.call('GET', `/data/${each}?limit=1`, { as: 'company' });
    await host.call('GET', `/v1/datasets/${each}/preview`, { as: 'agency-clerk' });
  }
  await host.call('GET', '/v1/usage', { as: 'company' });
  await host.call('GET', '/v1/inbox', { as: 'company' });
  await host.call('POST', `/v1/grants/${grant}/usage-reports`, { as: 'company', body: { use: '年度报告' } });
  await host.call('GET', '/v1/calendar/2026');
  const objection = { datasetId: dataset, kind: 'infringement', statement: '涉及本人' };
  const { body } = await host.call<{ id: string }>('POST', '/v1/objections', { as: 'resident', body: objection });
  await host.settled(body.id);
  for (const as of ['agency-reviewer', 'regulator']) {
    const command = { command: 'confirm-infringement', reason: '已核实' };
    await host.call('POST', `/v1/cases/${body.id}/commands`, { as, body: command });
    await host.settled(body.id);
  }
  const violation = { grantId: grant, statement: '超出约定用途' };
  const reported = await host.call<{ id: string }>('POST', '/v1/violations', { as: 'regulator', body: violation });
  await host.settled(reported.body.id);
  await host.call('POST', `/v1/cases/${reported.body.id}/commands`, {
    as: 'agency-reviewer',
    body: { command: 'end', reason: '违反协议' },
  });
  await host.settled(reported.body.id);
  await host.advance('P10W');
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
