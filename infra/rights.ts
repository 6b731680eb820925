import type { Noun } from '../functions/http.ts';
import type { TableName } from '../functions/tables.ts';
import type { ScheduledName, TaskName } from '../workflows/parts.ts';

/** Every Lambda function of a city. */
export type FunctionName = Noun | 'authorizer' | 'check-upload' | TaskName | ScheduledName;

/** What is done to a table, in the words of its engine; to read is to get or to query. */
export type TableVerb = 'read' | 'put' | 'update' | 'remove' | 'check';

/** What is done to the objects of a place, in the words of the object store; to gate is to look at and change gates. */
export type ObjectVerb = 'read' | 'write' | 'gate' | 'sign-upload' | 'sign-download';

/**
 * Where objects lie: what was uploaded for datasets and for cases, the cases' documents as they were checked, what
 * officials may see of a dataset, and what is or was opened.
 */
export type Place = `quarantine/${'uploads' | 'cases' | 'attachments' | 'datasets'}/` | 'data/datasets/';

/** What is asked of Step Functions; to look is to see whether an execution runs. */
export type ExecutionVerb = 'start-flow' | 'start-clock' | 'ring' | 'look' | 'stop-flow';

/** What one function may do; nothing else is granted to it. */
export interface Rights {
  tables?: Partial<Record<TableName, readonly TableVerb[]>>;
  objects?: Partial<Record<Place, readonly ObjectVerb[]>>;
  executions?: readonly ExecutionVerb[];
  /** The secret that keys the hashes of API keys. */
  pepper?: true;
}

/**
 * Least privilege as a table, granted by `constructs/permissions.ts`. `test/infra/rights.test.ts` lives through the
 * platform's work and finds out what is missing here, and what is here and never used.
 */
export const rights: Readonly<Record<FunctionName, Rights>> = {
  about: {},
  authorizer: {},
  datasets: {
    tables: { catalog: ['read', 'put'] },
    objects: { 'quarantine/datasets/': ['read'], 'data/datasets/': ['read'] },
  },
  uploads: {
    tables: { catalog: ['read', 'put'], cases: ['read'] },
    objects: {
      'quarantine/uploads/': ['sign-upload', 'read'],
      'quarantine/cases/': ['sign-upload'],
      'quarantine/attachments/': ['sign-download'],
      'quarantine/datasets/': ['write'],
      'data/datasets/': ['write'],
    },
  },
  'check-upload': {
    tables: { catalog: ['read', 'put', 'update'] },
    objects: {
      'quarantine/uploads/': ['read'],
      'quarantine/cases/': ['read'],
      'quarantine/attachments/': ['write'],
    },
  },
  downloads: {
    tables: { catalog: ['read', 'update'], access: ['read', 'update'] },
    objects: { 'data/datasets/': ['sign-download'] },
  },
  data: {
    tables: { catalog: ['read'], access: ['read', 'update'] },
    objects: { 'data/datasets/': ['read'] },
    pepper: true,
  },
  cases: {
    tables: {
      cases: ['read', 'put', 'remove'],
      catalog: ['read', 'put', 'update'],
      access: ['read'],
      calendar: ['read'],
    },
    objects: { 'data/datasets/': ['gate'] },
    executions: ['start-flow', 'ring'],
  },
  access: {
    tables: { access: ['read', 'put', 'update', 'remove'], cases: ['read', 'put', 'remove'], catalog: ['read'] },
    executions: ['ring'],
    pepper: true,
  },
  calendar: { tables: { calendar: ['read', 'put', 'remove'], cases: ['read'] } },
  LoadCase: { tables: { cases: ['read'] } },
  AwaitDecision: { tables: { cases: ['check', 'put'] } },
  ApplyEffect: {
    tables: { cases: ['read', 'put', 'remove'], catalog: ['read', 'put', 'update'], access: ['read', 'put', 'update'] },
    objects: { 'data/datasets/': ['gate'] },
    executions: ['ring'],
  },
  EvaluateClock: { tables: { cases: ['read'], calendar: ['read'] } },
  SendReminder: { tables: { cases: ['read', 'put'], calendar: ['read'] } },
  EscalateOverdue: { tables: { cases: ['read', 'put'], calendar: ['read'] } },
  Lapse: { tables: { cases: ['read', 'put', 'remove'], calendar: ['read'] }, executions: ['ring'] },
  Reconcile: {
    tables: { cases: ['read', 'put', 'remove'] },
    executions: ['start-flow', 'start-clock', 'ring', 'look', 'stop-flow'],
  },
  SeeDuties: {
    tables: { cases: ['read', 'put', 'remove'], catalog: ['read'], access: ['read'] },
    executions: ['start-flow', 'ring'],
  },
};
