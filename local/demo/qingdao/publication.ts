import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client, Form } from '../client.ts';
import { absent, containing, like } from '../expectation.ts';
import type { Teller } from '../teller.ts';

interface Draft {
  id: string;
}
interface CaseView {
  id: string;
}
interface Dictionary {
  fields: { name: string; title: string; type: string }[];
}

const clerk = 'other-agency-clerk';

const entry = {
  title: '青岛市乡级行政区划代码(2023 年)',
  description:
    '青岛市各乡、镇、街道的九位区划代码、名称及其所属县级代码。【演示数据】取自开源项目 Administrative-divisions-of-China,不代表本市任何部门发布。',
  theme: '地理空间',
  keyword: ['行政区划', '街道', '演示数据'],
  accrualPeriodicity: 'annual',
  openness: 'unconditional',
  openingModes: ['download', 'interface'],
  securityLevel: 'L1',
  license: 'https://opensource.org/license/mit',
  sourceSystem: '开源项目 Administrative-divisions-of-China(演示,非政务系统)',
  contact: { name: '市民政局区划地名科(演示)', phone: '0000-00000000' },
};

const titles: Readonly<Record<string, string>> = {
  code: '乡级行政区划代码',
  name: '乡级行政区划名称',
  areaCode: '所属县级行政区划代码',
  provinceCode: '所属省级行政区划代码',
  cityCode: '所属地级行政区划代码',
};

export interface Published {
  datasetId: string;
  caseId: string;
}

/** 第十二条: an agency drafts, uploads and submits; the regulator passes it within two working days. */
export async function publication(tell: Teller, client: Client): Promise<Published> {
  tell.chapter('一、数据开放(第十二条) Publication');
  const { body: draft } = await tell.call<Draft>(
    'QD-12.1',
    '民政局经办人编制数据目录',
    { method: 'POST', path: '/v1/datasets', as: clerk, body: entry },
    { status: 201, body: { title: entry.title, openness: 'unconditional', state: 'draft' } },
  );
  await tell.call(
    'QD-12.1',
    '流程未走完不能提交:缺少的每一步都被点名',
    { method: 'POST', path: '/v1/publications', as: clerk, body: { datasetId: draft.id } },
    {
      status: 422,
      body: {
        code: 'incomplete',
        errors: [
          { pointer: '/dictionary' },
          { pointer: '/release/uploadId' },
          { pointer: '/release/securityReview' },
          { pointer: '/release/riskAssessment' },
          { pointer: '/release/masking' },
        ],
      },
    },
  );
  const uploadId = await upload(tell, client, draft.id);
  await bindDictionary(tell, draft.id);
  await tell.call(
    'QD-25',
    '开放前进行安全审查和风险评估,确定脱敏规则(无需脱敏)',
    {
      method: 'PUT',
      path: `/v1/datasets/${draft.id}/release`,
      as: clerk,
      body: {
        uploadId,
        securityReview: { conclusion: '通过:不含国家秘密、商业秘密和个人信息', reviewer: '民政局安全审查员' },
        riskAssessment: { conclusion: '风险低,可以无条件开放' },
        masking: [],
      },
    },
    { status: 200, body: { draft: { missing: [] } } },
  );
  return { datasetId: draft.id, caseId: await review(tell, client, draft.id) };
}

/** The rows of Qingdao in the national sample file, as the bureau would have them. */
function fileOfQingdao(): Uint8Array {
  const national = readFileSync(join(import.meta.dirname, '../../../data/samples/streets.csv'), 'utf8');
  const [header, ...rows] = national.trimEnd().split('\n');
  return Buffer.from(`${[header, ...rows.filter((row) => row.endsWith(',3702'))].join('\n')}\n`);
}

