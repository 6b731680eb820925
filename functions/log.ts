/** One structured line per decision or fault: ids, states, clauses; no payload, no personal data. */
export type LogEntry = { event: string } & { [field: string]: string | number | boolean | undefined };

export type Log = (entry: LogEntry) => void;

/** To standard output, where CloudWatch Logs picks it up. */
export const log: Log = (entry) => {
  process.stdout.write(`${JSON.stringify(entry)}\n`);
};

/** A fault of ours: its name, message and stack, and what caused it; never the request. */
export const fault =
  (write: Log, noun: string) =>
  (error: unknown): void => {
    const { name, message, stack, cause } = error instanceof Error ? error : new Error(String(error));
    const caused = cause instanceof Error ? `${cause.name}: ${cause.message}` : undefined;
    write({ event: 'fault', noun, name, message, stack, cause: caused });
  };
