import { z } from 'zod';
import { Command } from '../../domain/case/command.ts';
import { CaseEvent } from '../../domain/case/event.ts';
import { CaseId } from '../../domain/ids.ts';
import { ProcedureName } from '../../domain/policy/words.ts';
import { route } from '../http.ts';
import { CaseSummary, CaseView } from './case-view.ts';
import { catalogCaseLists } from './catalog-case-lists.ts';
import { filings } from './filings.ts';
import { organisation } from './organisation.ts';
import { performance } from './performance.ts';
import { publicLists } from './public-lists.ts';

const id = z.object({ id: CaseId });
const paging = {
  page: z.coerce.number().int().min(1).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(20),
};

export const cases = {
  ...filings,
  ...catalogCaseLists,
  ...publicLists,
  ...organisation,
  ...performance,
  list: route({
    method: 'GET',
    path: '/v1/cases',
    access: 'signed-in',
    summary: { zh: '办件列表', en: 'List cases' },
    query: z.object({
      box: z.enum(['mine', 'inbox', 'all']).default('mine'),
      procedure: ProcedureName.optional(),
      state: z.enum(['open', 'closed']).optional(),
      overdue: z.enum(['true', 'false']).optional(),
      ...paging,
    }),
    answers: { 200: z.object({ total: z.int(), page: z.int(), pageSize: z.int(), items: z.array(CaseSummary) }) },
  }),
  read: route({
    method: 'GET',
    path: '/v1/cases/{id}',
    access: 'signed-in',
    summary: { zh: '办件详情', en: 'Read a case' },
    params: id,
    answers: { 200: CaseView },
  }),
  command: route({
    method: 'POST',
    path: '/v1/cases/{id}/commands',
    access: 'signed-in',
    summary: { zh: '办理', en: 'Give a command in a case' },
    params: id,
    body: Command,
    answers: { 200: CaseView },
  }),
  audit: route({
    method: 'GET',
    path: '/v1/cases/{id}/audit',
    access: 'signed-in',
    summary: { zh: '办件的审计链', en: "A case's hash-chained events" },
    params: id,
    answers: {
      200: z.object({
        caseId: CaseId,
        intact: z.boolean(),
        firstBreak: z.object({ seq: z.int(), why: z.string() }).optional(),
        events: z.array(CaseEvent),
      }),
    },
  }),
};
