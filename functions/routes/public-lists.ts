import { z } from 'zod';
import { Instant, LocalDate } from '../../domain/calendar/dates.ts';
import { CaseId, DatasetId } from '../../domain/ids.ts';
import { route } from '../http.ts';

const paging = {
  page: z.coerce.number().int().min(1).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(20),
};
const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ total: z.int(), page: z.int(), pageSize: z.int(), items: z.array(item) });

const Product = z.object({
  id: CaseId,
  title: z.string(),
  description: z.string(),
  /** From which data it was made, and when that was acquired. */
  source: z.object({ datasetId: DatasetId, title: z.string(), publisher: z.string(), acquiredOn: LocalDate }),
  address: z.string().optional(),
  promoted: z.boolean(),
});

const Notice = z.object({
  kind: z.enum(['warning', 'emergency-opening']),
  at: Instant,
  title: z.string(),
  text: z.string(),
  datasetId: DatasetId.optional(),
  /** Until when it holds, of what lasts for a while only. */
  until: Instant.optional(),
});

/** What everybody may know of the cases. */
export const publicLists = {
  products: route({
    method: 'GET',
    path: '/v1/products',
    access: 'anyone',
    summary: { zh: '数据产品和服务', en: 'Products made of open data, the promoted ones first' },
    query: z.strictObject({ datasetId: DatasetId.optional(), promoted: z.literal('true').optional(), ...paging }),
    answers: { 200: pageOf(Product) },
  }),
  notices: route({
    method: 'GET',
    path: '/v1/notices',
    access: 'anyone',
    summary: { zh: '公告与警示信息', en: 'Warnings and emergency openings, newest first' },
    query: z.strictObject(paging),
    answers: { 200: pageOf(Notice) },
  }),
};
