import type { HostProcess } from '../../builders/host.ts';

/** Ids of what is there, by the name of their dictionary. */
export interface Known {
  datasets: string[];
  distributions: string[];
  cases: string[];
  uploads: string[];
  grants: string[];
  keys: string[];
  agreements: string[];
}

type Send = <Body>(method: string, path: string, as: string, body?: object) => Promise<Body>;

const application = (datasetId: string) => ({
  datasetId,
  purpose: '研究空气质量与气象要素的关系',
  scenario: '在本公司的预报平台内部使用',
  safeguards: '专人专机,最小权限',
  usePeriod: { from: '2026-09-21', to: '2027-09-20' },
  commitment: true,
});

/** Brings cases, a grant and a key about, so that random calls find something to disturb. */
export async function prepared(host: HostProcess): Promise<Known> {
  const send: Send = async <Body>(method: string, path: string, as: string, body?: object) => {
    const reply = await host.call<Body>(method, path, { as, ...(body === undefined ? {} : { body }) });
    if (reply.status >= 400) throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply.body;
  };
  const found = await send<{ items: { id: string; openness: string; distributions: { id: string }[] }[] }>(
    'GET',
    '/v1/datasets',
    'company',
  );
  const conditional = found.items.find(({ openness }) => openness === 'conditional')?.id ?? '';
  const granted = await grantedCase(host, send, conditional);
  const open = await send<{ id: string }>('POST', '/v1/applications', 'company', application(conditional));
  const objection = { datasetId: conditional, kind: 'error', statement: '第 12 行的日期有误' };
  const objected = await send<{ id: string }>('POST', '/v1/objections', 'resident', objection);
  const key = await send<{ id: string }>('POST', '/v1/api-keys', 'company', {
    name: '示例',
    grants: [granted.grantId],
  });
  const form = { fileName: '监测.csv', size: 1000 };
  const upload = await send<{ id: string }>('POST', `/v1/datasets/${conditional}/uploads`, 'agency-clerk', form);
  return {
    datasets: found.items.map(({ id }) => id),
    distributions: found.items.flatMap(({ distributions }) => distributions.map(({ id }) => id)),
    cases: [granted.id, open.id, objected.id],
    uploads: [upload.id],
    grants: [granted.grantId],
    keys: [key.id],
    agreements: [granted.agreementId],
  };
}

interface GrantedCase {
  id: string;
  grantId: string;
  agreementId: string;
}

async function grantedCase(host: HostProcess, send: Send, datasetId: string): Promise<GrantedCase> {
  const { id } = await send<{ id: string }>('POST', '/v1/applications', 'company', application(datasetId));
  const steps = [
    ['regulator', { command: 'pass' }],
    ['agency-reviewer', { command: 'approve' }],
    ['company', { command: 'sign' }],
    ['agency-reviewer', { command: 'sign' }],
  ] as const;
  for (const [as, command] of steps) {
    await host.settled(id);
    await send('POST', `/v1/cases/${id}/commands`, as, command);
  }
  await host.settled(id);
  return send<GrantedCase>('GET', `/v1/cases/${id}`, 'company');
}
