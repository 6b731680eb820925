import { filed, textOf } from '../acts.ts';
import type { Client } from '../client.ts';
import { absent, containing, like } from '../expectation.ts';
import type { Teller } from '../teller.ts';

const form = {
  purpose: '研究空气质量与气象要素的关系',
  scenario: '在本公司的预报平台内部使用',
  safeguards: '专人专机,不向第三方提供,用毕删除',
  usePeriod: { from: '2026-09-10', to: '2027-09-09' },
  commitment: true,
};
const grounds = { reason: '改进本公司的空气质量预报模型', basis: '与气象部门签订的合作研究协议' };

/** 第二十七条、第二十九条: the regulator alone answers, with mode, time and requirements; a commitment comes before the data. */
export async function application(tell: Teller, client: Client): Promise<void> {
  tell.chapter('三、有条件开放数据的申请(第二十七条、第二十九条) Answered by the regulator alone');
  const { body: found } = await client.call<{ items: { id: string }[] }>('GET', '/v1/datasets?openness=conditional');
  const datasetId = found.items[0]?.id ?? '';
  const rows = { method: 'GET' as const, path: `/data/${datasetId}?select=year,pm2_5&limit=1`, as: 'company' };
  await tell.call(
    'DZ-27b',
    '申请应当列明理由、依据、用途:缺少的逐项点名',
    { method: 'POST', path: '/v1/applications', as: 'company', body: { datasetId, ...form } },
    { status: 422, body: { code: 'incomplete', errors: [{ pointer: '/reason' }, { pointer: '/basis' }] } },
  );
  const kase = await filed(
    tell,
    client,
    'DZ-27c',
    '企业向主管部门申请:收到之日起 5 个工作日内答复',
    { path: '/v1/applications', as: 'company', body: { datasetId, ...form, ...grounds } },
    {
      stage: 'regulator-review',
      deadlines: [{ clause: 'DZ-27c', startedOn: '2026-09-10', dueOn: '2026-09-17', kind: 'statutory' }],
    },
  );
  const approve = { as: 'regulator', command: 'approve' };
  await kase.give('DZ-27c', '数源单位无权答复', { ...approve, as: 'agency-reviewer' }, { status: 403 });
  await kase.give('DZ-27c', '可以开放的,应当告知开放方式、时间及有关要求:不告知不能同意', approve, {
    status: 400,
    body: { errors: [{ pointer: '/answer' }] },
  });
  const answer = { mode: '数据服务接口', time: '签订承诺书之日起', requirements: '每日不超过 1000 次,注明数据来源' };
  await kase.give(
    'DZ-27c',
    '主管部门同意,告知方式、时间和要求',
    { ...approve, answer },
    { status: 200, body: { stage: 'commitment', outcome: absent, timeline: containing({ answer }) } },
  );
  await tell.call('DZ-29', '签订数据利用承诺书之前,不能获取', rows, {
    status: 403,
    body: { code: 'grant-required' },
  });
  const textSha256 = await textOf(client, kase.id, 'company');
  await kase.give(
    'DZ-29',
    '企业一方签订数据利用承诺书,即予开通',
    { as: 'company', command: 'sign', textSha256 },
    { status: 200, body: { outcome: 'granted' } },
  );
  await tell.call('DZ-27c', '按告知的方式获取', rows, { status: 200, body: [{ year: 2010 }] });
  await refusal(tell, client, datasetId);
}

/** 不同意开放的,应当说明理由,并提供依据: a reason alone is no refusal. */
async function refusal(tell: Teller, client: Client, datasetId: string): Promise<void> {
  const kase = await filed(
    tell,
    client,
    'DZ-27b',
    '另有市民申请同一数据',
    { path: '/v1/applications', as: 'resident', body: { datasetId, ...form, ...grounds } },
    { stage: 'regulator-review' },
  );
  const refuse = { as: 'regulator', command: 'refuse', reason: '所述用途与个人身份不符' };
  await kase.give('DZ-27c', '不同意的,只有理由没有依据也不成立', refuse, {
    status: 400,
    body: { errors: [{ pointer: '/basis' }] },
  });
  const basis = '该数据集所列条件:所申请的数据与用途相符';
  await kase.give(
    'DZ-27c',
    '说明理由并提供依据',
    { ...refuse, basis },
    { status: 200, body: { outcome: 'refused', timeline: containing({ basis }) } },
  );
  await tell.call(
    'DZ-27c',
    '市民收到理由',
    { method: 'GET', path: '/v1/inbox', as: 'resident' },
    { status: 200, body: { items: containing({ kind: 'reasons', caseId: kase.id, text: like(/所述用途/) }) } },
  );
}
