import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from '../client.ts';
import { containing, like } from '../expectation.ts';
import type { Teller } from '../teller.ts';
import type { Granted } from './application.ts';

/** 第十三条: the interface, metered by the quota of the grant. Answers the key. */
export async function dataInterface(tell: Teller, client: Client, granted: Granted): Promise<string> {
  const { datasetId, grantId } = granted;
  tell.chapter('四、数据服务接口(第十三条) Interface');
  await tell.call(
    'QD-17.3',
    '企业查看使用权限:生效,尚未使用',
    { method: 'GET', path: '/v1/grants', as: 'company' },
    {
      status: 200,
      body: { items: [{ id: grantId, state: 'active', used: 0, quota: { calls: 3, per: 'day' } }] },
    },
  );
  const { body: issued } = await client.call<{ key: string }>('POST', '/v1/api-keys', {
    as: 'company',
    body: { name: '预报平台', grants: [grantId] },
  });
  const { key } = issued;
  tell.fact(
    'QD-13b',
    '签发接口密钥,只显示这一次',
    'POST /v1/api-keys (company)',
    { isShown: true },
    {
      isShown: typeof key === 'string' && key.length > 40,
    },
  );
  const rows = { method: 'GET' as const, path: `/data/${datasetId}?select=year,month,pm2_5&pm2_5=gte.300&limit=2` };
  await tell.call(
    'QD-16',
    '没有使用权限的不能调用',
    { ...rows, as: 'resident' },
    { status: 403, body: { code: 'grant-required' } },
  );
  await tell.call(
    'QD-13b',
    '数据字典中没有的列不能查询;写错的查询不计次数',
    { method: 'GET', path: `/data/${datasetId}?select=pm10`, key },
    { status: 400, body: { code: 'invalid-request' } },
  );
  for (const used of [1, 2, 3]) {
    const remaining = 3 - used;
    await tell.call(
      'QD-13b',
      `第 ${used} 次调用,余 ${remaining} 次`,
      { ...rows, key },
      {
        status: 200,
        headers: { ratelimit: like(new RegExp(`\\b(r|remaining)=${remaining}\\b`)) },
        body: rowsOfTheFile(),
      },
    );
  }
  await tell.call(
    'QD-17.3',
    '超出约定额度:429,并告知何时可再调用',
    { ...rows, key },
    { status: 429, headers: { 'retry-after': like(/^\d+$/) }, body: { code: 'quota-exhausted' } },
  );
  await tell.call(
    'QD-17.3',
    '计量记录:当日 3 次',
    { method: 'GET', path: '/v1/usage?by=dataset', as: 'company' },
    { status: 200, body: { items: containing({ datasetId, calls: 3 }) } },
  );
  return key;
}

/** The first two hours with 300 µg/m³ or more, as the sample file has them. */
function rowsOfTheFile() {
  const file = join(import.meta.dirname, '../../../data/samples/beijing-pm25-2010-2014.csv');
  const [, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  const rows = lines.map((line) => line.split(',').map(Number));
  return rows
    .map(([, year = 0, month = 0, , , pm2_5 = 0]) => ({ year, month, pm2_5 }))
    .filter(({ pm2_5 }) => pm2_5 >= 300)
    .slice(0, 2);
}
