import type { Teller } from '../teller.ts';

/** 开斋节 and 古尔邦节 are made known by the region alone; two persons publish them. */
export async function festivals(tell: Teller): Promise<void> {
  const path = '/v1/calendar/2026';
  await tell.call(
    'JF-19b',
    '操作人员录入自治区的放假通知(演示):一人录入尚不生效',
    {
      method: 'POST',
      path,
      as: 'operator',
      body: {
        layer: 'region',
        source: '宁夏回族自治区人民政府办公厅关于2026年部分节假日安排的通知(演示)',
        holidays: [
          { date: '2026-03-20', name: '开斋节' },
          { date: '2026-05-27', name: '古尔邦节' },
        ],
        makeUpDays: [],
      },
    },
    { status: 201 },
  );
  await tell.call('JF-19b', '尚未确认,仍是暂定', { method: 'GET', path }, { status: 200, body: { provisional: true } });
  await tell.call(
    'JF-19b',
    '运营中心确认公布,在办期限重新推算',
    { method: 'POST', path: `${path}/confirm`, as: 'regulator', body: { layer: 'region' } },
    { status: 200, body: { changed: 0 } },
  );
  await tell.call('JF-19b', '日历已确定', { method: 'GET', path }, { status: 200, body: { provisional: false } });
}
