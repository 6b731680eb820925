import type { Platform } from '../../../functions/platform.ts';
import { accessStore } from '../../../functions/stores/access.ts';
import { calendarStore, regionOf } from '../../../functions/stores/calendar.ts';
import { caseStore } from '../../../functions/stores/cases.ts';
import { catalogStore } from '../../../functions/stores/catalog.ts';
import type { Engine, Write } from '../../../functions/stores/engine.ts';
import type { Executions } from '../../../functions/stores/executions.ts';
import type { BucketName, ObjectStore } from '../../../functions/stores/objects.ts';
import { uploadStore } from '../../../functions/stores/uploads.ts';
import type { ExecutionVerb, ObjectVerb, Rights } from '../../../infra/rights.ts';
import type { TestPlatform } from '../../builders/platform.ts';

/** What one function has done: to services, in the words of `infra/rights.ts`, and by which calls of its platform. */
export interface Recorded {
  uses: Set<string>;
  calls: Set<string>;
}

/** Rights in the same words. */
export const usesOf = ({ tables = {}, objects = {}, executions = [], pepper }: Rights): string[] =>
  [
    ...Object.entries({ ...tables, ...objects }).flatMap(([what, verbs]) => verbs.map((verb) => `${what} ${verb}`)),
    ...executions.map((verb) => `executions ${verb}`),
    ...(pepper === true ? ['pepper'] : []),
  ].sort();

/** A city's platform as one function has it; what that function does is recorded. */
export function recordedPlatform(city: TestPlatform, record: Recorded): Platform {
  const use = (what: string, verb: string): void => void record.uses.add(`${what} ${verb}`);
  const engine = recordedEngine(city.engine, use);
  const platform = {
    ...city,
    engine,
    cases: caseStore(engine),
    catalog: catalogStore(engine),
    uploads: uploadStore(engine),
    access: accessStore(engine),
    calendar: () => calendarStore(engine, regionOf(city.city)).current(),
    objects: recordedObjects(city.objects, use),
    executions: recordedExecutions(city.executions, use),
    pepper: async () => {
      record.uses.add('pepper');
      return city.pepper();
    },
  };
  const heard = (name: keyof typeof platform): object => listenedTo(platform[name] as object, name, record.calls);
  return {
    ...platform,
    ...Object.fromEntries(parts.map((name) => [name, heard(name)])),
  };
}

/** The parts of a platform that a function calls. */
export const parts = ['cases', 'catalog', 'uploads', 'access', 'objects', 'executions'] as const;

type Use = (what: string, verb: string) => void;

function recordedEngine(engine: Engine, use: Use): Engine {
  const verbOf = (write: Write): string =>
    'put' in write ? 'put' : 'remove' in write ? 'remove' : 'check' in write ? 'check' : 'update';
  return {
    get(table, key) {
      use(table, 'read');
      return engine.get(table, key);
    },
    getMany(table, keys) {
      use(table, 'read');
      return engine.getMany(table, keys);
    },
    query(table, range) {
      use(table, 'read');
      return engine.query(table, range);
    },
    write(writes) {
      for (const write of writes) use(write.table, verbOf(write));
      return engine.write(writes);
    },
    update(update) {
      use(update.table, 'update');
      return engine.update(update);
    },
  };
}

function recordedObjects(objects: ObjectStore, use: Use): ObjectStore {
  const at = (bucket: BucketName, key: string, verb: ObjectVerb): void =>
    use(`${bucket}/${key.slice(0, key.indexOf('/'))}/`, verb);
  return {
    read(bucket, key) {
      at(bucket, key, 'read');
      return objects.read(bucket, key);
    },
    etag(bucket, key) {
      at(bucket, key, 'read');
      return objects.etag(bucket, key);
    },
    write(bucket, key, body, as) {
      at(bucket, key, 'write');
      return objects.write(bucket, key, body, as);
    },
    setGate(prefix, gate, but) {
      at('data', prefix, 'gate');
      return objects.setGate(prefix, gate, but);
    },
    gates(prefix) {
      at('data', prefix, 'gate');
      return objects.gates(prefix);
    },
    signUpload(key, limits) {
      at('quarantine', key, 'sign-upload');
      return objects.signUpload(key, limits);
    },
    signDownload(bucket, key, as) {
      at(bucket, key, 'sign-download');
      return objects.signDownload(bucket, key, as);
    },
  };
}

function recordedExecutions(executions: Executions, use: Use): Executions {
  const verbs: { readonly [Call in keyof Executions]: ExecutionVerb } = {
    startFlow: 'start-flow',
    startClock: 'start-clock',
    ring: 'ring',
    flowRuns: 'look',
    clockRuns: 'look',
    stopFlow: 'stop-flow',
  };
  return new Proxy(executions, {
    get(target, call: keyof Executions) {
      use('executions', verbs[call]);
      return target[call];
    },
  });
}

/** Notes each call of a store by its name: `catalog.find`, `access.ledger.admit`. */
function listenedTo<Store extends object>(store: Store, name: string, calls: Set<string>): Store {
  return new Proxy(store, {
    get(target, property, receiver) {
      const value: unknown = Reflect.get(target, property, receiver);
      const called = `${name}.${String(property)}`;
      if (typeof value !== 'function') return listenedTo(value as object, called, calls);
      calls.add(called);
      return value;
    },
  });
}
