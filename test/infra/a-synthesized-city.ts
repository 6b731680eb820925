import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { vi } from 'vitest';
import { qingdao } from '../../cities/qingdao.ts';
import { City, type Deployment } from '../../domain/policy/policy.ts';
import type { Bundles } from '../../infra/bundle.ts';
import { addCity, checkedApp } from '../../infra/checked-app.ts';
import type { CityStage } from '../../infra/city-stage.ts';

/** Any folder does where what is in a bundle doesn't matter. */
export const noBundles = new Proxy({} as Bundles, { get: () => import.meta.dirname });

/** A city that is none of ours, with Qingdao's regulation. */
export const cityWith = (deployment: Partial<Deployment>, name = 'binhai'): City =>
  City.parse({ ...qingdao, name, deployment: { ...qingdao.deployment, ...deployment } });

/** What a real city has besides. */
export const domain = {
  name: 'data.binhai.example.cn',
  certificateArn: 'arn:aws-cn:acm:cn-northwest-1:123456789012:certificate/0123',
  icp: '鲁ICP备00000000号',
};

export interface Resource {
  Type: string;
  Properties: { [property: string]: unknown };
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
}

export interface SynthesizedStack {
  stack: Stack;
  json: { Resources: { [logicalId: string]: Resource }; Outputs?: object };
  template: Template;
}

export interface SynthesizedCity {
  stage: CityStage;
  data: SynthesizedStack;
  workflow: SynthesizedStack;
  api: SynthesizedStack;
  observability: SynthesizedStack;
  all: readonly SynthesizedStack[];
}

/** A city's stage with its templates; what its findings are is another test's question, and takes three seconds. */
export function synthesized(city: City = qingdao): SynthesizedCity {
  vi.stubEnv('CDK_VALIDATION', 'false');
  const outdir = mkdtempSync(join(tmpdir(), 'synthesized-'));
  try {
    const app = checkedApp({ outdir });
    const stage = addCity(app, { city, bundles: noBundles });
    const assembly = app.synth().getNestedAssembly(stage.artifactId);
    const of = (stack: Stack): SynthesizedStack => {
      const json = assembly.getStackArtifact(stack.artifactId).template as SynthesizedStack['json'];
      return { stack, json, template: Template.fromJSON(json) };
    };
    const { data, workflow, api, observability } = stage;
    const stacks = { data: of(data), workflow: of(workflow), api: of(api), observability: of(observability) };
    return { stage, ...stacks, all: Object.values(stacks) };
  } finally {
    rmSync(outdir, { recursive: true });
    vi.unstubAllEnvs();
  }
}

/** The resources of a type, by their logical ids. */
export const resources = ({ json }: SynthesizedStack, type: string): readonly (readonly [id: string, Resource])[] =>
  Object.entries(json.Resources).filter(([, resource]) => resource.Type === type);

/** A value of a template as text, each intrinsic in angle brackets: `arn:aws-cn:…:<AWS::AccountId>:…`. */
export function written(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const [[intrinsic, of] = ['', '']] = Object.entries(value);
  if (intrinsic === 'Fn::Join') return (of as [string, unknown[]])[1].map(written).join((of as [string])[0]);
  return `<${Array.isArray(of) ? of.join('.') : String(of)}>`;
}
