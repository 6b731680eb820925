import type { HostProcess } from '../../builders/host.ts';
import { answered, type CaseView, get, type Page, submit, through } from '../acting.ts';
import { type Making, released, reviewed } from '../catalog/opening.ts';

export type Duty = CaseView & { datasetId?: string; district?: string; kind?: string; parties: { id?: string }[] };

/** The cases of a duty, newest first, as somebody sees them. */
export async function duties(host: HostProcess, procedure: string, as = 'auditor'): Promise<Duty[]> {
  const { items } = await get<Page<Duty>>(host, `/v1/cases?box=all&procedure=${procedure}&pageSize=100`, as);
  return items;
}

/** The upkeep of a dataset that is open now. */
export async function upkeepOf(host: HostProcess, datasetId: string, as = 'auditor'): Promise<Duty | undefined> {
  return (await duties(host, 'upkeep', as)).find((kase) => kase.datasetId === datasetId && kase.state === 'open');
}

/** A newer release of a dataset that is published already. */
export async function renewed(host: HostProcess, datasetId: string, making: Making): Promise<void> {
  await answered(released(host, datasetId, making));
  const kase = await submit(host, datasetId, making.as);
  await reviewed(host, kase.id);
}

export interface Kept {
  onTime: number;
  late: number;
  running: number;
  rate?: number;
}

export interface Figures {
  cases: { received: number; closed: number; refused: number; returned: number };
  onTime: Kept;
  clauses: (Kept & { clause: string; kind: string })[];
  cataloguing: { entries: number };
  gathering: { required: number; gathered: number };
  sharing: { requests: number };
  opening: { unconditional: number; conditional: number; closed: number; rate?: number };
  updates: { due: number; overdue: number; rate?: number };
  use: { downloads: number; granted: number };
}

export interface Effectiveness {
  from: string;
  to: string;
  city: Figures;
  districts: (Figures & { district: { id: string } })[];
  agencies: (Figures & { agency: { id: string } })[];
}

export const clauseOf = ({ clauses }: Figures, clause: string): Kept | undefined =>
  clauses.find((each) => each.clause === clause);

export interface Bulletin {
  id: string;
  procedure: string;
  clause: string;
  district?: string;
  from?: string;
  to?: string;
  figures?: string;
  text: string[];
}

export const bulletins = async (host: HostProcess, query = ''): Promise<Bulletin[]> =>
  (await get<Page<Bulletin>>(host, `/v1/bulletins${query}`)).items;

/** What a regulator concludes of a duty. */
export const concluded = (host: HostProcess, id: string, as: string, ...reasons: string[]): Promise<CaseView> =>
  through(host, id, [as, 'pass', { reasons }]);
