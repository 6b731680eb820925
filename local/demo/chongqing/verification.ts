import { filed, type Told } from '../acts.ts';
import type { Client } from '../client.ts';
import { absent, containing, like } from '../expectation.ts';
import { published, released, streetsEntry, streetsOf } from '../streets.ts';
import type { Teller } from '../teller.ts';

const clerk = 'other-agency-clerk';
const reviewer = 'other-agency-reviewer';
const principal = 'other-agency-principal';

/** 第二十二条: ten working days, and by up to ten more if the head of the agency consents; experts stop no clock. */
export async function verification(tell: Teller, client: Client): Promise<void> {
  tell.chapter('二、数据校核(第二十二条)与专家委员会(第十条) Verification of an error');
  const right = streetsOf('provinceCode', '50');
  const datasetId = await published(client, {
    clerk,
    entry: streetsEntry('重庆市乡级行政区划代码(2023 年)'),
    csv: right.replace('朝天门街道', '朝天们街道'),
  });
  const doubted = {
    method: 'GET' as const,
    path: `/data/${datasetId}?select=name&code=eq.500103010`,
    as: 'citizen',
  };
  await tell.call('CQ-22a', '市民发现一处错误', doubted, { status: 200, body: [{ name: '朝天们街道' }] });
  const kase = await filed(
    tell,
    client,
    'CQ-22a',
    '市民通过开放系统申请校核:收到之日起 10 个工作日,09-25 中秋节、10-01 至 10-07 国庆节不计,10-10(周六)调休计入',
    {
      path: '/v1/objections',
      as: 'citizen',
      body: { datasetId, kind: 'error', statement: '“朝天们街道”应为“朝天门街道”' },
    },
    {
      procedure: 'objection',
      stage: 'verification',
      deadlines: [{ clause: 'CQ-22a', startedOn: '2026-09-21', dueOn: '2026-10-12', kind: 'statutory' }],
    },
  );
  await tell.call(
    'CQ-22a',
    '校核期间数据照常开放',
    { method: 'GET', path: `/v1/datasets/${datasetId}` },
    { status: 200, body: { state: 'published' } },
  );
  await experts(kase);
  await extension(tell, kase);

  await tell.moveTo('2026-10-13T01:00:00Z');
  await kase.see('CQ-22c', '原到期日已过:经延长,不算超期;市主管部门全程看得到', 'regulator', {
    state: 'open',
    deadlines: [{ dueOn: '2026-10-26', overdueSince: absent }],
  });
  await released(client, datasetId, { clerk, csv: right });
  await kase.give(
    'CQ-22a',
    '开放主体校核属实,更正数据',
    { as: reviewer, command: 'confirm-error', reason: '录入有误,已按国家统计局区划代码更正' },
    { status: 200, body: { outcome: 'upheld' } },
  );
  await tell.call('CQ-22a', '数据已更正', doubted, { status: 200, body: [{ name: '朝天门街道' }] });
  await tell.call(
    'CQ-22a',
    '市民收到校核结果',
    { method: 'GET', path: '/v1/inbox', as: 'citizen' },
    { status: 200, body: { items: containing({ kind: 'result', caseId: kase.id }) } },
  );
}

async function experts(kase: Told): Promise<void> {
  await kase.give(
    'CQ-10',
    '开放主体提请专家委员会研究',
    { as: reviewer, command: 'refer', reason: '同名街道较多,请专家研判以何种文本为准' },
    { status: 200, body: { timeline: containing({ type: 'referred' }) } },
  );
  await kase.give(
    'CQ-10',
    '专家意见记入办件;咨询期间期限照走,到期日不变',
    { as: 'expert', command: 'advise', reason: '以国家统计局公布的名称为准' },
    {
      status: 200,
      body: {
        timeline: containing({ type: 'advised' }),
        deadlines: [{ clause: 'CQ-22a', dueOn: '2026-10-12', suspendedSince: absent }],
      },
    },
  );
}

async function extension(tell: Teller, kase: Told): Promise<void> {
  await tell.moveTo('2026-09-30T02:00:00Z');
  const ask = { as: reviewer, command: 'request-extension', reason: '须逐条比对一千余条区划代码' };
  await kase.give(
    'CQ-22b',
    '延长不超过 10 个工作日:申请 11 日被拒',
    { ...ask, days: 11 },
    { status: 409, body: { code: 'not-now', detail: like(/CQ-22b/) } },
  );
  await kase.give(
    'CQ-22b',
    '开放主体申请延长 10 日;同意之前期限不变',
    { ...ask, days: 10 },
    { status: 200, body: { deadlines: [{ dueOn: '2026-10-12' }] } },
  );
  const consent = { command: 'grant-extension' };
  const refused = { status: 403, body: { code: 'forbidden' } };
  await kase.give('CQ-22b', '申请延长的审核人不能自己同意', { as: reviewer, ...consent }, refused);
  await kase.give('CQ-22b', '市主管部门也不能代为同意', { as: 'regulator', ...consent }, refused);
  await kase.give('CQ-22b', '别的单位的负责人也不能', { as: 'agency-principal', ...consent }, refused);
  await kase.give(
    'CQ-22b',
    '本单位主要负责人同意:期限顺延至 10-26',
    { as: principal, ...consent },
    { status: 200, body: { deadlines: [{ clause: 'CQ-22a', dueOn: '2026-10-26', extendedBy: 10 }] } },
  );
  await kase.give(
    'CQ-22b',
    '只延长一次',
    { ...ask, days: 1 },
    { status: 409, body: { code: 'not-now', detail: like(/只能申请延长一次/) } },
  );
}
