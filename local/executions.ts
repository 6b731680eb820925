import type { Execution } from './states/execution.ts';

/** An execution as the laptop's user sees it. */
export interface ExecutionView {
  machine: string;
  name: string;
  status: Execution['status'];
  /** Where it stands, or stood when it ended. */
  state: string;
  since: string;
  startedAt: string;
  stoppedAt?: string;
  error?: string;
  cause?: string;
  /** The latest events, oldest first. */
  history: { id: number; at: string; type: string; state?: string; error?: string; cause?: string }[];
}

/** The executions that usher a case or keep its periods, in the order in which they started. */
export const executionsOf = (caseId: string, executions: readonly Execution[]): ExecutionView[] =>
  // Names begin with the case: `<case>-<run>` and `<case>-<clause>-<epoch>`.
  executions.filter(({ name }) => name.startsWith(`${caseId}-`)).map(view);

function view(execution: Execution): ExecutionView {
  const { machine, name, status, state, enteredAt, startedAt, stoppedAt, error, cause, history } = execution;
  return {
    machine: machine.slice(machine.lastIndexOf(':') + 1),
    name,
    status,
    state,
    since: iso(enteredAt),
    startedAt: iso(startedAt),
    ...(stoppedAt === undefined ? {} : { stoppedAt: iso(stoppedAt) }),
    ...why({ error, cause }),
    history: history.map((event) => ({
      id: event.id,
      at: iso(event.at),
      type: event.type,
      ...(event.state === undefined ? {} : { state: event.state }),
      ...why(event),
    })),
  };
}

const iso = (instant: number): string => new Date(instant).toISOString();

const why = ({ error, cause }: { error?: string | undefined; cause?: string | undefined }) => ({
  ...(error === undefined ? {} : { error }),
  ...(cause === undefined ? {} : { cause }),
});
