/** What stands in the journal: definitions, and executions with the events that are new in them. */
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Json } from '../../workflows/asl.ts';
import { type Execution, KEPT_EVENTS, statuses } from './execution.ts';

export type JournalLine =
  | { readonly execution: Execution }
  | { readonly revision: string; readonly definition: string };

/** The executions as they were last, each with its history; nothing if there is no file. */
export function readJournal(path: string): { executions: Map<string, Execution>; definitions: Map<string, string> } {
  const executions = new Map<string, Execution>();
  const definitions = new Map<string, string>();
  for (const line of linesOf(path)) {
    if ('definition' in line) {
      definitions.set(line.revision, line.definition);
      continue;
    }
    const { execution } = line;
    const before = executions.get(execution.arn);
    // A name that was used again after 90 days begins a new history, at the end of the list.
    const continues = before?.startedAt === execution.startedAt;
    if (!continues) executions.delete(execution.arn);
    const history = continues ? [...before.history, ...execution.history] : execution.history;
    executions.set(execution.arn, { ...execution, history: history.slice(-KEPT_EVENTS) });
  }
  return { executions, definitions };
}

/** A last line without its end was torn by a kill, before anybody was told of it. */
function linesOf(path: string): JournalLine[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  return lines.map((line, index) => {
    try {
      return Line.parse(JSON.parse(line));
    } catch (cause) {
      throw new Error(`line ${index + 1} of ${path} can't be read`, { cause });
    }
  });
}

const Payload = z.custom<Json>((value) => value !== undefined);
const Instant = z.number();

const Phase = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('waiting'), until: Instant }),
  z.object({ kind: z.literal('retrying'), until: Instant }),
  z.object({ kind: z.literal('token'), token: z.string(), until: Instant.nullable(), delivered: z.boolean() }),
  z.object({
    kind: z.literal('answered'),
    answer: z.union([
      z.object({ output: Payload }),
      z.object({ error: z.string().nullable(), cause: z.string().nullable() }),
    ]),
  }),
]);

const HistoryEvent = z.object({
  id: z.int(),
  at: Instant,
  type: z.string(),
  state: z.string().exactOptional(),
  resource: z.string().exactOptional(),
  field: z.string().exactOptional(),
  error: z.string().exactOptional(),
  cause: z.string().exactOptional(),
});

const Stored: z.ZodType<Execution> = z.object({
  arn: z.string(),
  name: z.string(),
  machine: z.string(),
  startedThrough: z.string().exactOptional(),
  revision: z.string(),
  input: Payload,
  startedAt: Instant,
  status: z.enum(statuses),
  stoppedAt: Instant.exactOptional(),
  output: Payload.exactOptional(),
  error: z.string().exactOptional(),
  cause: z.string().exactOptional(),
  state: z.string(),
  enteredAt: Instant,
  enteredEvent: z.int(),
  stateInput: Payload,
  variables: z.record(z.string(), Payload),
  attempts: z.array(z.int()),
  phase: Phase,
  events: z.int(),
  history: z.array(HistoryEvent),
});

const Line = z.union([z.object({ execution: Stored }), z.object({ revision: z.string(), definition: z.string() })]);
