import { filed, type Told } from '../acts.ts';
import type { Client } from '../client.ts';
import { absent, containing, like } from '../expectation.ts';
import { published, released, streetsEntry, streetsOf } from '../streets.ts';
import type { Teller } from '../teller.ts';

const clerk = 'other-agency-clerk';
const reviewer = 'other-agency-reviewer';

/** 第十六条、第二十八条: one's own data within thirty days, others' within ten working days, by measures. Answers the first. */
export async function objections(tell: Teller, client: Client): Promise<Told> {
  const right = streetsOf('cityCode', '5117');
  const datasetId = await published(client, {
    clerk,
    entry: streetsEntry('达州市乡级行政区划代码(2023 年)'),
    csv: right.replace('朝阳街道', '朝旭街道'),
  });
  const own = await ownData(tell, client, datasetId);
  await objection(tell, client, datasetId, right);
  return own;
}

async function ownData(tell: Teller, client: Client, datasetId: string): Promise<Told> {
  tell.chapter('一、自身数据的校核(第十六条第二款) Thirty calendar days');
  return filed(
    tell,
    client,
    'DZ-16.2',
    '市民申请校核自身数据:三十日含节假日,最后一日在国庆假期,宽至假后首个工作日 10-08;目标提前到假前最后工作日 09-30',
    {
      path: '/v1/objections',
      as: 'resident',
      body: { datasetId, kind: 'own-data', statement: '本人登记住所所在街道的名称有误' },
    },
    {
      stage: 'correction-of-own-data',
      deadlines: [
        {
          clause: 'DZ-16.2',
          unit: 'calendar-day',
          length: 30,
          startedOn: '2026-09-07',
          targetOn: '2026-09-30',
          dueOn: '2026-10-08',
          kind: 'statutory',
        },
        { clause: 'PI-46', kind: 'service-target', dueOn: '2026-09-20' },
      ],
    },
  );
}

async function objection(tell: Teller, client: Client, datasetId: string, right: string): Promise<void> {
  tell.chapter('二、异议成立即采取措施(第二十八条第二款) Measures within ten working days');
  const row = { method: 'GET' as const, path: `/data/${datasetId}?select=name&code=eq.511702003` };
  await tell.call('DZ-27a', '无条件开放数据直接获取,不必登录', row, { status: 200, body: [{ name: '朝旭街道' }] });
  const kase = await filed(
    tell,
    client,
    'DZ-28.2',
    '市民提出异议:自收到之日起 10 个工作日内采取更正、删除等必要措施;09-20(周日)调休上班计入',
    {
      path: '/v1/objections',
      as: 'citizen',
      body: { datasetId, kind: 'error', statement: '“朝旭街道”应为“朝阳街道”' },
    },
    {
      stage: 'handling',
      deadlines: [{ clause: 'DZ-28.2', unit: 'working-day', startedOn: '2026-09-07', dueOn: '2026-09-20' }],
    },
  );
  await kase.give(
    'DZ-28.2',
    '数源单位认定异议成立:认定还不是措施,同一期限继续走',
    { as: reviewer, command: 'confirm-error', reason: '录入有误' },
    { status: 200, body: { stage: 'measures', outcome: 'upheld', state: 'open' } },
  );
  await kase.see('DZ-28.2', '期限仍自 09-07 起算,没有重新开始', 'citizen', {
    deadlines: [{ clause: 'DZ-28.2', startedOn: '2026-09-07', dueOn: '2026-09-20', endedAt: absent }],
  });
  await tell.moveTo('2026-09-10T01:00:00Z');
  await kase.give(
    'DZ-28.2',
    '数据没有更正,不能办结',
    { as: reviewer, command: 'resubmit' },
    { status: 422, body: { code: 'incomplete' } },
  );
  await released(client, datasetId, { clerk, csv: right });
  await kase.give('DZ-28.2', '更正后办结', { as: reviewer, command: 'resubmit' }, { status: 200 });
  await tell.call('DZ-28.2', '数据已更正', row, { status: 200, body: [{ name: '朝阳街道' }] });
  await kase.see('DZ-28.2', '办件按期办结', 'citizen', {
    state: 'closed',
    outcome: 'upheld',
    deadlines: [{ overdueSince: absent, endedAt: like(/^2026-09-10/) }],
  });
}

/** The thirtieth day was 10-07, a holiday. */
export async function endOfOwnData(tell: Teller, kase: Told): Promise<void> {
  tell.chapter('五、三十日届满于假期(第十六条第二款) The thirtieth day is a holiday');
  await tell.moveTo('2026-10-08T01:00:00Z');
  await kase.see(
    'DZ-16.2',
    '第三十日 10-07 是国庆假期,假后首个工作日 10-08 仍在期内;更近的服务目标则已超过',
    'regulator',
    {
      state: 'open',
      deadlines: [
        { clause: 'DZ-16.2', dueOn: '2026-10-08', remindedAt: like(/^2026/), overdueSince: absent },
        { clause: 'PI-46', overdueSince: '2026-09-20T16:00:00.000Z' },
      ],
    },
  );
  await kase.give(
    'DZ-16.2',
    '不予更正的,应当说明理由',
    { as: reviewer, command: 'unfounded' },
    { status: 400, body: { errors: [{ pointer: '/reason' }] } },
  );
  await kase.give(
    'DZ-16.2',
    '数源单位核实后说明理由',
    { as: reviewer, command: 'unfounded', reason: '本数据集为区划代码,不含任何个人的登记信息' },
    { status: 200, body: { outcome: 'dismissed' } },
  );
  await tell.call(
    'DZ-16.2',
    '市民收到反馈',
    { method: 'GET', path: '/v1/inbox', as: 'resident' },
    { status: 200, body: { items: containing({ kind: 'result', caseId: kase.id, text: like(/不含任何个人/) }) } },
  );
}
