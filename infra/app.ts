import { join } from 'node:path';
import { cityNamed } from '../cities/all.ts';
import { localDateOf } from '../domain/calendar/dates.ts';
import { systemClock } from '../functions/clock.ts';
import { bundle } from './bundle.ts';
import { addCity, checkedApp } from './checked-app.ts';

// What the CDK's own command line runs: `cdk deploy -c city=qingdao`, or as infra/cdk.ts says it, `--city qingdao`.
const app = checkedApp();
const root = join(import.meta.dirname, '..');
const city = cityNamed(String(app.node.tryGetContext('city') ?? 'qingdao'));
const account = process.env.CDK_DEFAULT_ACCOUNT;
addCity(app, {
  city,
  today: localDateOf(systemClock()),
  bundles: bundle(root, join(root, 'cdk.out', 'bundles')),
  ...(account === undefined ? {} : { account }),
});
