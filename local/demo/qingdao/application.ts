import type { Client } from '../client.ts';
import { absent, containing, like } from '../expectation.ts';
import type { Teller } from '../teller.ts';

interface CaseView {
  id: string;
  agreementId: string;
  grantId: string;
}

export interface Granted {
  datasetId: string;
  grantId: string;
  caseId: string;
}

const form = (datasetId: string) => ({
  datasetId,
  purpose: '研究空气质量与气象要素的关系,改进空气质量预报模型',
  scenario: '在本公司的预报平台内部使用,对外只发布预报结果',
  safeguards: '专人专机,最小权限,不向第三方提供,用毕删除',
  usePeriod: { from: '2026-10-01', to: '2027-09-30' },
  commitment: true,
});

/** 第十六条、第十七条: conditional data is applied for; the agency lets its ten working days pass. */
export async function application(tell: Teller, client: Client): Promise<Granted> {
  tell.chapter('三、有条件开放数据的获取(第十六条、第十七条) Application');
  const { body: found } = await tell.call<{ items: { id: string }[] }>(
    'QD-3',
    '企业查到一个有条件开放的数据集',
    { method: 'GET', path: '/v1/datasets?openness=conditional&publisher=ecology-bureau' },
    { status: 200, body: { items: containing({ openness: 'conditional', state: 'published' }) } },
  );
  const datasetId = found.items[0]?.id ?? '';
  await refusals(tell, datasetId);
  const { body: filed } = await tell.call<CaseView>(
    'QD-17.2a',
    '企业在线提交申请表和安全承诺书;形式审核 5 个工作日(中秋节 09-25 不计)',
    { method: 'POST', path: '/v1/applications', as: 'company', body: form(datasetId) },
    {
      status: 201,
      body: {
        procedure: 'application',
        stage: 'formal-review',
        deadlines: [{ clause: 'QD-17.2a', startedOn: '2026-09-22', dueOn: '2026-09-30' }],
      },
    },
  );
  const at = { caseId: filed.id, commands: `/v1/cases/${filed.id}/commands` };
  await formalReview(tell, client, at);
  await agencyFallsSilent(tell, at);
  await lateApproval(tell, at);
  const grantId = await agreement(tell, client, at);
  return { datasetId, grantId, caseId: filed.id };
}

interface At {
  caseId: string;
  commands: string;
}

async function refusals(tell: Teller, datasetId: string): Promise<void> {
  const ask = { method: 'POST' as const, path: '/v1/applications', body: form(datasetId) };
  await tell.call(
    'QD-16',
    '未实名认证的不能申请',
    { ...ask, as: 'citizen' },
    { status: 403, body: { code: 'real-name-required' } },
  );
  await tell.call(
    'QD-16',
    '列入失信名单的不能申请',
    { ...ask, as: 'blacklisted' },
    { status: 403, body: { code: 'dishonesty-listed' } },
  );
  const { commitment: _, ...without } = form(datasetId);
  await tell.call(
    'QD-17.1',
    '没有安全承诺书的申请不予受理',
    { ...ask, as: 'company', body: without },
    { status: 400, body: { code: 'invalid-request', errors: [{ pointer: '/commitment' }] } },
  );
}

async function formalReview(tell: Teller, client: Client, { caseId, commands }: At): Promise<void> {
  await tell.moveTo('2026-09-28T03:00:00Z');
  await tell.call(
    'QD-17.2b',
    '09-28 形式审核通过,转至开放主体:10 个工作日,国庆节 7 天不计,10-10(周六)调休上班计入',
    { method: 'POST', path: commands, as: 'regulator', body: { command: 'pass' } },
    {
      status: 200,
      body: {
        stage: 'agency-review',
        deadlines: [
          { clause: 'QD-17.2a', overdueSince: absent },
          { clause: 'QD-17.2b', startedOn: '2026-09-28', dueOn: '2026-10-16', dueAt: '2026-10-16T16:00:00.000Z' },
        ],
      },
    },
  );
  const path = `/local/executions?caseId=${caseId}`;
  await client.until<{ items: { state: string }[] }>(path, 'auditor', ({ items }) =>
    items.some(({ state }) => state === 'Agency review'),
  );
  await tell.call(
    'QD-17.2b',
    '状态机停在“开放主体审核”,法定期限时钟在走',
    { method: 'GET', path },
    {
      status: 200,
      body: {
        items: containing({ machine: like(/statutory-clock/), status: 'RUNNING', state: 'Wait until next milestone' }),
      },
    },
  );
}

