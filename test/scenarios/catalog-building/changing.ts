import type { HostProcess, Problem, Reply } from '../../builders/host.ts';
import { type CaseView, get, post } from '../acting.ts';

/** A change of the catalog as it is filed; answers what that is answered with. */
export const filed = (host: HostProcess, body: object, as = 'agency-clerk'): Promise<Reply<CaseView & Problem>> =>
  host.call('POST', '/v1/catalog-changes', { as, body });

/** One that is taken. */
export const changing = (host: HostProcess, body: object, as = 'agency-clerk'): Promise<CaseView> =>
  post(host, '/v1/catalog-changes', { as, body });

/** What each place of a refusal is refused for. */
export const faultsOf = ({ body }: Reply<Problem>): Record<string, string> =>
  Object.fromEntries((body.errors ?? []).map(({ pointer, detail }) => [pointer, detail]));

interface Responsibility {
  datasetId: string;
  openness: string;
  gathering: string;
}

/** How an agency's responsibility list has a dataset. */
export async function responsibility(
  host: HostProcess,
  agency: string,
  datasetId: string,
): Promise<Responsibility | undefined> {
  const { items } = await get<{ items: Responsibility[] }>(host, `/v1/responsibility-lists/${agency}?pageSize=100`);
  return items.find((item) => item.datasetId === datasetId);
}
