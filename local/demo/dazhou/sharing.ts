import { filed, type Told } from '../acts.ts';
import type { Client } from '../client.ts';
import { absent, containing } from '../expectation.ts';
import { published, streetsEntry, streetsOf } from '../streets.ts';
import type { Asked, Teller } from '../teller.ts';

/** 第十八条至第二十三条, with 政务数据共享条例 beside it: two laws, two periods, each with its clock. */
export async function sharing(tell: Teller, client: Client): Promise<void> {
  tell.chapter('四、部门间数据共享(第二十条)与《政务数据共享条例》 Sharing under two laws');
  const datasetId = await published(client, {
    clerk: 'other-agency-clerk',
    entry: streetsEntry('达州市社区区划调整台账', {
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
    csv: streetsOf('cityCode', '5117'),
  });
  const rows = { method: 'GET' as const, path: `/data/${datasetId}?select=name&limit=1`, as: 'agency-clerk' };
  await tell.call('DZ-20a', '不向社会开放、有条件共享:别的部门也不能径取', rows, { status: 403 });
  const kase = await filed(
    tell,
    client,
    'ZW-20',
    '生态环境局申请共享,列明理由、依据、用途;先经本部门负责人审批,期限未开始',
    {
      path: '/v1/sharing-requests',
      as: 'agency-clerk',
      body: {
        datasetId,
        reason: '按街道划分监管网格',
        basis: '演示:网格化监管工作方案',
        purpose: '生态环境网格化监管',
        scenario: '将街道区划代码与监测点位关联',
      },
    },
    { stage: 'requester-approval', kind: 'conditional', deadlines: [] },
  );
  await kase.give('ZW-20', '需求部门负责人审批', { as: 'agency-principal', command: 'pass' }, { status: 200 });
  await collision(tell, kase);
  await delivery(tell, kase, rows);
}

async function collision(tell: Teller, kase: Told): Promise<void> {
  await kase.see('DZ-20b', '到达主管部门:本市 5 个工作日与国家条例 10 个工作日并列,各走各的时钟', 'regulator', {
    stage: 'catalog-review',
    deadlines: [
      { clause: 'DZ-20b', startedOn: '2026-09-10', dueOn: '2026-09-17', kind: 'statutory' },
      { clause: 'ZW-21', startedOn: '2026-09-10', dueOn: '2026-09-23', kind: 'statutory' },
    ],
  });
  await tell.moveTo('2026-09-16T02:00:00Z');
  await kase.give(
    'DZ-20b',
    '主管部门不能确定能否共享,征求数据提供单位意见:本市期限延长 5 个工作日,无须谁同意',
    { as: 'regulator', command: 'pass', reason: '目录未载明未公布的调整能否共享' },
    { status: 200, body: { stage: 'provider-review' } },
  );
  await kase.see('DZ-20b', '延长后两部规定的期限在同一日届满', 'agency-clerk', {
    deadlines: [
      { clause: 'DZ-20b', startedOn: '2026-09-10', dueOn: '2026-09-23', extendedBy: 5, endedAt: absent },
      { clause: 'ZW-21', startedOn: '2026-09-10', dueOn: '2026-09-23', endedAt: absent },
    ],
  });
  await tell.call(
    'DZ-20b',
    '需求部门被告知延长',
    { method: 'GET', path: '/v1/inbox', as: 'agency-clerk' },
    { status: 200, body: { items: containing({ kind: 'extended', caseId: kase.id }) } },
  );
  await kase.give(
    'ZW-21',
    '提供部门不能直接拒绝',
    { as: 'other-agency-reviewer', command: 'refuse', reason: '不便提供', basis: '内部规定' },
    { status: 409 },
  );
}

async function delivery(tell: Teller, kase: Told, rows: Asked): Promise<void> {
  await kase.give(
    'ZW-21',
    '提供部门审查',
    { as: 'other-agency-reviewer', command: 'pass', reason: '属履行职责所需' },
    { status: 200, body: { stage: 'provider-approval' } },
  );
  await tell.moveTo('2026-09-18T02:00:00Z');
  await kase.give(
    'ZW-20',
    '答复前经提供部门负责人审批:同意共享',
    { as: 'other-agency-principal', command: 'approve', columns: ['code', 'name'] },
    { status: 200, body: { stage: 'delivery' } },
  );
  await kase.see('ZW-22', '自答复之日起 20 个工作日内共享:中秋、国庆不计', 'agency-clerk', {
    deadlines: containing({ clause: 'ZW-22', startedOn: '2026-09-18', dueOn: '2026-10-22' }),
  });
  await tell.call('ZW-22', '尚未提供,不能获取', rows, { status: 403 });
  await kase.give(
    'ZW-22',
    '提供部门提供数据',
    { as: 'other-agency-reviewer', command: 'pass' },
    { status: 200, body: { outcome: 'granted' } },
  );
  await tell.call('ZW-22', '需求部门获取同意的数据项', rows, { status: 200, body: [{ name: '东城街道' }] });
  await tell.call(
    'ZW-22',
    '没有同意的数据项不能查询',
    { ...rows, path: rows.path.replace('select=name', 'select=areaCode') },
    { status: 400 },
  );
  await tell.call(
    'ZW-29',
    '使用记录在案,至少保存三年',
    { method: 'GET', path: '/v1/sharing/use-records', as: 'agency-clerk' },
    { status: 200, body: { clause: 'ZW-29', items: [{ day: '2026-09-18', keptUntil: '2029-09-18' }] } },
  );
}