async function agencyFallsSilent(tell: Teller, { caseId }: At): Promise<void> {
  const read = { method: 'GET' as const, path: `/v1/cases/${caseId}`, as: 'regulator' };
  await tell.moveTo('2026-10-13T01:00:00Z');
  await tell.call(
    'QD-17.2b',
    '第 7 个工作日零时,平台提醒开放主体',
    { method: 'GET', path: '/v1/inbox', as: 'agency-reviewer' },
    { status: 200, body: { items: containing({ kind: 'reminded', caseId, at: '2026-10-12T16:00:00.000Z' }) } },
  );
  await tell.moveTo('2026-10-16T15:59:00Z');
  await tell.call('QD-17.2b', '10-16 23:59,期限未满,不算超期', read, {
    status: 200,
    body: { deadlines: [{}, { clause: 'QD-17.2b', overdueSince: absent }] },
  });
  await tell.moveTo('2026-10-17T01:00:00Z');
  await tell.call('QD-17.2b', '期限届满:标为超期,自 10-16 24:00 起;不代替决定,办件仍待开放主体办理', read, {
    status: 200,
    body: {
      state: 'open',
      stage: 'agency-review',
      deadlines: [{}, { clause: 'QD-17.2b', overdueSince: '2026-10-16T16:00:00.000Z', endedAt: absent }],
      timeline: containing({ type: 'overdue', clause: 'QD-17.2b' }),
    },
  });
  await tell.call(
    'QD-8',
    '市主管部门在待办中看到下级超期',
    { method: 'GET', path: '/v1/cases?box=inbox&overdue=true', as: 'regulator' },
    { status: 200, body: { items: containing({ id: caseId, stage: 'agency-review' }) } },
  );
  await tell.call(
    'QD-8',
    '并收到督办消息',
    { method: 'GET', path: '/v1/inbox', as: 'regulator' },
    { status: 200, body: { items: containing({ kind: 'overdue', caseId, at: '2026-10-16T16:00:00.000Z' }) } },
  );
}

async function lateApproval(tell: Teller, { commands }: At): Promise<void> {
  await tell.call(
    'QD-17.2b',
    '其他部门无权审核',
    { method: 'POST', path: commands, as: 'other-agency-clerk', body: { command: 'approve' } },
    { status: 403, body: { code: 'forbidden' } },
  );
  await tell.call(
    'QD-17.2b',
    '开放主体迟到的同意仍然有效:开放全部数据项,每日 3 次;超期留痕',
    {
      method: 'POST',
      path: commands,
      as: 'agency-reviewer',
      body: { command: 'approve', quota: { calls: 3, per: 'day' } },
    },
    {
      status: 200,
      body: {
        stage: 'agreement',
        deadlines: [{}, { overdueSince: '2026-10-16T16:00:00.000Z', endedAt: like(/^2026-10-17.*/) }],
      },
    },
  );
}

async function agreement(tell: Teller, client: Client, { caseId, commands }: At): Promise<string> {
  const { agreementId } = (await client.call<CaseView>('GET', `/v1/cases/${caseId}`, { as: 'company' })).body;
  const { body: drawn } = await tell.call<{ textSha256: string }>(
    'QD-17.3',
    '按示范文本生成开放利用协议',
    { method: 'GET', path: `/v1/agreements/${agreementId}`, as: 'company' },
    { status: 200, body: { text: like(/公共数据开放利用协议/), signatures: [] } },
  );
  const sign = { command: 'sign', textSha256: drawn.textSha256 };
  await tell.call(
    'QD-17.3',
    '企业签订;只有一方签订尚不生效',
    { method: 'POST', path: commands, as: 'company', body: sign },
    { status: 200, body: { stage: 'agreement', outcome: absent } },
  );
  await tell.call(
    'QD-17.3',
    '开放主体负责人签订,协议成立',
    { method: 'POST', path: commands, as: 'agency-principal', body: sign },
    { status: 200, body: { outcome: 'granted' } },
  );
  await client.until<{ state: string }>(`/v1/cases/${caseId}`, 'company', ({ state }) => state === 'closed');
  const { body: closed } = await tell.call<CaseView>(
    'QD-17.3',
    '平台开通数据使用权限,办件办结',
    { method: 'GET', path: `/v1/cases/${caseId}`, as: 'company' },
    { status: 200, body: { state: 'closed', outcome: 'granted', grantId: like(/^[a-z0-9-]{1,26}$/) } },
  );
  await tell.call(
    'QD-17.3',
    '并告知本级主管部门',
    { method: 'GET', path: '/v1/inbox', as: 'regulator' },
    { status: 200, body: { items: containing({ kind: 'regulator-told', caseId }) } },
  );
  return closed.grantId;
}
