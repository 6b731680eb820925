import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { settled } from './acts.ts';
import type { Client, Form } from './client.ts';

// What a story needs before its first step: a dataset of the city's own, of the national sample file.

const titles: Readonly<Record<string, string>> = {
  code: '乡级行政区划代码',
  name: '乡级行政区划名称',
  areaCode: '所属县级行政区划代码',
  provinceCode: '所属省级行政区划代码',
  cityCode: '所属地级行政区划代码',
};

/** Rows of the national file of townships and streets: those of which a column has this value. */
export function streetsOf(column: 'areaCode' | 'provinceCode' | 'cityCode', value: string): string {
  const national = readFileSync(join(import.meta.dirname, '../../data/samples/streets.csv'), 'utf8');
  const [header = '', ...rows] = national.trimEnd().split('\n');
  const at = header.split(',').indexOf(column);
  return `${[header, ...rows.filter((row) => row.split(',')[at] === value)].join('\n')}\n`;
}

/** How such a dataset is catalogued, by what any of the regulations asks. */
export const streetsEntry = (title: string, more: object = {}) => ({
  title,
  description:
    '各乡、镇、街道的九位区划代码、名称及其所属区划代码。【演示数据】取自开源项目 Administrative-divisions-of-China,不代表本市任何部门发布。',
  theme: '地理空间',
  keyword: ['行政区划', '街道', '演示数据'],
  accrualPeriodicity: 'annual',
  openness: 'unconditional',
  openingModes: ['download', 'interface'],
  securityLevel: 'L1',
  license: 'https://opensource.org/license/mit',
  sourceSystem: '开源项目 Administrative-divisions-of-China(演示,非政务系统)',
  contact: { name: '区划地名科(演示)', phone: '0000-00000000' },
  dataKind: 'table',
  resourceFormat: 'CSV',
  informationItems: Object.values(titles),
  sharing: { type: 'unconditional', mode: 'file' },
  collection: { basis: 'law', law: '演示数据,取自公开来源,非依职权采集' },
  responsible: { section: '区划地名科(演示)', person: '数据安全责任人(演示)' },
  secrecyReview: { conclusion: '演示数据,取自公开来源,不涉密', reviewer: '保密审查员(演示)' },
  ...more,
});

interface Making {
  clerk: string;
  entry: object;
  csv: string;
  /** Who passes its publication, one after the other. */
  passedBy?: readonly string[];
}

/** Drafts, uploads and publishes it, as every story of publication tells; answers its id. */
export async function published(client: Client, { passedBy = ['regulator'], ...making }: Making): Promise<string> {
  const { id } = await taken<{ id: string }>(client, 'POST', '/v1/datasets', making.clerk, making.entry);
  await released(client, id, making);
  const body = { datasetId: id };
  const kase = await taken<{ id: string }>(client, 'POST', '/v1/publications', making.clerk, body);
  for (const regulator of passedBy) {
    await settled(client, kase.id);
    await taken(client, 'POST', `/v1/cases/${kase.id}/commands`, regulator, { command: 'pass' });
  }
  await settled(client, kase.id);
  return id;
}

/** Uploads the file and prepares it for its release, with its dictionary and reviews: a first one or a correction. */
export async function released(
  client: Client,
  id: string,
  { clerk, csv }: Pick<Making, 'clerk' | 'csv'>,
): Promise<void> {
  const uploadId = await uploaded(client, id, clerk, csv);
  const path = `/v1/datasets/${id}/dictionary`;
  const proposed = await taken<{ fields: { name: string }[] }>(client, 'GET', path, clerk);
  const fields = proposed.fields.map((field) => ({ ...field, title: titles[field.name] ?? field.name }));
  await taken(client, 'PUT', path, clerk, { ...proposed, fields, primaryKey: ['code'] });
  await taken(client, 'PUT', `/v1/datasets/${id}/release`, clerk, {
    uploadId,
    securityReview: { conclusion: '不含国家秘密、商业秘密和个人信息', reviewer: '安全审查员(演示)' },
    riskAssessment: { conclusion: '风险低' },
    masking: [],
  });
}

async function uploaded(client: Client, id: string, clerk: string, csv: string): Promise<string> {
  const bytes = Buffer.from(csv);
  const name = '乡级行政区划.csv';
  const announced = { fileName: name, size: bytes.length };
  const form = await taken<Form & { id: string }>(client, 'POST', `/v1/datasets/${id}/uploads`, clerk, announced);
  await client.postForm(form, { name, bytes });
  const isDone = ({ state }: { state: string }) => state === 'checked' || state === 'refused';
  const { state } = await client.until<{ state: string }>(`/v1/uploads/${form.id}`, clerk, isDone);
  if (state === 'refused') throw new Error(`the file of dataset ${id} is refused`);
  return form.id;
}

/** The answer of a call that no step tells of, and that has to be taken. */
async function taken<Body = unknown>(
  client: Client,
  method: string,
  path: string,
  as: string,
  body?: object,
): Promise<Body> {
  const reply = await client.call<Body>(method, path, { as, ...(body === undefined ? {} : { body }) });
  if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body;
}
