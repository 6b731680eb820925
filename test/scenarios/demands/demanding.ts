import type { HostProcess, Problem, Reply } from '../../builders/host.ts';
import { type CaseView, get, type Page, post } from '../acting.ts';

export const aDemand = (over: object = {}) => ({
  title: '港口吞吐量',
  description: '分月、分货类',
  purpose: '研究航运,联系人王小青',
  ...over,
});

export const demand = (host: HostProcess, over: object = {}, as = 'citizen'): Promise<CaseView> =>
  post(host, '/v1/demands', { as, body: aDemand(over) });

export interface Listed {
  id: string;
  title: string;
  of: 'public' | 'unit';
  agency?: { id: string };
  ledBy?: { id: string };
  state: string;
  outcome?: string;
  datasetId?: string;
}
export interface DemandList extends Page<Listed> {
  call?: { id: string; until: string; clause: string };
}

export const demandList = (host: HostProcess, as?: string): Promise<DemandList> =>
  get<DemandList>(host, '/v1/demand-list?pageSize=100', as);

/** The places that a refusal names. */
export const pointersOf = ({ body }: Reply<Problem>): string[] =>
  [...new Set((body.errors ?? []).map(({ pointer }) => pointer))].sort();
