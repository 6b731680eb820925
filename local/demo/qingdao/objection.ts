import type { Client } from '../client.ts';
import { absent, containing, like } from '../expectation.ts';
import type { Asked, Teller } from '../teller.ts';
import type { Granted } from './application.ts';

interface Ways {
  /** The download's stable address. */
  broker: Asked;
  call: Asked;
  preview: Asked;
}

/** 第十九条: an objection of infringement suspends at once; found unfounded by both, it opens again. Answers its case. */
export async function objection(tell: Teller, client: Client, granted: Granted, key: string): Promise<string> {
  tell.chapter('五、异议与中止开放(第十九条) Objection and suspension');
  await tell.moveTo('2026-10-19T01:00:00Z');
  const ways = await waysIn(client, granted, key);
  const link = await linkOf(client, ways);
  const before = await client.fetchSigned(link);
  tell.fact('QD-17.3', '企业取得一个下载链接,可用', 'GET 存储地址', { status: 200 }, { status: before.status });
  const { body: filed } = await tell.call<{ id: string }>(
    'QD-19b',
    '市民提出侵权异议:核实之前即中止开放;处理结果应在 10 个工作日内反馈',
    {
      method: 'POST',
      path: '/v1/objections',
      as: 'citizen',
      body: {
        datasetId: granted.datasetId,
        kind: 'infringement',
        statement: '该数据可能含有本人住所的观测,侵犯本人权益',
      },
    },
    {
      status: 201,
      body: {
        procedure: 'objection',
        deadlines: [{ clause: 'QD-19c', startedOn: '2026-10-19', dueOn: '2026-11-02' }],
      },
    },
  );
  const after = await client.fetchSigned(link);
  tell.fact(
    'QD-19b',
    '异议一经受理,此前发出的链接即被存储拒绝',
    'GET 同一存储地址',
    { status: 403 },
    {
      status: after.status,
    },
  );
  await everyWayIsShut(tell, ways, granted.datasetId);
  await verification(tell, client, filed.id);
  await everyWayIsOpen(tell, client, ways, granted.datasetId);
  return filed.id;
}

async function waysIn(client: Client, { datasetId }: Granted, key: string): Promise<Ways> {
  const { body } = await client.call<{ distributions: { downloadUrl: string }[] }>('GET', `/v1/datasets/${datasetId}`);
  const { pathname } = new URL(body.distributions[0]?.downloadUrl ?? '');
  return {
    broker: { method: 'GET', path: pathname, as: 'company' },
    call: { method: 'GET', path: `/data/${datasetId}?select=year,pm2_5&limit=1`, key },
    preview: { method: 'GET', path: `/v1/datasets/${datasetId}/preview` },
  };
}

async function linkOf(client: Client, { broker }: Ways): Promise<string> {
  const { headers } = await client.call(broker.method, broker.path, broker);
  return headers.get('location') ?? '';
}

async function everyWayIsShut(tell: Teller, ways: Ways, datasetId: string): Promise<void> {
  const refused = { status: 403, body: { code: 'dataset-suspended' } };
  await tell.call('QD-19b', '下载入口不再跳转', ways.broker, refused);
  await tell.call('QD-19b', '数据服务接口拒绝', ways.call, refused);
  await tell.call('QD-19b', '预览拒绝', ways.preview, refused);
  await tell.call(
    'QD-19b',
    '目录上标明已中止开放',
    { method: 'GET', path: `/v1/datasets/${datasetId}` },
    { status: 200, body: { state: 'suspended' } },
  );
}

async function verification(tell: Teller, client: Client, caseId: string): Promise<void> {
  const commands = `/v1/cases/${caseId}/commands`;
  const found = { command: 'unfounded', reason: '所指观测点位于公共场所,数据不涉及任何个人或住所' };
  await client.until<{ stage: string }>(`/v1/cases/${caseId}`, 'regulator', ({ stage }) => stage === 'verification');
  await tell.call(
    'QD-19a',
    '开放主体核实:异议不成立;会同核实,一方意见尚不是结论',
    { method: 'POST', path: commands, as: 'agency-reviewer', body: found },
    { status: 200, body: { stage: 'verification', outcome: absent } },
  );
  await tell.call(
    'QD-19a',
    '市主管部门意见一致:异议不成立',
    { method: 'POST', path: commands, as: 'regulator', body: found },
    { status: 200, body: { outcome: 'dismissed' } },
  );
  await client.until<{ state: string }>(`/v1/cases/${caseId}`, 'citizen', ({ state }) => state === 'closed');
  await tell.call(
    'QD-19c',
    '期限内反馈:市民收到处理结果和理由',
    { method: 'GET', path: '/v1/inbox', as: 'citizen' },
    { status: 200, body: { items: containing({ kind: 'result', caseId, text: like(/公共场所/) }) } },
  );
}

async function everyWayIsOpen(tell: Teller, client: Client, ways: Ways, datasetId: string): Promise<void> {
  await tell.call(
    'QD-19b',
    '恢复开放',
    { method: 'GET', path: `/v1/datasets/${datasetId}` },
    { status: 200, body: { state: 'published' } },
  );
  const { status } = await client.fetchSigned(await linkOf(client, ways));
  tell.fact('QD-19b', '新的下载链接可用', 'GET 存储地址', { status: 200 }, { status });
  await tell.call('QD-19b', '接口恢复,新的一日额度重新起算', ways.call, { status: 200, body: [{}] });
  await tell.call('QD-19b', '预览恢复', ways.preview, { status: 200 });
}
