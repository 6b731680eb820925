import { join } from 'node:path';
import { openDatabase } from '../../local/dynamodb/database.ts';
import type { HostProcess } from '../builders/host.ts';

/** An item as it lies in the store's files, with its types. */
type Stored = { [attribute: string]: unknown };

/**
 * Changes what is stored of an event of a case, or takes it away, as whoever gets at the disk would: past the platform,
 * while it is stopped. Answers what undoes that in the same way.
 */
export async function tamperWith(
  host: HostProcess,
  caseId: string,
  seq: number,
  change: (stored: string) => string | undefined,
): Promise<() => Promise<void>> {
  let key = '';
  let before: unknown;
  await inFiles(host, async (database) => {
    for await (const [each, value] of database.entries('item-')) {
      const { pk, sk } = value as Stored;
      const isIt = text(pk) === `case#${caseId}` && text(sk) === `event#${String(seq).padStart(6, '0')}`;
      if (isIt) [key, before] = [each, value];
    }
    if (before === undefined) throw new Error(`there is no event ${seq} of case ${caseId} in the files`);
    const after = change(JSON.stringify(before));
    await database.commit([
      after === undefined ? { type: 'del', key } : { type: 'put', key, value: JSON.parse(after) },
    ]);
  });
  return () => inFiles(host, (database) => database.commit([{ type: 'put', key, value: before }]));
}

const text = (attribute: unknown): unknown => (attribute as { S?: string } | undefined)?.S;

async function inFiles(
  host: HostProcess,
  work: (database: Awaited<ReturnType<typeof openDatabase>>) => Promise<void>,
): Promise<void> {
  await host.kill9();
  const database = await openDatabase(join(host.stateDir, 'dynamodb'));
  try {
    await work(database);
  } finally {
    await database.close();
  }
  await host.restart();
}
