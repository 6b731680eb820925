import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cities } from '../../../cities/all.ts';
import { qingdao } from '../../../cities/qingdao.ts';
import type { City } from '../../../domain/policy/policy.ts';
import { functionNames } from '../../../local/functions.ts';
import { type Comparison, type Finding, hear } from '../finding.ts';
import { folderOf } from '../folder.ts';
import { type SynthesizedStack, synthesizedIn } from '../templates/synthesized.ts';
import type { Asked } from './calls.ts';
import { dangersIn } from './dangers.ts';
import { type Asking, asksOf } from './life.ts';
import { inCity } from './other-city.ts';
import { account, arn, region } from './place.ts';
import { policiesOf, type Statement } from './policies.ts';

const packages = join(folderOf('permissions'), 'npm');

/** What each function of the laptop asked of its services, and what none may do, by the policies of its own role. */
export async function judge(): Promise<Finding[]> {
  const folder = await mkdtemp(join(tmpdir(), 'independent-permissions-'));
  try {
    const stacks = synthesizedIn(folder);
    const asked = await livesIn(folder);
    const allows = await simulator();
    return await Promise.all(
      cities.map((city) =>
        hear('permissions', `iam-simulate ${version()} for ${city.name}`, (comparison) =>
          judgeRoles(comparison, { city, stacks, asked, allows }),
        ),
      ),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What was asked in all cities. */
async function livesIn(folder: string): Promise<Asking[]> {
  // Two hosts for two cores.
  const halves = [0, 1].map(async (half) => {
    const asked: Asking[] = [];
    for (const city of cities.filter((_, index) => index % 2 === half)) asked.push(...(await asksOf(folder, city)));
    return asked;
  });
  // The folder is theirs until the last has ended.
  await Promise.allSettled(halves);
  return (await Promise.all(halves)).flat();
}

interface Roles {
  city: City;
  stacks: readonly SynthesizedStack[];
  /** In all cities. */
  asked: readonly Asking[];
  allows: Allows;
}

async function judgeRoles(comparison: Comparison, { city, stacks, asked, allows }: Roles): Promise<void> {
  const own = stacks.filter((stack) => stack.city === city.name && stack.region === region);
  const roles = policiesOf(own, region, account, (type, id) => arnOfResource(city, type, id));
  for (const { role, action, resource, context } of inCity(city, asked)) {
    const verdict = await allows(role, roles.get(role) ?? [], { action, resource, context });
    comparison.compare(`${role} did ${action} on ${resource}`, 'Allowed', verdict);
  }
  const neighbour = city === qingdao ? 'chongqing' : qingdao.name;
  const dangers = dangersIn(city.name, neighbour, region, account);
  for (const [role, statements] of roles) {
    for (const [action, resource] of dangers) {
      const verdict = await allows(role, statements, { action, resource, context: {} });
      comparison.compare(`${role} must not ${action} on ${resource}`, true, verdict.endsWith('Denied'));
    }
  }
  // They ask for nothing: one tells of the city, the other reads tokens.
  const quiet = ['about', 'authorizer'];
  const heard = new Set(inCity(city, asked).map(({ role }) => role));
  const silent = functionNames.filter((name) => !quiet.includes(name) && !heard.has(`${city.name}-${name}`));
  comparison.couldNotRun.push(...silent.map((name) => `${city.name}-${name} made no call`));
}

const version = (): string => {
  const manifest = join(packages, 'node_modules/@cloud-copilot/iam-simulate/package.json');
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
};

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

/** A resource of the templates as the laptop calls it. */
function arnOfResource(city: City, type: string, id: string): string {
  const table = /^(\w+)Table[0-9A-F]{8}$/.exec(id)?.[1]?.toLowerCase();
  if (type.startsWith('AWS::DynamoDB::') && table !== undefined) return arn('dynamodb', `${city.name}-${table}`);
  if (type === 'AWS::S3::Bucket') return arn('s3', `${city.name}-${id.startsWith('Data') ? 'data' : 'quarantine'}`);
  if (type === 'AWS::SecretsManager::Secret')
    return `arn:aws-cn:secretsmanager:${region}:${account}:secret:${id}-abcdef`;
  return `arn:aws-cn:${type.split('::')[1]?.toLowerCase()}:${region}:${account}:${id}`;
}
