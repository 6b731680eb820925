import type { Execution } from './execution.ts';

/** Where executions are kept. A `put` that returns is never lost; the first that throws stops the interpreter. */
export interface Store {
  executions(): Iterable<Execution>;
  put(execution: Execution): void;
  definition(revision: string): string | undefined;
  putDefinition(revision: string, text: string): void;
}

/** Keeps executions for as long as the process lives; `beforePut` may throw, as a process may be killed before a write. */
export function memoryStore(beforePut: (execution: Execution) => void = () => undefined): Store {
  const executions = new Map<string, Execution>();
  const definitions = new Map<string, string>();
  return {
    executions: () => executions.values(),
    put(execution) {
      beforePut(execution);
      executions.set(execution.arn, execution);
    },
    definition: (revision) => definitions.get(revision),
    putDefinition: (revision, text) => void definitions.set(revision, text),
  };
}
