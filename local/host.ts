import { join } from 'node:path';
import type { City } from '../domain/policy/policy.ts';
import { fault } from '../functions/log.ts';
import { backgroundWork } from './background.ts';
import type { Clock } from './clock.ts';
import { executionsOf } from './executions.ts';
import { type Faults, faultDesk } from './faults.ts';
import { type Functions, functionNames, functionsOf } from './functions.ts';
import { startIssuer } from './identity/issuer.ts';
import { personasOf } from './identity/personas.ts';
import { apiListener, localListener } from './listeners.ts';
import type { LocalEndpoints } from './local-api.ts';
import { type LogFile, logFile } from './log.ts';
import { deployedMachines } from './machines.ts';
import { type Names, namesOf } from './names.ts';
import { type Secrets, secretsIn } from './secrets.ts';
import { startServer } from './server.ts';
import { type States, startStates } from './states/server.ts';
import { type Storage, startStorage } from './storage.ts';
import { Timekeeper } from './timekeeper.ts';

export interface HostOptions {
  city: City;
  /** Keeps everything. */
  dir: string;
  /** 0: any free one. */
  port: number;
  clock: Clock;
}

export interface Host {
  endpoints: LocalEndpoints;
  tokenFor(account: string): Promise<string>;
  /** From now on `/local/endpoints` tells them. */
  announce(): void;
  /** Where the functions' log is. */
  logPath: string;
  close(): Promise<void>;
}

/** Starts everything on the loopback interface, and takes up what an earlier process left behind. */
export async function startHost({ city, dir, port, clock }: HostOptions): Promise<Host> {
  const names = namesOf(city);
  const now = () => clock.now();
  const log = logFile(dir, now);
  const server = await startServer(port, now);
  const audience = city.deployment.identity.audience;
  const issuer = await startIssuer({
    dir: join(dir, 'identity'),
    origin: server.origin,
    audience,
    personas: personasOf(city),
    now,
  });
  const cloud = await startCloud({ city, dir, clock, names, log, issuer: issuer.url, secrets: secretsIn(dir) });
  const { storage, states, timekeeper, functions, faults } = cloud;

  const endpoints = {
    api: server.origin,
    portal: server.origin,
    storage: storage.s3.endpoint,
    issuer: issuer.url,
  };
  let announced = false;
  const served = { names, now, log: log.log };
  server.open({
    api: apiListener(served, functions),
    local: localListener(served, {
      now,
      faults,
      moveTo: (target) => timekeeper.moveTo(target),
      endpoints: () => (announced ? endpoints : undefined),
      tokenFor: issuer.tokenFor,
      executionsOf: (caseId) => executionsOf(caseId, states.core.list()),
    }),
    issuer: issuer.listener,
  });
  timekeeper.start();

  return {
    endpoints,
    tokenFor: issuer.tokenFor,
    announce: () => {
      announced = true;
    },
    logPath: log.path,
    async close() {
      await Promise.all([server.close(), timekeeper.stop()]);
      await states.close();
      await storage.close();
      issuer.close();
      await log.close();
    },
  };
}

interface CloudOptions extends Omit<HostOptions, 'port'> {
  names: Names;
  secrets: Secrets;
  log: LogFile;
  /** The URL of the identity provider. */
  issuer: string;
}

interface Cloud {
  storage: Storage;
  states: States;
  timekeeper: Timekeeper;
  functions: Functions;
  faults: Faults;
}

/** Storage, executions, functions and what wakes them: each knows the others. */
async function startCloud({ city, dir, clock, names, secrets, log: { log }, issuer }: CloudOptions): Promise<Cloud> {
  const now = () => clock.now();
  const faults = faultDesk();
  const background = backgroundWork();
  const { promise: deployed, resolve: deploy } = Promise.withResolvers<Functions>();

  const states = await startStates({
    dir: join(dir, 'states'),
    now,
    random: Math.random,
    faults,
    machines: deployedMachines(city, names),
    invoke: async (functionArn, payload) => (await deployed).task(functionArn, payload),
    onChange: () => timekeeper.wake(),
  });
  const timekeeper = new Timekeeper({
    clock,
    timers: {
      run: () => states.core.run(),
      nextWake: () => states.core.nextWake(),
      open: () => states.core.list({ status: 'RUNNING' }).length,
    },
    background,
    hourly: async () => (await deployed).reconcile(),
    daily: async () => (await deployed).seeDuties(),
    onFault: fault(log, 'timekeeper'),
  });
  const storage = await startStorage({
    dir,
    names,
    secrets,
    functionNames,
    now,
    faults: noticing(faults, () => timekeeper.noteWork()),
    onUploaded: (event) => background.track(deployed.then(({ checkUpload }) => checkUpload(event))),
  });
  const services = {
    dynamodb: storage.dynamodb.endpoint,
    s3: storage.s3.endpoint,
    states: states.endpoint,
    issuer,
  };
  const functions = functionsOf({ city, names, secrets, services, log });
  deploy(functions);
  return { storage, states, timekeeper, functions, faults };
}

const WRITES = ['TransactWriteItems', 'PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'];

/** DynamoDB asks for faults before each call: the place to learn that tables are written. */
const noticing = (faults: Faults, onWrite: () => void): Faults => ({
  ...faults,
  take(service, operation) {
    if (service === 'dynamodb' && WRITES.includes(operation)) onWrite();
    return faults.take(service, operation);
  },
});
