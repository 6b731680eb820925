import type { CatalogRules, FurtherField } from '../policy/catalog-rules.ts';
import { type Fault, Refusal, type Text } from '../refusal.ts';
import { discriminatesBy } from './condition.ts';
import type { DatasetEntry } from './entry.ts';
import { narrows } from './openness.ts';
import { bearsSecrecyMark, stateSecretFault } from './secrecy.ts';
import { sharingFaults } from './sharing-rules.ts';
import { titleOfContent, titleOfOpenness } from './words.ts';

/** Everything for which a city's regulation refuses an entry, each fault with its clause. */
export const entryFaults = (entry: DatasetEntry, rules: CatalogRules): Fault[] => [
  ...secrecyFaults(entry, rules),
  ...missingFaults(entry, rules),
  ...conditionFaults(entry, rules),
  ...riskFaults(entry, rules),
  ...originFaults(entry, rules),
  ...modeFaults(entry, rules),
  ...levelFaults(entry, rules),
  ...protectionFaults(entry, rules),
  ...crossBorderFaults(entry, rules),
  ...sharingFaults(entry, rules),
];

/** Refuses an entry that isn't as the city's regulation has it, naming all that is wrong. */
export function refuseUnlawful(entry: DatasetEntry, rules: CatalogRules): void {
  const faults = entryFaults(entry, rules);
  if (faults.length === 0) return;
  const places = [...new Set(faults.map(({ pointer }) => pointer))].join(', ');
  throw new Refusal(
    'invalid-request',
    {
      zh: `目录有 ${faults.length} 处不符合本市规定:${places}`,
      en: `the entry has ${faults.length} fault(s) by the city's regulation: ${places}`,
    },
    { faults },
  );
}

type Rule = (entry: DatasetEntry, rules: CatalogRules) => Fault[];

const fault = (pointer: string, zh: string, en: string, clause: string): Fault => ({
  pointer,
  detail: { zh: `${zh}(${clause})`, en: `${en} (${clause})` },
});

const secrecyFaults: Rule = ({ title, keyword, sourceSystem, informationItems = [], contains = [] }, rules) => {
  const marked = (text: string, pointer: string): Fault[] =>
    bearsSecrecyMark(text) ? [stateSecretFault(pointer, rules.stateSecrets)] : [];
  return [
    ...marked(title, '/title'),
    ...keyword.flatMap((word, at) => marked(word, `/keyword/${at}`)),
    ...marked(sourceSystem, '/sourceSystem'),
    ...informationItems.flatMap((item, at) => marked(item, `/informationItems/${at}`)),
    ...(contains.includes('state-secret') ? [stateSecretFault('/contains', rules.stateSecrets)] : []),
  ];
};

const missingFaults: Rule = (entry, { requires }) =>
  requires
    .filter(({ of }) => of === undefined || of.includes(entry.openness))
    .flatMap(({ fields, clause }) =>
      fields
        .filter((field) => isEmpty(entry[field]))
        .map((field) => fault(`/${field}`, `${titles[field].zh}必填`, `${titles[field].en} is required`, clause)),
    );

const isEmpty = (value: unknown): boolean => value === undefined || (Array.isArray(value) && value.length === 0);

const titles: Readonly<Record<FurtherField, Text>> = {
  conditions: { zh: '使用条件', en: 'a condition of use' },
  legalBasis: { zh: '法律法规或者国家有关文件的依据', en: 'a legal basis' },
  sharing: { zh: '共享属性', en: 'the sharing attribute' },
  dataKind: { zh: '数据类型', en: 'the kind of data' },
  resourceFormat: { zh: '数据格式', en: 'the format' },
  informationItems: { zh: '信息项', en: 'the information items' },
  origin: { zh: '数据来源', en: 'the origin' },
  collection: { zh: '采集依据', en: 'the basis of collection' },
  responsible: { zh: '责任科室和责任人', en: 'the responsible section and person' },
};

/** 不得设置为规模性、地域性等歧视性条件. */
const conditionFaults: Rule = ({ conditions = [] }, { refusesConditions }) => {
  if (refusesConditions === undefined) return [];
  const { by, clause } = refusesConditions;
  return conditions.flatMap((condition, at) =>
    discriminatesBy(condition, by).length === 0
      ? []
      : [
          fault(
            typeof condition === 'string' ? `/conditions/${at}` : `/conditions/${at}/text`,
            '不得设置规模性、地域性等歧视性条件',
            'must not discriminate by size or region',
            clause,
          ),
        ],
  );
};

/** 设定与开放数据风险相匹配的合理的开放条件: high risk isn't opened without conditions, nor without one on security. */
const riskFaults: Rule = ({ openness, assessment, conditions = [] }, { conditionsMatchRisk }) => {
  if (conditionsMatchRisk === undefined || assessment?.risk !== 'high') return [];
  const { clause } = conditionsMatchRisk;
  if (openness === 'unconditional')
    return [fault('/openness', '评估为高风险的数据不得无条件开放', 'data of high risk has conditions', clause)];
  const guarded = conditions.some((each) => typeof each === 'object' && each.aspect === 'security');
  return openness === 'closed' || guarded
    ? []
    : [fault('/conditions', '高风险数据须设定数据安全方面的条件', 'high risk takes a condition on security', clause)];
};

const originFaults: Rule = ({ origin }, { refusesOrigins }) =>
  refusesOrigins !== undefined && origin !== undefined && refusesOrigins.origins.includes(origin)
    ? [
        fault(
          '/origin',
          '通过共享等手段获取的数据不纳入本单位目录',
          'data obtained by sharing is no part of an agency’s own list',
          refusesOrigins.clause,
        ),
      ]
    : [];

const modeFaults: Rule = ({ openness, openingModes }, { modes }) => {
  const allowed = modes?.allowed[openness];
  if (modes === undefined || allowed === undefined || openingModes.every((mode) => allowed.includes(mode))) return [];
  const other = openingModes.filter((mode) => !allowed.includes(mode)).join(', ');
  const { zh, en } = titleOfOpenness[openness];
  return [
    fault('/openingModes', `${zh}的数据不以 ${other} 方式开放`, `${en} data isn't opened by ${other}`, modes.clause),
  ];
};

const levelFaults: Rule = ({ openness, securityLevel }, { levels }) => {
  const widest = levels?.widest[securityLevel];
  if (levels === undefined || widest === undefined || !narrows(openness, widest)) return [];
  return [
    fault(
      '/openness',
      `${securityLevel} 级数据至多${titleOfOpenness[widest].zh}`,
      `data of level ${securityLevel} is at most ${widest}`,
      levels.clause,
    ),
  ];
};

/** What is never opened is refused at once; what may be after treatment or consent is asked for its evidence later. */
const protectionFaults: Rule = ({ openness, contains = [] }, { protects }) => {
  if (protects?.opensAfter !== 'never' || openness === 'closed') return [];
  return contains
    .filter((content) => protects.contents.includes(content))
    .map((content) => {
      const { zh, en } = titleOfContent[content];
      return fault('/openness', `涉及${zh}的数据不得开放`, `data with ${en} is never opened`, protects.clause);
    });
};

const crossBorderFaults: Rule = (entry, { crossBorder }) =>
  crossBorder === undefined || entry.crossBorder === undefined || entry.crossBorder.assessment !== undefined
    ? []
    : [
        fault(
          '/crossBorder/assessment',
          '未经安全评估审核的数据不得向境外提供',
          'data leaves the country only with a security assessment on record',
          crossBorder.clause,
        ),
      ];
