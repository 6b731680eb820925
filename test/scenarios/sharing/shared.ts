import type { HostProcess, Problem, Reply } from '../../builders/host.ts';
import { type CaseView, draft, post, stationsCsv, submit } from '../acting.ts';
import { released, reviewed } from '../catalog/opening.ts';

// What units do when they share data, over HTTP alone.

const attributes = {
  unconditional: { type: 'unconditional', mode: 'interface' },
  conditional: {
    type: 'conditional',
    mode: 'interface',
    reason: '含企业信息',
    conditions: ['仅限履行职责'],
    basis: '《数据安全法》第三十八条',
  },
  none: { type: 'none', reason: '涉及执法秘密', basis: '《政府信息公开条例》第十六条' },
} as const;

interface Making {
  sharing: keyof typeof attributes;
  title: string;
  as?: string;
  entry?: object;
}

/** A dataset that is closed to the public, its data on the platform, shared as said. */
export async function closedDataset(
  host: HostProcess,
  { sharing, title, as = 'agency-clerk', entry = {} }: Making,
): Promise<string> {
  const closed = { openness: 'closed', openingModes: [], legalBasis: '《某某条例》第三条' };
  const id = await draft(host, { ...closed, title, sharing: attributes[sharing], ...entry }, as);
  const reply = await released(host, id, { csv: stationsCsv, as });
  if (reply.status >= 300) throw new Error(`the data isn't gathered: ${JSON.stringify(reply.body)}`);
  await reviewed(host, (await submit(host, id, as)).id);
  return id;
}

export const aRequest = (datasetId: string, over: object = {}) => ({
  datasetId,
  reason: '核实救助对象住所周边水质',
  basis: '《社会救助暂行办法》第五十八条',
  purpose: '社会救助核对',
  scenario: '受理救助申请时逐户核对',
  ...over,
});

export const request = (
  host: HostProcess,
  datasetId: string,
  over: object = {},
  as = 'other-agency-clerk',
): Promise<CaseView> => post(host, '/v1/sharing-requests', { as, body: aRequest(datasetId, over) });

/** What a request is answered with that may be refused. */
export const asked = (host: HostProcess, body: object, as = 'other-agency-clerk'): Promise<Reply<CaseView & Problem>> =>
  host.call('POST', '/v1/sharing-requests', { as, body });

/** Rows of the data service, or why there are none. */
export const rows = (host: HostProcess, datasetId: string, as?: string): Promise<Reply<Problem & unknown[]>> =>
  host.call('GET', `/data/${datasetId}`, as === undefined ? {} : { as });

export const why = { reason: '已核实' };
export const grounds = { reason: '超出履职需要', basis: '《某某条例》第九条' };
