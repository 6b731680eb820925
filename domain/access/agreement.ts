import type { Instant } from '../calendar/dates.ts';
import type { Case } from '../case/case.ts';
import type { RecordedEvent, Terms } from '../case/event.ts';
import type { Dataset } from '../catalog/dataset.ts';
import { type City, type Organisation, policyOf, type Quota } from '../policy/policy.ts';
import { extentOf, IntendedUse } from './grant.ts';

/** What an agreement is drawn up from. */
export interface Matter {
  city: City;
  kase: Case;
  dataset: Dataset;
  agency: Organisation;
  terms: Terms;
  /** What it is called, where the city has more than one. */
  title?: string;
  /** The government that authorises, where it isn't the agency that grants. */
  grantor?: string;
}

/**
 * 公共数据开放利用协议 of an approved application (QD-17.3), after the model of the province: the parties, the data,
 * its purpose, scenario, period and safeguards, the duties of both. The same case and terms give the same text, so
 * that its hash says what was signed.
 */
export function agreementText(matter: Matter): string {
  const { city, kase, agency } = matter;
  const regulation = policyOf(city, kase.policyVersion).regulation.zh;
  const { purpose, scenario, safeguards, usePeriod } = IntendedUse.parse(kase.filing);
  return document([
    [matter.title ?? '公共数据开放利用协议', [`协议编号:${kase.id}`]],
    [
      '双方',
      [
        matter.grantor === undefined
          ? `甲方(公共数据开放主体):${agency.title.zh}`
          : `甲方(授权主体):${matter.grantor};数据提供单位:${agency.title.zh}`,
        `乙方(公共数据利用主体):${quoted(kase.applicant.name ?? '(以统一身份认证记载的名称为准)')}`,
        `甲乙双方依据${regulation},就乙方获取和利用甲方有条件开放的公共数据,经${city.title.zh}公共数据开放平台(以下称平台)订立本协议。`,
      ],
    ],
    ['数据清单', dataOf(matter)],
    ['用途', [quoted(purpose)]],
    ['应用场景', [quoted(scenario)]],
    ['使用期限', [`自 ${usePeriod.from} 起至 ${usePeriod.to} 24:00 止(北京时间)。期限届满,数据使用权限自动终止。`]],
    ['安全保障措施', ['乙方承诺采取并持续保持下列措施:', quoted(safeguards)]],
    ['调用额度', [quotaOf(matter)]],
    [
      '甲方的权利和义务',
      [
        '按照本协议约定的范围和方式,通过平台为乙方开通数据使用权限。',
        '保证所开放的数据与其数据目录、数据字典一致,并按约定的更新频率更新;发现数据存在错误、遗漏的,及时纠错、补正。',
        '对乙方利用数据的情况进行跟踪和服务;乙方违反本协议的,可以通过平台中止或者终止其数据使用权限。',
      ],
    ],
    [
      '乙方的权利和义务',
      [
        '仅在本协议约定的用途、应用场景和期限内利用数据,遵守法律法规,履行数据安全保护义务。',
        '不得将数据和访问密钥以任何方式提供、转让或者泄露给第三方。',
        '不得将数据与其他信息结合以识别特定自然人,不得从事危害国家安全、公共利益或者他人合法权益的活动。',
        '利用数据形成的数据产品、服务和成果,应当注明公共数据的来源和获取日期。',
        '向甲方报告数据利用情况、成果与效益产出情况。',
        '发现数据安全风险、数据错误或者泄露的,立即采取补救措施并通过平台告知甲方。',
        '使用期限届满或者协议终止的,停止利用并删除所获取的数据;法律法规另有规定的除外。',
      ],
    ],
    [
      '中止和终止',
      [
        '数据因侵犯合法权益等情形被依法中止开放或者下架的,本协议的履行相应中止或者终止,甲方不因此承担违约责任。',
        '任何一方违反本协议造成损失的,依法承担责任。争议由双方协商解决;协商不成的,依法处理。',
      ],
    ],
    [
      '签署',
      [
        '本协议由双方在平台上签署,自最后一方签署时生效;平台记载的签署人、签署时间和协议文本摘要与纸质签署具有同等效力。',
      ],
    ],
  ]);
}

/** The dataset with its columns and rows (数据清单). */
export function dataOf(matter: Matter): string[] {
  const { dataset, kase } = matter;
  const { fields } = granted(matter);
  return [
    `数据集:${quoted((dataset.published ?? dataset).entry.title)}(编号 ${kase.datasetId})`,
    `数据项(共 ${fields.length} 项):${fields.map(({ name, title }) => (name === title ? name : `${title}(${name})`)).join('、')}`,
    rowsText(matter),
  ];
}

export const quotaOf = (matter: Matter): string => `${quotaText(granted(matter).quota)},以平台的计量记录为准。`;

function granted({ city, dataset, terms }: Matter) {
  const { columns, quota } = extentOf(terms, dataset, city.deployment.defaultQuota);
  return { fields: columns.map((name) => ({ name, title: titleOf(dataset, name) })), quota };
}

function rowsText({ terms, dataset }: Matter): string {
  const filters = Object.entries(terms.rows ?? {});
  if (filters.length === 0) return '数据范围:全部记录';
  return `数据范围:同时符合下列条件的记录:${filters.map(([column, filter]) => `${titleOf(dataset, column)} ${quoted(filter)}`).join(';')}`;
}

const titleOf = ({ published }: Dataset, column: string): string =>
  published?.release?.dictionary.fields.find(({ name }) => name === column)?.title ?? column;

const quotaText = ({ calls, per }: Quota): string =>
  `${{ day: '每日', month: '每月', total: '使用期限内共' }[per]} ${calls} 次`;

/** What a party wrote stands on one line in quotation marks, so that it can't pass for another clause. */
export const quoted = (text: string): string => `“${text.trim().replaceAll(/\s+/g, ' ').replaceAll(/[“”]/g, '"')}”`;

type Chapter = readonly [heading: string, paragraphs: readonly string[]];

export function document([[title, preamble], ...chapters]: readonly [Chapter, ...Chapter[]]): string {
  const articles = chapters.map(
    ([heading, paragraphs], at) => `${ordinals[at] ?? at + 1}、${heading}\n${listed(paragraphs)}`,
  );
  return `${[title, ...preamble].join('\n')}\n\n${articles.join('\n\n')}\n`;
}

const listed = (paragraphs: readonly string[]): string =>
  paragraphs.length === 1 ? (paragraphs[0] ?? '') : paragraphs.map((text, at) => `${at + 1}. ${text}`).join('\n');

const ordinals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];

export interface Signature {
  party: 'applicant' | 'agency' | 'government';
  at: Instant;
}

/** Who has signed, as the case's ledger has it: a contribution of each party, the last of which is the decision; those of one stage, if it is said which. */
export const signaturesOf = (recorded: readonly RecordedEvent[], stage?: string): Signature[] =>
  recorded.flatMap(({ event: { at, by, body } }) =>
    (body.type === 'contributed' || body.type === 'decided') &&
    body.command === 'sign' &&
    (stage === undefined || body.stage === stage)
      ? [{ party: by.role === 'applicant' || by.role === 'government' ? by.role : ('agency' as const), at }]
      : [],
  );
