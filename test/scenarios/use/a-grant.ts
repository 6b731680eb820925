import type { HostProcess } from '../../builders/host.ts';
import { apply, type CaseView, through } from '../acting.ts';

/** How each city comes from an application to a grant. */
const ways: Readonly<Record<string, readonly (readonly [as: string, command: string, more?: object])[]>> = {
  qingdao: [
    ['regulator', 'pass'],
    ['agency-reviewer', 'approve'],
    ['company', 'sign'],
    ['agency-reviewer', 'sign'],
  ],
  chongqing: [
    ['agency-reviewer', 'approve'],
    ['company', 'sign'],
    ['agency-reviewer', 'sign'],
    ['regulator', 'pass'],
  ],
  dazhou: [
    ['regulator', 'approve', { answer: { mode: '接口', time: '即日', requirements: '仅限研究' } }],
    ['company', 'sign'],
  ],
};

/** A grant of the company on all of a conditional dataset. */
export async function grantedBy(
  host: HostProcess,
  city: string,
  datasetId: string,
  over: object = {},
): Promise<Required<Pick<CaseView, 'grantId'>> & CaseView> {
  const { id } = await apply(host, datasetId, over);
  const kase = await through(host, id, ...(ways[city] ?? []));
  if (kase.grantId === undefined) throw new Error(`case ${id} came to no grant: ${JSON.stringify(kase)}`);
  return { ...kase, grantId: kase.grantId };
}
