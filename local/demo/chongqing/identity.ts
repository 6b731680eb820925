import type { Client } from '../client.ts';
import { like } from '../expectation.ts';
import type { Teller } from '../teller.ts';

interface Found {
  items: { id: string; distributions: { downloadUrl: string }[] }[];
}

/** 第二十三条: even what is open without conditions is given to those alone who say who they are. */
export async function identity(tell: Teller, client: Client): Promise<void> {
  tell.chapter('一、无条件开放数据(第二十三条) Identity before unconditional data');
  const path = '/v1/datasets?openness=unconditional&publisher=civil-affairs-bureau';
  const { body } = await client.call<Found>('GET', path);
  const [found] = body.items;
  const datasetId = found?.id ?? '';
  await tell.call(
    'CQ-23',
    '目录人人可查,无需登录',
    { method: 'GET', path: `/v1/datasets/${datasetId}` },
    { status: 200, body: { openness: 'unconditional', state: 'published' } },
  );
  const download = { method: 'GET' as const, path: new URL(found?.distributions[0]?.downloadUrl ?? '').pathname };
  const rows = { method: 'GET' as const, path: `/data/${datasetId}?limit=1` };
  const refused = { status: 401, body: { code: 'sign-in-required' } };
  await tell.call('CQ-23', '未经身份认证,无条件开放的数据也不能下载', download, refused);
  await tell.call('CQ-23', '接口同样拒绝匿名调用', rows, refused);
  await tell.call(
    'CQ-23',
    '任何自然人经身份认证后即可下载,不必申请',
    { ...download, as: 'citizen' },
    { status: 302, headers: { location: like(/X-Amz-Signature=/) } },
  );
  await tell.call('CQ-23', '并可调用接口', { ...rows, as: 'citizen' }, { status: 200, body: [{}] });
}
