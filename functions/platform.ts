import type { Calendar } from '../domain/calendar/calendar.ts';
import type { Instant } from '../domain/calendar/dates.ts';
import type { City } from '../domain/policy/policy.ts';
import type { Log } from './log.ts';
import type { AccessStore } from './stores/access.ts';
import type { CaseStore } from './stores/cases.ts';
import type { CatalogStore } from './stores/catalog.ts';
import type { Engine } from './stores/engine.ts';
import type { Executions } from './stores/executions.ts';
import type { ObjectStore } from './stores/objects.ts';
import type { UploadStore } from './stores/uploads.ts';

/** What every handler and task is given; made in `clients.ts`, or by a test. */
export interface Platform {
  city: City;
  /** The only clock. */
  now: () => Instant;
  /** A new id, sortable by time. */
  newId: () => string;
  /** Random text of 128 bits, for salts and secrets. */
  salt: () => string;
  /** The calendar in force, with every published year. */
  calendar: () => Promise<Calendar>;
  engine: Engine;
  cases: CaseStore;
  catalog: CatalogStore;
  uploads: UploadStore;
  access: AccessStore;
  objects: ObjectStore;
  executions: Executions;
  identity: { issuer: string; audience: string };
  /** With which key hashes are keyed; never logged. */
  pepper: () => Promise<string>;
  log: Log;
}
