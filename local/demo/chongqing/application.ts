import { filed, textOf } from '../acts.ts';
import type { Client } from '../client.ts';
import { absent, containing, like } from '../expectation.ts';
import type { Teller } from '../teller.ts';

const form = {
  purpose: '研究空气质量与气象要素的关系',
  scenario: '在本公司的预报平台内部使用',
  safeguards: '专人专机,不向第三方提供,用毕删除',
  usePeriod: { from: '2026-10-13', to: '2027-10-12' },
  commitment: true,
};

/** 第二十四条: the agency agrees, both sign, and then the regulator of the same level reviews. Answers the dataset. */
export async function application(tell: Teller, client: Client): Promise<string> {
  tell.chapter('三、有条件开放数据的申请(第二十四条) Application: agency, agreement, regulator');
  const { body: found } = await client.call<{ items: { id: string }[] }>('GET', '/v1/datasets?openness=conditional');
  const datasetId = found.items[0]?.id ?? '';
  const { scenario: _, safeguards: __, ...incomplete } = form;
  await tell.call(
    'CQ-24a',
    '申请应当明确利用目的、应用场景、安全保障措施、使用期限:缺少的逐项点名',
    { method: 'POST', path: '/v1/applications', as: 'company', body: { datasetId, ...incomplete } },
    { status: 400, body: { errors: [{ pointer: '/scenario' }, { pointer: '/safeguards' }] } },
  );
  const rows = { method: 'GET' as const, path: `/data/${datasetId}?select=year,pm2_5&limit=1`, as: 'company' };
  const kase = await filed(
    tell,
    client,
    'CQ-24b',
    '企业申请,直接由数据开放主体评估;“及时”没有天数,平台定的是服务目标,并如实标明',
    { path: '/v1/applications', as: 'company', body: { datasetId, ...form } },
    { stage: 'agency-review', deadlines: [{ clause: 'CQ-24b', kind: 'service-target' }] },
  );
  await kase.give(
    'CQ-24b',
    '不同意的应当说明理由:没有理由的拒绝不成立',
    { as: 'agency-reviewer', command: 'refuse' },
    { status: 400, body: { errors: [{ pointer: '/reason' }] } },
  );
  await kase.give(
    'CQ-24b',
    '开放主体同意:签订数据利用协议',
    { as: 'agency-reviewer', command: 'approve' },
    { status: 200, body: { stage: 'agreement', outcome: absent } },
  );
  const textSha256 = await textOf(client, kase.id, 'company');
  const sign = { command: 'sign', textSha256 };
  await kase.give('CQ-25', '企业签订公共数据利用协议', { as: 'company', ...sign }, { status: 200 });
  await kase.give(
    'CQ-24b',
    '开放主体签订;协议签了还不开放,报同级主管部门审查',
    { as: 'agency-principal', ...sign },
    { status: 200, body: { stage: 'regulator-review', outcome: absent } },
  );
  await tell.call('CQ-24c', '通过审查之前,调用接口被拒', rows, { status: 403, body: { code: 'grant-required' } });
  await kase.give(
    'CQ-24b',
    '区县主管部门不是同级,不能审查',
    { as: 'district-regulator', command: 'pass' },
    { status: 403, body: { code: 'forbidden' } },
  );
  await kase.give(
    'CQ-24c',
    '市主管部门审查通过',
    { as: 'regulator', command: 'pass' },
    { status: 200, body: { outcome: 'granted' } },
  );
  await tell.call('CQ-24c', '按照协议约定开放', rows, { status: 200, body: [{ year: 2010 }] });
  await notPassed(tell, client, datasetId);
  return datasetId;
}

/** 未通过审查的,不予开放: an agreement that both have signed gives nothing by itself. */
async function notPassed(tell: Teller, client: Client, datasetId: string): Promise<void> {
  const kase = await filed(
    tell,
    client,
    'CQ-24a',
    '另有市民申请同一数据',
    { path: '/v1/applications', as: 'resident', body: { datasetId, ...form } },
    { stage: 'agency-review' },
  );
  await kase.give('CQ-24b', '开放主体同意', { as: 'agency-reviewer', command: 'approve' }, { status: 200 });
  const sign = { command: 'sign', textSha256: await textOf(client, kase.id, 'resident') };
  await kase.give('CQ-24b', '市民签订协议', { as: 'resident', ...sign }, { status: 200 });
  await kase.give('CQ-24b', '开放主体签订协议', { as: 'agency-principal', ...sign }, { status: 200 });
  await kase.give(
    'CQ-24c',
    '市主管部门审查不予通过,说明理由',
    { as: 'regulator', command: 'refuse', reason: '安全保障措施与个人使用的实际条件不符' },
    { status: 200, body: { outcome: 'refused' } },
  );
  await tell.call(
    'CQ-24c',
    '协议虽已签订,未通过审查的不予开放',
    { method: 'GET', path: `/data/${datasetId}?limit=1`, as: 'resident' },
    { status: 403, body: { code: 'grant-required' } },
  );
  await tell.call(
    'CQ-24b',
    '市民收到理由',
    { method: 'GET', path: '/v1/inbox', as: 'resident' },
    { status: 200, body: { items: containing({ kind: 'reasons', caseId: kase.id, text: like(/安全保障措施/) }) } },
  );
}
