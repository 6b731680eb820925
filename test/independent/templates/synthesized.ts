import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cities } from '../../../cities/all.ts';
import { City } from '../../../domain/policy/policy.ts';
import type { Bundles } from '../../../infra/bundle.ts';
import { addCity, checkedApp } from '../../../infra/checked-app.ts';

/** A stack's template, as it would be deployed to one place. */
export interface SynthesizedStack {
  city: string;
  region: string;
  /** `qingdao-data`. */
  name: string;
  template: Template;
  /** Where the template lies. */
  file: string;
}

export interface Template {
  Resources: { [logicalId: string]: Resource };
}

export interface Resource {
  Type: string;
  Properties?: { [property: string]: unknown };
  DeletionPolicy?: string;
}

/** In a China region with a domain of its own, and outside China as a demonstration without one. */
const places = {
  'cn-north-1': ({ name, deployment }: City) => ({
    ...deployment,
    region: 'cn-north-1',
    demonstration: false,
    domain: {
      name: `data.${name}.example.cn`,
      certificateArn: 'arn:aws-cn:acm:cn-north-1:123456789012:certificate/00000000-0000-0000-0000-000000000000',
      icp: '示例ICP备00000000号',
    },
  }),
  'ap-southeast-1': ({ deployment: { domain: _, ...deployment } }: City) => ({
    ...deployment,
    region: 'ap-southeast-1',
    demonstration: true,
  }),
} as const;

/** Every city's stacks in both places, in the order of their deployment; the templates are kept in the folder. */
export function synthesizedIn(folder: string): SynthesizedStack[] {
  return cities.flatMap((city) =>
    Object.entries(places).flatMap(([region, deployed]) =>
      synthesized(City.parse({ ...city, deployment: deployed(city) }), join(folder, city.name, region)),
    ),
  );
}

function synthesized(city: City, folder: string): SynthesizedStack[] {
  const code = join(folder, 'code');
  mkdirSync(code, { recursive: true });
  // What is in a bundle is no question of the templates'.
  writeFileSync(join(code, 'index.mjs'), 'export const handler = async () => undefined;\n');
  const bundles = new Proxy({} as Bundles, { get: () => code });
  // Of CloudFormation's own rules cfn-lint is asked.
  process.env.CDK_VALIDATION = 'false';
  const app = checkedApp({ outdir: join(folder, 'assembly') });
  const { artifactId } = addCity(app, { city, bundles });
  const stacks = app.synth().getNestedAssembly(artifactId).stacks;
  return stacks.map(({ stackName, template, templateFullPath }) => ({
    city: city.name,
    region: city.deployment.region,
    name: stackName,
    template: template as Template,
    file: templateFullPath,
  }));
}
