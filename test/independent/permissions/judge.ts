import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { qingdao } from '../../../cities/qingdao.ts';
import { functionNames } from '../../../local/functions.ts';
import { namesOf } from '../../../local/names.ts';
import { accessKeyOf, secretsIn } from '../../../local/secrets.ts';
import { type HostProcess, startHostProcess } from '../../builders/host.ts';
import { prepared } from '../api/known.ts';
import { Comparison, type Finding } from '../finding.ts';
import { folderOf } from '../folder.ts';
import { synthesizedIn } from '../templates/synthesized.ts';
import { type Arn, type Asked, askedIn } from './calls.ts';
import { dangersIn } from './dangers.ts';
import { policiesOf, type Statement } from './policies.ts';

const packages = join(folderOf('permissions'), 'npm');
const region = 'cn-north-1';
const account = '000000000000';
const names = namesOf({ ...qingdao, deployment: { ...qingdao.deployment, region } });

/** What each function of the laptop asked of its services, and what none may do, by the policies of its own role. */
export async function judge(): Promise<Finding[]> {
  const folder = await mkdtemp(join(tmpdir(), 'independent-permissions-'));
  try {
    const stacks = synthesizedIn(folder).filter(({ city, region: place }) => city === qingdao.name && place === region);
    const roles = policiesOf(stacks, region, account, arnOfResource);
    const asked = await asksOf(folder);
    const allows = await simulator();
    const { version } = JSON.parse(
      readFileSync(join(packages, 'node_modules/@cloud-copilot/iam-simulate/package.json'), 'utf8'),
    ) as { version: string };
    const comparison = new Comparison('permissions', `iam-simulate ${version}`);
    for (const { role, action, resource, context } of asked) {
      const verdict = await allows(role, roles.get(role) ?? [], { action, resource, context });
      comparison.compare(`${role} did ${action} on ${resource}`, 'Allowed', verdict);
    }
    const dangers = dangersIn(qingdao.name, 'chongqing', region, account);
    for (const [role, statements] of roles) {
      for (const [action, resource] of dangers) {
        const verdict = await allows(role, statements, { action, resource, context: {} });
        comparison.compare(`${role} must not ${action} on ${resource}`, true, verdict.endsWith('Denied'));
      }
    }
    const heard = new Set(asked.map(({ role }) => role));
    const silent = functionNames.map((name) => `${qingdao.name}-${name}`).filter((role) => !heard.has(role));
    // They ask for nothing: one tells of the city, the other reads tokens.
    const quiet = [`${qingdao.name}-about`, `${qingdao.name}-authorizer`];
    comparison.couldNotRun.push(
      ...silent.filter((role) => !quiet.includes(role)).map((role) => `${role} made no call`),
    );
    return [comparison];
  } finally {
    await rm(folder, { recursive: true });
  }
}

type Question = Pick<Asked, 'action' | 'resource' | 'context'>;
type Allows = (role: string, statements: readonly Statement[], question: Question) => Promise<string>;

interface Simulator {
  runSimulation(simulation: object, options: object): Promise<{ overallResult?: string; errors?: { message: string } }>;
}

async function simulator(): Promise<Allows> {
  const entry = createRequire(join(packages, 'x')).resolve('@cloud-copilot/iam-simulate');
  const { runSimulation } = (await import(pathToFileURL(entry).href)) as Simulator;
  return async (role, Statement, { action, resource, context }) => {
    const { overallResult, errors } = await runSimulation(
      {
        request: {
          principal: `arn:aws-cn:iam::${account}:role/${role}`,
          action,
          resource: { resource, accountId: account },
          contextVariables: context,
        },
        identityPolicies: Statement.length === 0 ? [] : [{ name: role, policy: { Version: '2012-10-17', Statement } }],
        serviceControlPolicies: [],
        resourceControlPolicies: [],
      },
      {},
    );
    return overallResult ?? `error: ${JSON.stringify(errors)}`;
  };
}

/** Each call of each role in a life of the laptop host. */
async function asksOf(folder: string): Promise<(Asked & { role: string })[]> {
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
 * Cases, downloads, rows, keys, a calendar, and enough time for reminders, overdue marks and the hourly look. What was
 * signed for others is used with the signer's rights.
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
  await host.advance('P6W');
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

const arn: Arn = (service, name) =>
  service === 's3' ? `arn:aws-cn:s3:::${name}` : `arn:aws-cn:dynamodb:${region}:${account}:table/${name}`;

/** A resource of the templates as the laptop calls it. */
function arnOfResource(type: string, id: string): string {
  const table = /^(\w+)Table[0-9A-F]{8}$/.exec(id)?.[1]?.toLowerCase();
  if (type.startsWith('AWS::DynamoDB::') && table !== undefined) return arn('dynamodb', `${qingdao.name}-${table}`);
  if (type === 'AWS::S3::Bucket') return arn('s3', id.startsWith('Data') ? names.dataBucket : names.quarantineBucket);
  if (type === 'AWS::SecretsManager::Secret')
    return `arn:aws-cn:secretsmanager:${region}:${account}:secret:${id}-abcdef`;
  return `arn:aws-cn:${type.split('::')[1]?.toLowerCase()}:${region}:${account}:${id}`;
}
