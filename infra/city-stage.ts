import { Stage } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { City } from '../domain/policy/policy.ts';
import type { Bundles } from './bundle.ts';
import { refuseAbroad } from './residency.ts';
import { ApiStack } from './stacks/api-stack.ts';
import { DataStack } from './stacks/data-stack.ts';
import { ObservabilityStack } from './stacks/observability-stack.ts';
import { WorkflowStack } from './stacks/workflow-stack.ts';

export interface CityStageProps {
  city: City;
  bundles: Bundles;
  /** Without one the stacks can be synthesized, not deployed. */
  account?: string;
}

/** One city: what lasts, what ushers, what answers, what watches. */
export class CityStage extends Stage {
  readonly data: DataStack;
  readonly workflow: WorkflowStack;
  readonly api: ApiStack;
  readonly observability: ObservabilityStack;

  constructor(scope: Construct, { city, bundles, account }: CityStageProps) {
    refuseAbroad(city);
    super(scope, city.name, { env: { region: city.deployment.region, ...(account === undefined ? {} : { account }) } });
    const named = (part: string) => ({
      city,
      stackName: `${city.name}-${part}`,
      description: `${city.title.en} public data open platform: ${part}`,
      tags: { city: city.name },
    });
    this.data = new DataStack(this, 'Data', named('data'));
    const { data } = this;
    this.workflow = new WorkflowStack(this, 'Workflow', { ...named('workflow'), data, tasks: bundles.tasks });
    this.api = new ApiStack(this, 'Api', { ...named('api'), data, bundles });
    const { api, workflow } = this;
    this.observability = new ObservabilityStack(this, 'Observability', { ...named('observability'), api, workflow });
  }
}
