import { Annotations, Stage } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { LocalDate } from '../domain/calendar/dates.ts';
import { type City, currentPolicy } from '../domain/policy/policy.ts';
import { validityNotice } from '../domain/policy/validity.ts';
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
  /** Of the synth; a regulation that isn't in force then is warned of. */
  today?: LocalDate;
}

/** One city: what lasts, what ushers, what answers, what watches. */
export class CityStage extends Stage {
  readonly data: DataStack;
  readonly workflow: WorkflowStack;
  readonly api: ApiStack;
  readonly observability: ObservabilityStack;

  constructor(scope: Construct, { city, bundles, account, today }: CityStageProps) {
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
    const notice = today && validityNotice(currentPolicy(city), today);
    if (notice !== undefined) Annotations.of(this.data).addInfoV2(`city:${city.name}-validity`, notice.en);
  }
}
