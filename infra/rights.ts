import type { Noun } from '../functions/http.ts';
import type { BucketName } from '../functions/stores/objects.ts';
import type { TableName } from '../functions/tables.ts';
import type { TaskName } from '../workflows/parts.ts';

/** Every Lambda function of a city. */
export type FunctionName = Noun | 'authorizer' | 'check-upload' | TaskName | 'Reconcile';

/** What one function may do; nothing else is granted to it. */
export interface Rights {
  tables?: Partial<Record<TableName, 'read' | 'write'>>;
  /** `read` gets objects (and signs for it), `write` puts them with their tag, `gate` changes the tag. */
  buckets?: Partial<Record<BucketName, readonly ('read' | 'write' | 'gate')[]>>;
  /** `start` machines, `ring` a waiting flow, `tend` (describe and stop) executions. */
  machines?: readonly ('start' | 'ring' | 'tend')[];
  /** The secret that keys the hashes of API keys. */
  pepper?: true;
}

/** Least privilege as a table: reviewed here, granted by `constructs/city-function.ts`, tested in `test/infra`. */
export const rights: Readonly<Record<FunctionName, Rights>> = {
  about: {},
  authorizer: {},
  datasets: {
    tables: { catalog: 'write', access: 'read', cases: 'read' },
    buckets: { data: ['read', 'write'], quarantine: ['read'] },
  },
  uploads: { tables: { catalog: 'write' }, buckets: { quarantine: ['write'] } },
  'check-upload': { tables: { catalog: 'write' }, buckets: { quarantine: ['read'] } },
  downloads: { tables: { catalog: 'write', access: 'read' }, buckets: { data: ['read'] } },
  data: { tables: { catalog: 'read', access: 'write' }, buckets: { data: ['read'] }, pepper: true },
  cases: {
    tables: { cases: 'write', catalog: 'write', calendar: 'read' },
    buckets: { data: ['gate'] },
    machines: ['start', 'ring'],
  },
  access: { tables: { access: 'write', cases: 'read', catalog: 'read' }, pepper: true },
  calendar: { tables: { calendar: 'write', cases: 'read' } },
  LoadCase: { tables: { cases: 'read' } },
  AwaitDecision: { tables: { cases: 'write' } },
  ApplyEffect: { tables: { cases: 'write', catalog: 'write', access: 'write' }, buckets: { data: ['gate'] } },
  EvaluateClock: { tables: { cases: 'read', calendar: 'read' } },
  SendReminder: { tables: { cases: 'write', calendar: 'read' } },
  EscalateOverdue: { tables: { cases: 'write', calendar: 'read' } },
  Reconcile: { tables: { cases: 'write' }, machines: ['start', 'ring', 'tend'] },
};
