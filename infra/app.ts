import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { cityNamed } from '../cities/all.ts';
import { bundle } from './bundle.ts';
import { CityStage } from './city-stage.ts';

// cdk synth -c city=qingdao; infra/cdk.ts says it as --city.
const app = new App();
const root = join(import.meta.dirname, '..');
const city = cityNamed(String(app.node.tryGetContext('city') ?? 'qingdao'));
const account = process.env.CDK_DEFAULT_ACCOUNT;
new CityStage(app, {
  city,
  bundles: bundle(root, join(root, 'cdk.out', `bundles-${city.name}`)),
  ...(account === undefined ? {} : { account }),
});
