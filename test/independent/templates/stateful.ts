import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Comparison, canonical, type Finding } from '../finding.ts';
import { python } from '../python.ts';
import type { SynthesizedStack } from './synthesized.ts';

/** What holds data, addresses that others know, or executions that run: it must outlive every deployment. */
const lasting = [
  'AWS::ApiGateway::DomainName',
  'AWS::ApiGateway::RestApi',
  'AWS::DynamoDB::GlobalTable',
  'AWS::DynamoDB::Table',
  'AWS::IAM::Role',
  'AWS::Logs::LogGroup',
  'AWS::S3::Bucket',
  'AWS::SNS::Topic',
  'AWS::SQS::Queue',
  'AWS::SecretsManager::Secret',
  'AWS::StepFunctions::StateMachine',
];

const Lasting = z.strictObject({
  type: z.string(),
  /** What becomes of it when it leaves the template. */
  deletionPolicy: z.string(),
  /** The properties whose change replaces it. */
  createOnly: z.record(z.string(), z.unknown()),
});
/** By stack and logical id. */
const Summary = z.record(z.string(), z.record(z.string(), Lasting));
export type Summary = z.infer<typeof Summary>;

export const summaryFile = join(import.meta.dirname, 'stateful.json');

/** What writes down a resource that is new. */
const recording = 'node local/node24.mjs test/independent/templates/record-stateful.ts';

const region = 'cn-north-1';

/**
 * The lasting resources of the last landed templates against today's: none may be gone, be replaced, or lose the
 * policy that keeps it. `record-stateful.ts` writes down what is new.
 */
export async function kept(packages: string, stacks: readonly SynthesizedStack[], judge: string): Promise<Finding> {
  const comparison = new Comparison('templates', judge);
  const before = Summary.parse(JSON.parse(readFileSync(summaryFile, 'utf8')));
  const now = await summaryOf(packages, stacks);
  for (const stack of new Set([...Object.keys(before), ...Object.keys(now)])) {
    const [former, present] = [before[stack] ?? {}, now[stack] ?? {}];
    for (const id of new Set([...Object.keys(former), ...Object.keys(present)])) {
      comparison.compare(`${stack} ${id} lasts`, present[id] ?? 'gone', former[id] ?? `not recorded yet: ${recording}`);
    }
  }
  return comparison;
}

export async function summaryOf(packages: string, stacks: readonly SynthesizedStack[]): Promise<Summary> {
  const told = await python(packages, join(import.meta.dirname, 'create_only.py'), [region, ...lasting]);
  const replacing = z.record(z.string(), z.array(z.string())).parse(told);
  const own = stacks.filter((stack) => stack.region === region);
  return Object.fromEntries(own.map(({ name, template }) => [name, lastingOf(template, replacing)]));
}

function lastingOf(
  { Resources }: SynthesizedStack['template'],
  replacing: Readonly<Record<string, readonly string[]>>,
) {
  const found = Object.entries(Resources).filter(([, { Type }]) => lasting.includes(Type));
  const described = found.map(([id, { Type, Properties = {}, DeletionPolicy = 'Delete' }]) => {
    const createOnly = (replacing[Type] ?? []).flatMap((name) =>
      name in Properties ? [[name, Properties[name]]] : [],
    );
    return [id, { type: Type, deletionPolicy: DeletionPolicy, createOnly: Object.fromEntries(createOnly) }] as const;
  });
  return Object.fromEntries(described.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Why a summary may not take another's place: what of it would be lost. */
export const lostIn = (now: Summary, before: Summary): string[] =>
  Object.entries(before).flatMap(([stack, resources]) =>
    Object.entries(resources)
      .filter(([id, resource]) => canonical(now[stack]?.[id]) !== canonical(resource))
      .map(([id]) => `${stack} ${id}`),
  );
