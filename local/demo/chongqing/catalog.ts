import { filed, settled } from '../acts.ts';
import type { Client } from '../client.ts';
import { absent, containing } from '../expectation.ts';
import { published, streetsEntry, streetsOf } from '../streets.ts';
import type { Teller } from '../teller.ts';

/** 第十七条: what a district's unit files late shows that; the municipal regulator's five days are counted from its own receipt. */
export async function catalogChange(tell: Teller, client: Client): Promise<void> {
  tell.chapter('四、目录更新(第十七条)与责任清单(第十六条) Change of the catalog');
  const datasetId = await published(client, {
    clerk: 'district-clerk',
    entry: streetsEntry('渝中区街道名录', { informationItems: ['乡级行政区划代码', '乡级行政区划名称'] }),
    csv: codeAndName(streetsOf('areaCode', '500103')),
    passedBy: ['district-regulator', 'regulator'],
  });
  const responsibilities = {
    method: 'GET' as const,
    path: '/v1/responsibility-lists/yuzhong-housing-bureau',
  };
  await tell.call('CQ-16', '责任清单由已发布的目录得出,无人填写:该数据每年更新', responsibilities, {
    status: 200,
    body: { items: containing({ datasetId, accrualPeriodicity: 'annual' }) },
  });
  const kase = await filed(
    tell,
    client,
    'CQ-17a',
    '职能职责 09-21 变更,应当 10 个工作日内申请更新,区县单位 10-13 才申请:照收,并记下自 10-12 24:00 起迟延',
    {
      path: '/v1/catalog-changes',
      as: 'district-clerk',
      body: {
        datasetId,
        change: { accrualPeriodicity: 'quarterly' },
        reason: '街道管理职责划转,改为每季度更新',
        effectiveFrom: '2026-09-21',
      },
    },
    {
      stage: 'forwarding',
      deadlines: [
        { clause: 'CQ-17a', startedOn: '2026-09-21', dueOn: '2026-10-12', overdueSince: '2026-10-12T16:00:00.000Z' },
      ],
    },
  );
  await kase.give(
    'CQ-17b',
    '须经区县主管部门提交,市主管部门此时不能审核',
    { as: 'regulator', command: 'pass' },
    { status: 409 },
  );

  await tell.moveTo('2026-10-16T02:00:00Z');
  await kase.give('CQ-17b', '10-16 区县主管部门提交', { as: 'district-regulator', command: 'pass' }, { status: 200 });
  await kase.see('CQ-17b', '市主管部门的 5 个工作日自其收到之日 10-16 起算,与申请何时提出无关', 'regulator', {
    stage: 'review',
    deadlines: containing({
      clause: 'CQ-17b',
      startedOn: '2026-10-16',
      dueOn: '2026-10-23',
      kind: 'statutory',
      overdueSince: absent,
    }),
  });
  await kase.give(
    'CQ-17b',
    '市主管部门审核、更新',
    { as: 'regulator', command: 'pass' },
    { status: 200, body: { outcome: 'changed' } },
  );
  await settled(client, kase.id);
  await tell.call('CQ-16', '责任清单随之更新', responsibilities, {
    status: 200,
    body: { items: containing({ datasetId, accrualPeriodicity: 'quarterly' }) },
  });
}

const codeAndName = (csv: string): string =>
  csv
    .split('\n')
    .map((row) => row.split(',').slice(0, 2).join(','))
    .join('\n');

/** 第十五条第二款: the regulator proposes another openness; where the agency doesn't agree, its government decides. */
export async function opennessProposal(tell: Teller, client: Client, datasetId: string): Promise<void> {
  tell.chapter('五、开放属性修改建议(第十五条) The regulator proposes, the government decides');
  const rows = { method: 'GET' as const, path: `/data/${datasetId}?select=year,pm2_5&limit=1`, as: 'citizen' };
  await tell.call('CQ-13', '有条件开放:市民没有使用权限,不能获取', rows, {
    status: 403,
    body: { code: 'grant-required' },
  });
  const proposal = {
    path: '/v1/openness-proposals',
    as: 'regulator',
    body: { datasetId, change: { openness: 'unconditional' }, reason: '历史观测数据,不含敏感信息,宜无条件开放' },
  };
  await tell.call(
    'CQ-15b',
    '区县主管部门不能对市级单位提出',
    { method: 'POST', ...proposal, as: 'district-regulator' },
    { status: 403, body: { code: 'forbidden' } },
  );
  const kase = await filed(tell, client, 'CQ-15b', '市主管部门对同级数据开放主体提出修改建议', proposal, {
    stage: 'agency-answer',
  });
  await kase.give(
    'CQ-15b',
    '开放主体不同意,说明理由:报本级政府决定,属性尚未改变',
    { as: 'agency-reviewer', command: 'refuse', reason: '担心数据被误当作本市观测结果引用' },
    { status: 200, body: { stage: 'government-decision', state: 'open' } },
  );
  await kase.give(
    'CQ-15b',
    '提出建议的主管部门自己不能决定',
    { as: 'regulator', command: 'approve', reason: '坚持建议' },
    { status: 403, body: { code: 'forbidden' } },
  );
  await kase.give(
    'CQ-15b',
    '市政府决定:无条件开放',
    { as: 'government', command: 'approve', reason: '数据说明已载明来源,不致误认' },
    { status: 200, body: { outcome: 'settled' } },
  );
  await settled(client, kase.id);
  await tell.call(
    'CQ-15b',
    '目录已按决定修改',
    { method: 'GET', path: `/v1/datasets/${datasetId}` },
    { status: 200, body: { openness: 'unconditional' } },
  );
  await tell.call('CQ-23', '市民登录后不必申请即可获取', rows, { status: 200, body: [{ year: 2010 }] });
}
