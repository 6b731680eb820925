import type { Client } from '../client.ts';
import { like } from '../expectation.ts';
import type { Teller } from '../teller.ts';

/** 第三十五条: in force for two years, to 2025-08-01. */
export async function expiry(tell: Teller, client: Client): Promise<void> {
  tell.chapter('一、有效期已届满(第三十五条) An expired regulation says so');
  await tell.call(
    'JF-35',
    '平台据实说明:本办法有效期至 2025-08-01,已经届满,及其后如何办理',
    { method: 'GET', path: '/v1/about' },
    {
      status: 200,
      body: { validity: 'expired', expired: true, inForce: { to: '2025-08-01' }, notice: like(/已经届满。.*条例/) },
    },
  );
  const { body } = await client.call<{ items: { id: string }[] }>('GET', '/v1/datasets');
  await tell.call(
    'JF-35',
    '目录中的每个数据集同样注明',
    { method: 'GET', path: `/v1/datasets/${body.items[0]?.id ?? ''}` },
    { status: 200, body: { notice: like(/有效期至 2025-08-01,已经届满/) } },
  );
}
