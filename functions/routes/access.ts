import { z } from 'zod';
import { Grant, GrantState } from '../../domain/access/grant.ts';
import { longestUsageSpan, UsageBy, UsageReport, UsageReportForm } from '../../domain/access/usage.ts';
import { dayNumberOf, Instant, LocalDate } from '../../domain/calendar/dates.ts';
import { agencyRoles } from '../../domain/catalog/visibility.ts';
import { complaint } from '../../domain/complaint.ts';
import { AgencyId, AgreementId, GrantId, KeyId } from '../../domain/ids.ts';
import { route } from '../http.ts';
import { conduct } from './conduct.ts';

const paging = {
  page: z.coerce.number().int().min(1).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(20),
};
const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ total: z.int(), page: z.int(), pageSize: z.int(), items: z.array(item) });

const distinct = (values: readonly string[]): boolean => new Set(values).size === values.length;

export const GrantView = Grant.omit({ holder: true, agency: true }).extend({
  /** Calls in the current window of the quota. */
  used: z.int().nonnegative(),
  state: GrantState,
});
export type GrantView = z.infer<typeof GrantView>;

export const KeyForm = z.strictObject({
  name: z.string().trim().min(1).max(100),
  grants: z
    .array(GrantId)
    .max(20)
    .refine(distinct, complaint('有重复的使用权限', 'a grant is there twice'))
    .meta({ uniqueItems: true })
    .default([]),
});
export type KeyForm = z.infer<typeof KeyForm>;

/** The key itself: shown when it is made, and to whoever repeats that request within a day, but in no list. */
const IssuedKey = z.object({ id: KeyId, key: z.string() });

const KeyView = z.object({
  id: KeyId,
  name: z.string(),
  grants: z.array(GrantId),
  ending: z.string(),
  createdAt: Instant,
  rotatedAt: Instant.optional(),
});

const AgreementView = z.object({
  id: AgreementId,
  caseId: z.string(),
  /** Where it is signed. */
  stage: z.string().exactOptional(),
  text: z.string(),
  textSha256: z.string(),
  parties: z.array(z.object({ role: z.string(), name: z.string() })),
  signatures: z.array(z.object({ party: z.enum(['applicant', 'agency', 'government']), at: Instant })),
});

const MessageView = z.object({
  id: z.string(),
  at: z.string(),
  kind: z.string(),
  caseId: z.string().optional(),
  datasetId: z.string().optional(),
  text: z.string(),
});

const UsageItem = z.object({
  day: LocalDate.optional(),
  datasetId: z.string().optional(),
  /** `session` for calls by a signed-in person without a key. */
  keyId: z.string().optional(),
  calls: z.int().nonnegative(),
});

const daysOf = (from: LocalDate, to: LocalDate): number => dayNumberOf(to) - dayNumberOf(from) + 1;

const UsageQuery = z
  .object({ from: LocalDate.optional(), to: LocalDate.optional(), by: UsageBy.default('day'), ...paging })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    path: ['to'],
    ...complaint('不能早于起始日期', 'must not be before its beginning'),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || daysOf(from, to) <= longestUsageSpan, {
    path: ['to'],
    ...complaint(`不得超过 ${longestUsageSpan} 天`, `spans at most ${longestUsageSpan} days`),
  });

const grantId = z.object({ id: GrantId });
const keyId = z.object({ id: KeyId });

export const access = {
  ...conduct,
  listGrants: route({
    method: 'GET',
    path: '/v1/grants',
    access: 'signed-in',
    summary: { zh: '我的数据使用权限', en: 'List my grants' },
    query: z.object(paging),
    answers: { 200: pageOf(GrantView) },
  }),
  readGrant: route({
    method: 'GET',
    path: '/v1/grants/{id}',
    access: 'signed-in',
    summary: { zh: '数据使用权限', en: 'Read a grant' },
    params: grantId,
    answers: { 200: GrantView },
  }),
  reportUse: route({
    method: 'POST',
    path: '/v1/grants/{id}/usage-reports',
    access: 'signed-in',
    summary: { zh: '报告数据利用情况', en: 'Report use, results and benefits' },
    params: grantId,
    body: UsageReportForm,
    answers: { 201: UsageReport },
  }),
  listReports: route({
    method: 'GET',
    path: '/v1/grants/{id}/usage-reports',
    access: 'signed-in',
    summary: { zh: '数据利用情况报告', en: 'List the reports on a grant' },
    params: grantId,
    query: z.object(paging),
    answers: { 200: pageOf(UsageReport) },
  }),
  listKeys: route({
    method: 'GET',
    path: '/v1/api-keys',
    access: 'signed-in',
    summary: { zh: '我的接口密钥', en: 'List my API keys' },
    query: z.object(paging),
    answers: { 200: pageOf(KeyView) },
  }),
  createKey: route({
    method: 'POST',
    path: '/v1/api-keys',
    access: 'signed-in',
    summary: { zh: '创建接口密钥', en: 'Create an API key' },
    body: KeyForm,
    answers: { 201: IssuedKey },
  }),
  rotateKey: route({
    method: 'POST',
    path: '/v1/api-keys/{id}/rotate',
    access: 'signed-in',
    summary: { zh: '更换接口密钥', en: 'Rotate an API key' },
    params: keyId,
    body: z.strictObject({}),
    answers: { 200: IssuedKey },
  }),
  revokeKey: route({
    method: 'DELETE',
    path: '/v1/api-keys/{id}',
    access: 'signed-in',
    summary: { zh: '注销接口密钥', en: 'Revoke an API key' },
    params: keyId,
    answers: { 204: null },
  }),
  usage: route({
    method: 'GET',
    path: '/v1/usage',
    access: 'signed-in',
    summary: { zh: '我的调用量', en: 'My calls by day, dataset or key' },
    query: UsageQuery,
    answers: { 200: pageOf(UsageItem).extend({ from: LocalDate, to: LocalDate, by: UsageBy, calls: z.int() }) },
  }),
  useRecords: route({
    method: 'GET',
    path: '/v1/sharing/use-records',
    refusals: [404],
    access: [...agencyRoles, 'regulator', 'auditor'],
    summary: { zh: '共享数据使用记录', en: "A unit's records of its use of shared data" },
    query: z.strictObject({
      unit: AgencyId.optional(),
      from: LocalDate.optional(),
      to: LocalDate.optional(),
      ...paging,
    }),
    answers: {
      200: pageOf(
        z.object({
          day: LocalDate,
          datasetId: z.string(),
          /** The pseudonym of who used it. */
          by: z.string(),
          uses: z.int().positive(),
          keptUntil: LocalDate,
        }),
      ).extend({ unit: AgencyId, from: LocalDate, to: LocalDate, clause: z.string() }),
    },
  }),
  readAgreement: route({
    method: 'GET',
    path: '/v1/agreements/{id}',
    access: 'signed-in',
    summary: { zh: '公共数据开放利用协议', en: 'Read an agreement' },
    params: z.object({ id: AgreementId }),
    answers: { 200: AgreementView },
  }),
  inbox: route({
    method: 'GET',
    path: '/v1/inbox',
    access: 'signed-in',
    summary: { zh: '我的消息', en: 'My messages' },
    query: z.object(paging),
    answers: { 200: pageOf(MessageView) },
  }),
};
