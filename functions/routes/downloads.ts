import { z } from 'zod';
import { DatasetId, DistributionId } from '../../domain/ids.ts';
import { route } from '../http.ts';

const path = '/v1/datasets/{id}/distributions/{distributionId}/download/{fileName}';
const params = z.object({
  id: DatasetId,
  distributionId: DistributionId,
  /** Decorates; the ids decide. */
  fileName: z.string().max(100),
});

export const downloads = {
  get: route({
    method: 'GET',
    path,
    access: 'anyone',
    summary: { zh: '下载数据文件', en: 'Download a file of a dataset' },
    params,
    answers: { 302: null },
  }),
  head: route({
    method: 'HEAD',
    path,
    access: 'anyone',
    summary: { zh: '查询数据文件', en: 'Ask about a file of a dataset' },
    params,
    answers: { 302: null },
  }),
};
