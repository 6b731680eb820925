import { Stage, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { City } from '../domain/policy/policy.ts';
import type { BundleName } from './bundle.ts';
import { refuseAbroad } from './residency.ts';
import { ApiStack } from './stacks/api-stack.ts';
import { DataStack } from './stacks/data-stack.ts';
import { ObservabilityStack } from './stacks/observability-stack.ts';
import { WorkflowStack } from './stacks/workflow-stack.ts';

export interface CityStageProps {
  city: City;
  bundles: Readonly<Record<BundleName, string>>;
  account?: string;
}

/** One city: what lasts, what ushers, what answers, what watches. */
export class CityStage extends Stage {
  readonly stacks: readonly [DataStack, WorkflowStack, ApiStack, ObservabilityStack];

  constructor(scope: Construct, { city, bundles, account }: CityStageProps) {
    refuseAbroad(city);
    super(scope, city.name, { env: { region: city.deployment.region, ...(account === undefined ? {} : { account }) } });
    const named = (part: string) => ({
      city,
      stackName: `${city.name}-${part}`,
      description: `${city.title.en} public data open platform: ${part}`,
    });
    const data = new DataStack(this, 'Data', named('data'));
    const workflow = new WorkflowStack(this, 'Workflow', { ...named('workflow'), data, tasks: bundles.tasks });
    const api = new ApiStack(this, 'Api', { ...named('api'), data, bundles });
    const observability = new ObservabilityStack(this, 'Observability', { ...named('observability'), api, workflow });
    this.stacks = [data, workflow, api, observability];
    Tags.of(this).add('city', city.name);
  }
}
