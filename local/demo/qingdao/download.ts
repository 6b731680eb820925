import { createHash } from 'node:crypto';
import type { Client } from '../client.ts';
import { absent, containing, like } from '../expectation.ts';
import type { Teller } from '../teller.ts';

interface Distribution {
  id: string;
  format: string;
  byteSize: number;
  checksum: { value: string };
  downloadUrl: string;
}

/** 第十三条、第十五条: anybody finds and downloads unconditional data, and gets what the catalog says. */
export async function download(tell: Teller, client: Client, datasetId: string): Promise<void> {
  tell.chapter('二、查找与下载(第十三条、第十五条) Search and download');
  await tell.call(
    'QD-10a',
    '市民不登录即可按关键词查到刚发布的数据集',
    { method: 'GET', path: `/v1/datasets?q=${encodeURIComponent('青岛市 街道')}` },
    { status: 200, body: { items: containing({ id: datasetId, state: 'published', accrualPeriodicity: 'annual' }) } },
  );
  const { body: dataset } = await tell.call<{ distributions: Distribution[] }>(
    'QD-13a',
    '提供多种结构化文件',
    { method: 'GET', path: `/v1/datasets/${datasetId}` },
    { status: 200, body: { distributions: containing({ format: 'CSV' }), draft: absent } },
  );
  tell.fact(
    'QD-13a',
    '文件类型',
    '…',
    { formats: ['CSV', 'JSON'] },
    {
      formats: dataset.distributions.map(({ format }) => format).sort(),
    },
  );
  for (const { format, byteSize, checksum, downloadUrl } of dataset.distributions) {
    const { headers } = await tell.call(
      'QD-15',
      `直接下载 ${format},无需申请:跳转到有效期 300 秒以内的存储地址`,
      { method: 'GET', path: new URL(downloadUrl).pathname },
      { status: 302, headers: { location: like(/X-Amz-Expires=([12]?\d{1,2}|300)(&|$)/) } },
    );
    const { status, bytes } = await client.fetchSigned(headers.get('location') ?? '');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    tell.fact(
      'QD-14a',
      `下载的 ${format} 与目录所载大小、sha256 一致`,
      'GET 存储地址',
      { status: 200, byteSize, sha256: checksum.value },
      { status, byteSize: bytes.length, sha256 },
    );
  }
}