async function upload(tell: Teller, client: Client, datasetId: string): Promise<string> {
  const bytes = fileOfQingdao();
  const rows = bytes.toString().trimEnd().split('\n').length - 1;
  const { body: announced } = await tell.call<Form & { id: string }>(
    'QD-12.1',
    '关联数据资源:取得上传表单',
    {
      method: 'POST',
      path: `/v1/datasets/${datasetId}/uploads`,
      as: clerk,
      body: { fileName: '青岛市乡级行政区划.csv', size: bytes.length },
    },
    { status: 201 },
  );
  const posted = await client.postForm(announced, { name: '青岛市乡级行政区划.csv', bytes });
  tell.fact(
    'QD-12.1',
    '文件直接上传到隔离区',
    `POST ${new URL(announced.url).pathname}`,
    { accepted: true },
    {
      accepted: posted >= 200 && posted < 300,
    },
  );
  const path = `/v1/uploads/${announced.id}`;
  await client.until<{ state: string }>(path, clerk, ({ state }) => state === 'checked' || state === 'refused');
  await tell.call(
    'QD-14a',
    '平台检查文件:逐行、逐格,无差错',
    { method: 'GET', path, as: clerk },
    { status: 200, body: { state: 'checked', report: { rows, columns: 5, faultCount: 0 } } },
  );
  return announced.id;
}

async function bindDictionary(tell: Teller, datasetId: string): Promise<void> {
  const path = `/v1/datasets/${datasetId}/dictionary`;
  const { body: proposed } = await tell.call<Dictionary>(
    'QD-12.1',
    '平台由文件提出数据字典',
    { method: 'GET', path, as: clerk },
    { status: 200, body: { fields: Object.keys(titles).map((name) => ({ name })) } },
  );
  const fields = proposed.fields.map((field) => ({ ...field, title: titles[field.name] ?? field.title }));
  await tell.call(
    'QD-12.1',
    '经办人补上中文名称,确定数据字典',
    { method: 'PUT', path, as: clerk, body: { ...proposed, fields, primaryKey: ['code'] } },
    { status: 200, body: { primaryKey: ['code'] } },
  );
}

async function review(tell: Teller, client: Client, datasetId: string): Promise<string> {
  const { body: submitted } = await tell.call<CaseView>(
    'QD-12.2a',
    '提交开放;主管部门的形式审核期限为 2 个工作日,收到之日不计',
    { method: 'POST', path: '/v1/publications', as: clerk, body: { datasetId } },
    {
      status: 201,
      body: {
        procedure: 'publication',
        stage: 'formal-review',
        deadlines: [{ clause: 'QD-12.2a', startedOn: '2026-09-21', dueOn: '2026-09-23', kind: 'statutory' }],
      },
    },
  );
  await tell.call(
    'QD-3',
    '审核通过前公众看不到',
    { method: 'GET', path: `/v1/datasets/${datasetId}` },
    { status: 404 },
  );
  await tell.moveTo('2026-09-22T02:00:00Z');
  const commands = `/v1/cases/${submitted.id}/commands`;
  await tell.call(
    'QD-12.2b',
    '不说明理由不能退回:应当一次性告知全部理由',
    { method: 'POST', path: commands, as: 'regulator', body: { command: 'return' } },
    { status: 400, body: { code: 'invalid-request', errors: [{ pointer: '/reasons' }] } },
  );
  await tell.call(
    'QD-12.2a',
    '次日,市主管部门形式审核通过',
    { method: 'POST', path: commands, as: 'regulator', body: { command: 'pass' } },
    { status: 200, body: { outcome: 'published' } },
  );
  await client.until<{ state: string }>(`/v1/cases/${submitted.id}`, clerk, ({ state }) => state === 'closed');
  await tell.call(
    'QD-12.2a',
    '办件按期办结,数据集已发布',
    { method: 'GET', path: `/v1/cases/${submitted.id}`, as: clerk },
    {
      status: 200,
      body: {
        state: 'closed',
        outcome: 'published',
        settled: true,
        deadlines: [{ dueOn: '2026-09-23', endedAt: like(/^2026-09-22.*/), overdueSince: absent }],
      },
    },
  );
  await tell.call(
    'QD-12.2a',
    '开放主体收到发布通知',
    { method: 'GET', path: '/v1/inbox', as: clerk },
    { status: 200, body: { items: containing({ kind: 'published', caseId: submitted.id }) } },
  );
  return submitted.id;
}
