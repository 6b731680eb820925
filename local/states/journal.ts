/**
 * Executions in a directory: an append-only file of JSON lines. A line is written before its call is answered, so that a kill
 * loses nothing that was accepted; a line that the kill tore was never accepted and is dropped.
 */
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Execution } from './execution.ts';
import { type JournalLine, readJournal } from './journal-lines.ts';
import type { Store } from './store.ts';

export interface Journal extends Store {
  close(): void;
}

interface Options {
  /** Whether an execution is still of interest; the others go when the file is rewritten. */
  keep: (execution: Execution) => boolean;
  /** Above this size the file is rewritten, once it is four times as large as after the last rewriting. */
  compactAboveBytes?: number;
}

// 64 MiB are read back in about a second.
const COMPACT_ABOVE_BYTES = 64 * 1024 * 1024;

export function openJournal(directory: string, { keep, compactAboveBytes = COMPACT_ABOVE_BYTES }: Options): Journal {
  mkdirSync(directory, { recursive: true });
  const path = join(directory, 'executions.jsonl');
  const { executions, definitions } = readJournal(path);
  const deployed = new Set<string>();
  let file: JournalFile;
  let limit = 0;

  /** Writes what is still of interest beside the file, then puts it in its place. */
  function compact(): void {
    file?.close();
    for (const execution of executions.values()) if (!keep(execution)) executions.delete(execution.arn);
    const used = new Set(executions.values().map((execution) => execution.revision));
    for (const revision of definitions.keys()) {
      if (!used.has(revision) && !deployed.has(revision)) definitions.delete(revision);
    }
    const fresh = openFile(`${path}.new`, 'w');
    for (const [revision, definition] of definitions) fresh.append({ revision, definition });
    for (const execution of executions.values()) fresh.append({ execution });
    fresh.close();
    renameSync(`${path}.new`, path);
    limit = Math.max(compactAboveBytes, 4 * fresh.bytes());
    file = openFile(path, 'a', fresh.bytes());
  }

  compact();
  return {
    executions: () => executions.values(),
    put(execution) {
      file.append({ execution: withNewEvents(execution, executions.get(execution.arn)) });
      executions.set(execution.arn, execution);
      if (file.bytes() > limit) compact();
    },
    definition: (revision) => definitions.get(revision),
    putDefinition(revision, definition) {
      deployed.add(revision);
      if (definitions.has(revision)) return;
      file.append({ revision, definition });
      definitions.set(revision, definition);
    },
    close: () => file.close(),
  };
}

interface JournalFile {
  append(line: JournalLine): void;
  bytes(): number;
  close(): void;
}

function openFile(path: string, flags: 'w' | 'a', size = 0): JournalFile {
  const descriptor = openSync(path, flags);
  let bytes = size;
  let open = true;
  return {
    append(line) {
      // The number of a closed file may be another file's by now.
      if (!open) throw new Error(`${path} is closed`);
      const text = Buffer.from(`${JSON.stringify(line)}\n`);
      for (let from = 0; from < text.length; ) from += writeSync(descriptor, text, from);
      bytes += text.length;
    },
    bytes: () => bytes,
    close() {
      if (!open) return;
      open = false;
      fsyncSync(descriptor);
      closeSync(descriptor);
    },
  };
}

/** The events that the file has already are not written again. */
function withNewEvents(execution: Execution, known: Execution | undefined): Execution {
  const written = known?.startedAt === execution.startedAt ? known.events : 0;
  return { ...execution, history: execution.history.filter(({ id }) => id > written) };
}
