import type { APIGatewayProxyEvent, APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import type { City } from '../domain/policy/policy.ts';
import { aboutHandlers } from '../functions/about/handlers.ts';
import { accessHandlers } from '../functions/access/handlers.ts';
import { authorizerHandler } from '../functions/authorizer/handler.ts';
import { calendarHandlers } from '../functions/calendar/handlers.ts';
import { inPolicy } from '../functions/cases/filings.ts';
import { casesHandlers } from '../functions/cases/handlers.ts';
import { connect, type Endpoints, type Environment } from '../functions/clients.ts';
import { dataApi } from '../functions/data/api.ts';
import { datasetsHandlers } from '../functions/datasets/handlers.ts';
import { downloadsHandlers } from '../functions/downloads/handlers.ts';
import type { Noun } from '../functions/http.ts';
import { fault, type Log } from '../functions/log.ts';
import { type ApiHandler, serve } from '../functions/middleware/chain.ts';
import type { Platform } from '../functions/platform.ts';
import { routes } from '../functions/routes.ts';
import { checkUpload } from '../functions/uploads/check.ts';
import { uploadsHandlers } from '../functions/uploads/handlers.ts';
import type { Json } from '../workflows/asl.ts';
import { scheduledNames, type TaskName, taskNames } from '../workflows/parts.ts';
import { type Task, tasks } from '../workflows/tasks/tasks.ts';
import type { Names } from './names.ts';
import type { S3ObjectCreated } from './s3/store/records.ts';
import { accessKeyOf, type Secrets } from './secrets.ts';

/** Everything that runs as a Lambda function, called in this process. */
export interface Functions {
  api: (noun: string, event: APIGatewayProxyEvent) => Promise<unknown>;
  authorize: (event: APIGatewayRequestAuthorizerEvent) => Promise<unknown>;
  /** A task of the machines, by its function's ARN. */
  task: (functionArn: string, payload: Json) => Promise<Json>;
  reconcile: () => Promise<void>;
  seeDuties: () => Promise<void>;
  checkUpload: (event: S3ObjectCreated) => Promise<void>;
}

export interface Services extends Pick<Endpoints, 'dynamodb' | 's3' | 'states'> {
  issuer: string;
}

interface Settings {
  city: City;
  names: Names;
  secrets: Secrets;
  services: Services;
  log: Log;
}

/** Each function gets a platform of its own, made as on AWS of an environment, and signs as its own role. */
export function functionsOf({ city, names, secrets, services, log }: Settings): Functions {
  const platform = (functionName: string): Platform => {
    const credentials = accessKeyOf(secrets, names.roleArn(functionName));
    const laptop = { ...services, city, region: names.region, credentials };
    return { ...connect(environmentOf(city, names, secrets, services), laptop), log };
  };
  const api = new Map(Object.entries(nouns).map(([noun, make]) => [noun, make(platform(noun))]));
  const authorize = authorizerHandler(platform('authorizer'));
  const reconcile = tasks.Reconcile(platform(roleName('Reconcile')));
  const duties = tasks.SeeDuties(platform(roleName('SeeDuties')));
  const check = checkUpload(platform('check-upload'));
  const byArn = new Map<string, Task>(
    taskNames.map((name) => [taskArn(names, name), tasks[name](platform(roleName(name)))]),
  );
  return {
    api: async (noun, event) => {
      const handler = api.get(noun);
      if (handler === undefined) throw new Error(`no function answers for ${noun}`);
      return handler(event, {});
    },
    authorize,
    task: async (functionArn, payload) => {
      const task = byArn.get(functionArn);
      if (task === undefined) throw new Error(`there is no function ${functionArn}`);
      return (await task(payload)) as Json;
    },
    reconcile: async () => void (await reconcile({})),
    seeDuties: async () => void (await duties({})),
    checkUpload: async ({ bucket, key, size, etag }) =>
      check({ detail: { bucket: { name: bucket }, object: { key, size, etag } } }),
  };
}

type Serve = (p: Platform) => ApiHandler;

const nouns: Readonly<Record<Noun, Serve>> = {
  datasets: (p) => serve(routes.datasets, datasetsHandlers(p), fault(p.log, 'datasets')),
  uploads: (p) => serve(routes.uploads, uploadsHandlers(p), fault(p.log, 'uploads')),
  downloads: (p) => serve(routes.downloads, downloadsHandlers(p), fault(p.log, 'downloads')),
  data: (p) => dataApi(p),
  cases: (p) => serve(routes.cases, casesHandlers(p), fault(p.log, 'cases'), inPolicy(p)),
  access: (p) => serve(routes.access, accessHandlers(p), fault(p.log, 'access')),
  calendar: (p) => serve(routes.calendar, calendarHandlers(p), fault(p.log, 'calendar')),
  about: (p) => serve(routes.about, aboutHandlers(p), fault(p.log, 'about')),
};

/** By the names that their roles have. */
export const functionNames: readonly string[] = [
  ...Object.keys(routes),
  'authorizer',
  'check-upload',
  ...[...taskNames, ...scheduledNames].map((name) => roleName(name)),
];

export const taskArn = (names: Names, name: TaskName): string => names.functionArn(roleName(name));

/** `LoadCase` is the function `load-case`. */
function roleName(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
}

const environmentOf = (city: City, names: Names, secrets: Secrets, services: Services): Environment => ({
  CITY: city.name,
  TABLE_CASES: names.table('cases'),
  TABLE_CATALOG: names.table('catalog'),
  TABLE_ACCESS: names.table('access'),
  TABLE_CALENDAR: names.table('calendar'),
  BUCKET_QUARANTINE: names.quarantineBucket,
  BUCKET_DATA: names.dataBucket,
  MACHINE_ARN_PREFIX: names.machineArnPrefix,
  MACHINE_ALIAS: names.machineAlias,
  IDENTITY_ISSUER: services.issuer,
  IDENTITY_AUDIENCE: city.deployment.identity.audience,
  KEY_PEPPER: secrets.pepper,
});
