import { z } from 'zod';
import type { Text } from '../refusal.ts';

/** 开放属性 (QD-3). */
export const Openness = z.enum(['unconditional', 'conditional', 'closed']);
export type Openness = z.infer<typeof Openness>;

/** 开放方式 (QD-13): files, an interface, a model's results, a sandbox. */
export const OpeningMode = z.enum(['download', 'interface', 'model-result', 'sandbox']);
export type OpeningMode = z.infer<typeof OpeningMode>;

/** 更新频率. */
export const AccrualPeriodicity = z.enum([
  'continuous',
  'daily',
  'weekly',
  'monthly',
  'quarterly',
  'biannual',
  'annual',
  'irregular',
  'never',
]);
export type AccrualPeriodicity = z.infer<typeof AccrualPeriodicity>;

/** The 22 national themes (主题领域). */
export const Theme = z.enum([
  '信用服务',
  '医疗卫生',
  '社保就业',
  '公共安全',
  '城建住房',
  '交通运输',
  '教育文化',
  '科技创新',
  '资源能源',
  '生态环境',
  '工业农业',
  '商贸流通',
  '财税金融',
  '安全生产',
  '市场监管',
  '社会救助',
  '法律服务',
  '生活服务',
  '气象服务',
  '地理空间',
  '机构团体',
  '其他',
]);
export type Theme = z.infer<typeof Theme>;

/** 数据类型 (JF-3). */
export const DataKind = z.enum(['table', 'image-video', 'spatial', 'streaming']);
export type DataKind = z.infer<typeof DataKind>;

/** How the agency came by the data: of its own work, bought, or by sharing (CQ-14a). */
export const Origin = z.enum(['own', 'purchased', 'sharing']);
export type Origin = z.infer<typeof Origin>;

/** What data may contain that isn't for everybody. */
export const ProtectedContent = z.enum([
  'state-secret',
  'business-secret',
  'confidential-business',
  'privacy',
  'personal-information',
]);
export type ProtectedContent = z.infer<typeof ProtectedContent>;

/** Whether data is still renewed: 归档 and 不再更新 data isn't (QD-14b). */
export const Lifecycle = z.enum(['current', 'archived', 'discontinued']);
export type Lifecycle = z.infer<typeof Lifecycle>;

/** Where a dataset stands, as everybody is told. */
export const DatasetState = z.enum(['draft', 'submitted', 'published', 'suspended', 'taken-down']);
export type DatasetState = z.infer<typeof DatasetState>;

export const titleOfOpenness: Readonly<Record<Openness, Text>> = {
  unconditional: { zh: '无条件开放', en: 'Unconditional' },
  conditional: { zh: '有条件开放', en: 'Conditional' },
  closed: { zh: '不予开放', en: 'Closed' },
};

export const titleOfContent: Readonly<Record<ProtectedContent, Text>> = {
  'state-secret': { zh: '国家秘密', en: 'state secrets' },
  'business-secret': { zh: '商业秘密', en: 'business secrets' },
  'confidential-business': { zh: '保密商务信息', en: 'confidential business information' },
  privacy: { zh: '个人隐私', en: 'privacy' },
  'personal-information': { zh: '个人信息', en: 'personal information' },
};

/** 一般数据、重要数据、核心数据, by the catalogs of important and core data. */
export const Importance = z.enum(['general', 'important', 'core']);
export type Importance = z.infer<typeof Importance>;
