import { qingdao } from '../../cities/qingdao.ts';
import { type Instant, instantOf, millisOf } from '../../domain/calendar/dates.ts';
import type { City } from '../../domain/policy/policy.ts';
import type { LogEntry } from '../../functions/log.ts';
import type { Platform } from '../../functions/platform.ts';
import { accessStore } from '../../functions/stores/access.ts';
import { calendarStore, regionOf } from '../../functions/stores/calendar.ts';
import { caseStore } from '../../functions/stores/cases.ts';
import { catalogStore } from '../../functions/stores/catalog.ts';
import { clockName, type Executions, flowName } from '../../functions/stores/executions.ts';
import { uploadStore } from '../../functions/stores/uploads.ts';
import { memoryEngine } from './memory-engine.ts';
import { type MemoryObjects, memoryObjects } from './memory-objects.ts';

export interface TestPlatform extends Platform {
  objects: MemoryObjects;
  executions: RecordedExecutions;
  /** What was logged, oldest first. */
  logged: LogEntry[];
  /** Sets the one clock; it doesn't tick by itself. */
  setNow(now: string): void;
  /** Moves the clock on by seconds. */
  pass(seconds: number): void;
}

/** A platform in process: memory parts, a clock that stands, ids and salts that count. */
export function testPlatform(given: { now?: string; city?: City } = {}): TestPlatform {
  const logged: LogEntry[] = [];
  let now = instantAt(given.now ?? '2026-09-21T01:00:00Z'); // a Monday, 09:00 in the city
  let ids = 0;
  let salts = 0;
  const clock = (): Instant => now;
  const engine = memoryEngine();
  const city = given.city ?? qingdao;
  return {
    city,
    now: clock,
    newId: () => `id-${String(++ids).padStart(6, '0')}`,
    salt: () => String(++salts).padStart(32, '0'),
    calendar: () => calendarStore(engine, regionOf(city)).current(),
    engine,
    cases: caseStore(engine),
    catalog: catalogStore(engine),
    uploads: uploadStore(engine),
    access: accessStore(engine),
    objects: memoryObjects(clock),
    executions: recordedExecutions(),
    identity: { issuer: 'https://identity.example', audience: 'public-data-open-platform' },
    pepper: async () => 'pepper-of-the-tests',
    log: (entry) => void logged.push(entry),
    logged,
    setNow: (to) => {
      now = instantAt(to);
    },
    pass: (seconds) => {
      now = instantOf(millisOf(now) + seconds * 1000);
    },
  };
}

const instantAt = (text: string): Instant => instantOf(Date.parse(text));

export interface RecordedExecutions extends Executions {
  /** The names of what was started, and the tokens that were rung. */
  readonly flows: Set<string>;
  readonly clocks: Set<string>;
  readonly rung: string[];
}

/** Remembers what is asked of Step Functions and runs nothing. */
export function recordedExecutions(): RecordedExecutions {
  const flows = new Set<string>();
  const clocks = new Set<string>();
  const rung: string[] = [];
  return {
    flows,
    clocks,
    rung,
    startFlow: async (_procedure, caseId, run) => void flows.add(flowName(caseId, run)),
    startClock: async (clock) => void clocks.add(clockName(clock)),
    ring: async (token) => {
      rung.push(token);
      return 'rung';
    },
    flowRuns: async (_procedure, caseId, run) => flows.has(flowName(caseId, run)),
    clockRuns: async (clock) => clocks.has(clockName(clock)),
    stopFlow: async (_procedure, caseId, run) => void flows.delete(flowName(caseId, run)),
  };
}
