import { App, type AppProps, Validations } from 'aws-cdk-lib';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' };
import { AwsSolutionsChecks } from 'cdk-nag';
import { acknowledge } from './acknowledgements.ts';
import { CityStage, type CityStageProps } from './city-stage.ts';

/**
 * A CDK app, the same for synth, deploy and tests. Its synth fails on whatever cdk-nag, CloudFormation's own rules or
 * the CDK's constructs find, warnings included.
 */
export function checkedApp(props: Pick<AppProps, 'outdir'> = {}): App {
  const app = new App({ ...props, analyticsReporting: false, context: flags });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return app;
}

/** Puts a city into it, and what is acknowledged of the city. */
export function addCity(app: App, props: CityStageProps): CityStage {
  const stage = new CityStage(app, props);
  acknowledge(stage);
  return stage;
}

const flags = {
  ...recommendedFlags,
  '@aws-cdk/core:strictCfnValidateErrors': true,
  // By exports: every region knows them, and what is imported can't be taken away.
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
};
