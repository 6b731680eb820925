import { filed, type Told } from '../acts.ts';
import type { Client } from '../client.ts';
import { absent, containing, like } from '../expectation.ts';
import { published, released, streetsEntry, streetsOf } from '../streets.ts';
import type { Teller } from '../teller.ts';
import { festivals } from './festivals.ts';

const responsible = 'other-agency-reviewer';
const reporter = 'agency-clerk';
const right = streetsOf('areaCode', '640106');

/** 第十九条: found by a unit that uses it, handled within five days and up to fifteen in all, verified by who reported it. */
export async function problemData(tell: Teller, client: Client): Promise<void> {
  tell.chapter('二、问题数据(第十九条)与宁夏节日 Problem data between units');
  const datasetId = await published(client, {
    clerk: 'other-agency-clerk',
    entry: streetsEntry('金凤区乡级行政区划代码(2023 年)'),
    csv: right.replace('良田镇', '梁田镇'),
  });
  const report = { datasetId, kind: 'error', statement: '“梁田镇”应为“良田镇”' };
  await tell.call(
    'JF-19a',
    '问题数据由使用数据的单位反馈;本办法没有为公众规定程序',
    { method: 'POST', path: '/v1/objections', as: 'citizen', body: report },
    { status: 403, body: { code: 'forbidden' } },
  );
  const kase = await filed(
    tell,
    client,
    'JF-19a',
    '生态环境分局向运营中心反馈问题数据;办件注明受理时本办法已经届满',
    { path: '/v1/objections', as: reporter, body: report },
    { stage: 'forwarding', regulation: { version: 'JF-1', onReceipt: 'expired', notice: like(/已经届满/) } },
  );
  await kase.give('JF-19a', '运营中心转交数据责任单位', { as: 'regulator', command: 'pass' }, { status: 200 });
  await kase.see(
    'JF-19b',
    '5 个工作日完成处理,国家条例的 10 个工作日并列;自治区当年节日未公布,日期都是暂定的',
    responsible,
    {
      stage: 'handling',
      deadlines: [
        { kind: 'service-target' },
        { clause: 'JF-19b', startedOn: '2026-11-02', dueOn: '2026-11-09', provisional: true },
        { clause: 'ZW-26', startedOn: '2026-11-02', dueOn: '2026-11-16', provisional: true },
      ],
    },
  );
  await extension(kase);
  await collision(tell, kase);
  await correction(tell, client, kase, datasetId);
}

async function extension(kase: Told): Promise<void> {
  const ask = { as: responsible, command: 'request-extension', reason: '须向民政部门逐级核实' };
  await kase.give(
    'JF-19b',
    '“最多延长至 15 个工作日”是总长:再加 11 日超过,被拒',
    { ...ask, days: 11 },
    { status: 409, body: { code: 'not-now', detail: like(/10/) } },
  );
  await kase.give('JF-19b', '责任单位申请延长 10 日', { ...ask, days: 10 }, { status: 200 });
  await kase.give(
    'JF-19b',
    '本单位负责人不能自己同意',
    { as: 'other-agency-principal', command: 'grant-extension' },
    { status: 403, body: { code: 'forbidden' } },
  );
  await kase.give(
    'JF-19b',
    '经运营中心审核:延长至 15 个工作日',
    { as: 'regulator', command: 'grant-extension' },
    { status: 200, body: { deadlines: [{}, { clause: 'JF-19b', dueOn: '2026-11-23', extendedBy: 10 }, {}] } },
  );
}

async function collision(tell: Teller, kase: Told): Promise<void> {
  await tell.moveTo('2026-11-17T01:00:00Z');
  await kase.see('ZW-26', '国家条例的到期日已过;日期暂定,平台不宣布任何人超期', 'regulator', {
    deadlines: [{}, {}, { clause: 'ZW-26', dueOn: '2026-11-16', provisional: true, overdueSince: absent }],
  });
  await festivals(tell);
  await kase.see('ZW-26', '本办法的 15 日超出国家条例的 10 日:依条例已超期,依本办法未超期,都在办件上', 'regulator', {
    deadlines: [
      {},
      { clause: 'JF-19b', dueOn: '2026-11-23', provisional: false, overdueSince: absent },
      { clause: 'ZW-26', provisional: false, overdueSince: '2026-11-16T16:00:00.000Z' },
    ],
  });
}

async function correction(tell: Teller, client: Client, kase: Told, datasetId: string): Promise<void> {
  await released(client, datasetId, { clerk: 'other-agency-clerk', csv: right });
  await kase.give(
    'JF-19a',
    '责任单位修正',
    { as: responsible, command: 'confirm-error', reason: '录入有误,已修正' },
    { status: 200, body: { outcome: 'upheld' } },
  );
  await kase.see('JF-19a', '修正后不即办结:由反馈的单位校验', reporter, { stage: 'acceptance', state: 'open' });
  await kase.give(
    'JF-19a',
    '责任单位不能自己校验',
    { as: responsible, command: 'verify' },
    { status: 403, body: { code: 'forbidden' } },
  );
  await tell.call(
    'JF-19a',
    '反馈的单位核对数据',
    { method: 'GET', path: `/data/${datasetId}?select=name&code=eq.640106100`, as: reporter },
    { status: 200, body: [{ name: '良田镇' }] },
  );
  await kase.give('JF-19a', '校验通过,办结', { as: reporter, command: 'verify' }, { status: 200 });
  await kase.see('JF-19a', '流程走完:发现、反馈、修正、校验', reporter, { state: 'closed', outcome: 'upheld' });
  await urgent(tell, client, datasetId);
}

/** 业务紧急的问题数据,根据实际情况限时处理: the centre sets the days, case by case. */
async function urgent(tell: Teller, client: Client, datasetId: string): Promise<void> {
  const kase = await filed(
    tell,
    client,
    'JF-19a',
    '另有一项问题数据,业务紧急',
    {
      path: '/v1/objections',
      as: reporter,
      body: { datasetId, kind: 'omission', statement: '应急疏散方案所列的一个乡镇未见于数据' },
    },
    { stage: 'forwarding' },
  );
  await kase.give(
    'JF-19b',
    '运营中心转交时限 1 个工作日处理',
    { as: 'regulator', command: 'pass', days: 1 },
    { status: 200 },
  );
  await kase.see('JF-19b', '期限由运营中心个案确定', responsible, {
    deadlines: containing({ clause: 'JF-19b', length: 1, dueOn: '2026-11-18' }),
  });
  await kase.give(
    'JF-19a',
    '责任单位当日查明并答复',
    { as: responsible, command: 'unfounded', reason: '该乡镇不属于本区' },
    { status: 200, body: { outcome: 'dismissed' } },
  );
}
