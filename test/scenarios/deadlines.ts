import type { HostProcess } from '../builders/host.ts';
import { type Deadline, inbox, seen } from './acting.ts';

/** The newest period of a clause in a case, as everybody with a right to it sees it. */
export async function deadline(host: HostProcess, id: string, clause: string): Promise<Deadline> {
  const found = (await seen(host, id)).deadlines.findLast((each) => each.clause === clause);
  if (found === undefined) throw new Error(`case ${id} has no period of ${clause}`);
  return found;
}

/** Clause and due date of every period of a case, in their order. */
export const dueDates = async (host: HostProcess, id: string): Promise<[string, string][]> =>
  (await seen(host, id)).deadlines.map(({ clause, dueOn }) => [clause, dueOn]);

/** What somebody was told about a case, newest first. */
export const told = async (host: HostProcess, as: string, id: string): Promise<string[]> =>
  (await inbox(host, as)).filter(({ caseId }) => caseId === id).map(({ kind }) => kind);

/** Moves the clock some minutes past an instant, so that what falls due then has been seen to. */
export const past = (host: HostProcess, instant: string): Promise<string> =>
  host.moveTo(new Date(Date.parse(instant) + 30 * 60_000).toISOString());
