import { filed } from '../acts.ts';
import type { Client } from '../client.ts';
import { absent, containing } from '../expectation.ts';
import type { Teller } from '../teller.ts';

interface Found {
  items: { id: string; contact: { name: string } }[];
}

const contact = { name: '金凤区生态环境分局数据科(演示)', phone: '0000-00000000' };

/** 第十条: the unit's ten days from the change, the centre's five from its receipt; then the unit itself changes its catalog. */
export async function catalogChange(tell: Teller, client: Client): Promise<void> {
  tell.chapter('四、目录变更(第十条) Change of the catalog');
  const { body } = await client.call<Found>('GET', '/v1/datasets?openness=conditional');
  const [found] = body.items;
  const datasetId = found?.id ?? '';
  const before = found?.contact.name ?? '';
  const read = { method: 'GET' as const, path: `/v1/datasets/${datasetId}` };
  const kase = await filed(
    tell,
    client,
    'JF-10a',
    '职能 11-02 变更,11-17 才申请,第 11 个工作日:记下自 11-16 24:00 起迟延',
    {
      path: '/v1/catalog-changes',
      as: 'agency-clerk',
      body: {
        datasetId,
        change: { contact },
        reason: '内设机构职能调整,改由数据科负责',
        effectiveFrom: '2026-11-02',
      },
    },
    {
      stage: 'opinion',
      deadlines: containing({ clause: 'JF-10a', dueOn: '2026-11-16', overdueSince: '2026-11-16T16:00:00.000Z' }),
    },
  );
  await kase.see('JF-10b', '运营中心 5 个工作日内反馈审核意见', 'regulator', {
    deadlines: containing({ clause: 'JF-10b', startedOn: '2026-11-17', dueOn: '2026-11-24' }),
  });
  await kase.see('ZW-17', '国家条例要求 2 个工作日内发布:更紧的期限并列', 'regulator', {
    deadlines: containing({ clause: 'ZW-17', startedOn: '2026-11-17', dueOn: '2026-11-19' }),
  });
  await tell.moveTo('2026-11-20T01:00:00Z');
  await kase.see('ZW-17', '依国家条例已超期', 'regulator', {
    deadlines: containing({ clause: 'ZW-17', dueOn: '2026-11-19', overdueSince: '2026-11-19T16:00:00.000Z' }),
  });
  await kase.see('JF-10b', '依本办法未超期', 'regulator', {
    deadlines: containing({ clause: 'JF-10b', dueOn: '2026-11-24', overdueSince: absent }),
  });
  await kase.give('JF-10b', '运营中心审核通过', { as: 'regulator', command: 'pass' }, { status: 200 });
  await tell.call('JF-10b', '目录尚未改变:应由单位自己变更', read, {
    status: 200,
    body: { contact: { name: before } },
  });
  await kase.give(
    'JF-10b',
    '运营中心不能代为变更',
    { as: 'regulator', command: 'pass' },
    { status: 409, body: { code: 'not-now' } },
  );
  await kase.give(
    'JF-10b',
    '单位及时变更目录',
    { as: 'agency-clerk', command: 'pass' },
    { status: 200, body: { outcome: 'changed' } },
  );
  await tell.call('JF-10b', '目录已变更', read, { status: 200, body: { contact } });
}
