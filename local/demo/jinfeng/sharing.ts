import { filed, type Told } from '../acts.ts';
import type { Client } from '../client.ts';
import { containing, like } from '../expectation.ts';
import { published, released, streetsEntry, streetsOf } from '../streets.ts';
import type { Asked, Teller } from '../teller.ts';

const provider = 'other-agency-reviewer';
const head = 'other-agency-principal';

/** 第二十三条至第二十五条、第二十八条: everything goes through the centre, and what was shared is passed on to nobody. */
export async function sharing(tell: Teller, client: Client): Promise<void> {
  tell.chapter('三、数据共享(第二十五条) Sharing through the centre');
  const datasetId = await published(client, {
    clerk: 'other-agency-clerk',
    entry: streetsEntry('金凤区区划调整台账', {
      openness: 'closed',
      openingModes: [],
      legalBasis: '演示:为展示共享流程而设,并无法律法规依据',
      sharing: {
        type: 'conditional',
        mode: 'interface',
        reason: '区划调整尚未公布',
        conditions: ['仅限履行职责'],
        basis: '演示:并无法律法规依据',
      },
    }),
    csv: streetsOf('areaCode', '640106'),
  });
  const body = {
    datasetId,
    reason: '按街道划分监管网格',
    basis: '演示:网格化监管工作方案',
    purpose: '生态环境网格化监管',
    scenario: '将街道区划代码与监测点位关联',
  };
  await tell.call(
    'JF-28',
    '没有仅用于本单位工作需要的承诺,不予受理',
    { method: 'POST', path: '/v1/sharing-requests', as: 'agency-clerk', body },
    { status: 400, body: { errors: [{ pointer: '/commitment', detail: like(/JF-28/) }] } },
  );
  const kase = await filed(
    tell,
    client,
    'JF-12',
    '生态环境分局申请共享,作出承诺,统一向运营中心提出',
    { path: '/v1/sharing-requests', as: 'agency-clerk', body: { ...body, commitment: true } },
    { procedure: 'sharing-request', stage: 'requester-approval' },
  );
  await kase.give('ZW-20', '需求单位负责人审批', { as: 'agency-principal', command: 'pass' }, { status: 200 });
  const rows = { method: 'GET' as const, path: `/data/${datasetId}?select=name&limit=1`, as: 'agency-clerk' };
  await refusal(kase);
  await consent(tell, kase, rows);
  await cataloguedAgain(tell, client);
}

async function refusal(kase: Told): Promise<void> {
  await kase.give(
    'JF-23a',
    '没有依据不得拒绝:运营中心也不能只凭理由',
    { as: 'regulator', command: 'refuse', reason: '不便提供' },
    { status: 400, body: { errors: [{ pointer: '/basis' }] } },
  );
  await kase.give('JF-25b', '运营中心审核,征求数据责任单位意见', { as: 'regulator', command: 'pass' }, { status: 200 });
  await kase.see('JF-25b', '自收到征求意见起 5 个工作日内答复,国家条例的 10 个工作日并列', provider, {
    stage: 'provider-review',
    deadlines: containing({ clause: 'JF-25b', kind: 'statutory', startedOn: '2026-11-17', dueOn: '2026-11-24' }),
  });
  await kase.see('ZW-21', '两个期限各走各的时钟', provider, {
    deadlines: containing({ clause: 'ZW-21', startedOn: '2026-11-17', dueOn: '2026-12-01' }),
  });
  const considered = { as: provider, command: 'pass', reason: '已核对职责' };
  await kase.give('ZW-20', '责任单位审查', considered, { status: 200, body: { stage: 'provider-approval' } });
  await kase.give(
    'JF-25b',
    '责任单位不同意,提供依据报运营中心审核:办件没有结束',
    { as: head, command: 'refuse', reason: '调整尚未公布', basis: '演示:区划调整保密要求' },
    { status: 200, body: { stage: 'centre-reconsideration', state: 'open' } },
  );
  await kase.give(
    'JF-25b',
    '运营中心认为依据不足,一次性说明理由,再次征求意见',
    { as: 'regulator', command: 'return', reasons: ['该要求限于对社会公布,不涉及单位间共享'] },
    { status: 200, body: { stage: 'provider-review' } },
  );
  await kase.give('ZW-20', '责任单位再次审查', considered, { status: 200 });
}

async function consent(tell: Teller, kase: Told, rows: Asked): Promise<void> {
  await kase.give('JF-25b', '责任单位同意', { as: head, command: 'approve' }, { status: 200 });
  await tell.call('JF-25b', '尚未供给,不能获取', rows, { status: 403 });
  await kase.give(
    'JF-25b',
    '通过平台供给数据',
    { as: provider, command: 'pass' },
    { status: 200, body: { outcome: 'granted' } },
  );
  await tell.call('JF-25b', '需求单位获取', rows, { status: 200, body: [{ name: '满城北街街道' }] });
  await tell.call('JF-23b', '企业不能获取', { ...rows, as: 'company' }, { status: 403 });
  const { grantId } = await kase.see('JF-28', '办件留有承诺', 'agency-clerk', { filing: { commitment: true } });
  await tell.call(
    'JF-23b',
    '不得以任何形式提供给第三方:不为共享数据签发密钥',
    { method: 'POST', path: '/v1/api-keys', as: 'agency-clerk', body: { name: '转交', grants: [grantId] } },
    { status: 400, body: { errors: [{ pointer: '/grants/0' }] } },
  );
}

/** 第二十三条: neither as shared data nor as if it were the unit's own. */
async function cataloguedAgain(tell: Teller, client: Client): Promise<void> {
  const entry = streetsEntry('金凤区区划调整台账数据');
  await tell.call(
    'JF-23b',
    '通过共享获得的数据,不能编入自己的目录',
    { method: 'POST', path: '/v1/datasets', as: 'agency-clerk', body: { ...entry, origin: 'sharing' } },
    { status: 400, body: { errors: containing({ pointer: '/origin', detail: like(/JF-23b/) }) } },
  );
  const { body: draft } = await client.call<{ id: string }>('POST', '/v1/datasets', {
    as: 'agency-clerk',
    body: entry,
  });
  await released(client, draft.id, { clerk: 'agency-clerk', csv: streetsOf('areaCode', '640106') });
  await tell.call(
    'JF-23b',
    '隐去来源当作自己的数据,同样被识别',
    { method: 'POST', path: '/v1/publications', as: 'agency-clerk', body: { datasetId: draft.id } },
    { status: 403, body: { detail: like(/JF-23b/) } },
  );
}
