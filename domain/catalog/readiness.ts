import { canonicalJson } from '../audit/canonical.ts';
import { CatalogRules } from '../policy/catalog-rules.ts';
import type { Fault, Text } from '../refusal.ts';
import { type Dataset, dataOf, type Publication } from './dataset.ts';
import { evidenceFaults } from './evidence.ts';

/** Words with which a review or assessment says no. */
const negative =
  /^\s*(fail|reject|not passed|unacceptable|不通过|未通过|不合格|不予通过|不宜开放|不得开放|涉密|涉及国家秘密|属于国家秘密)/i;

const plainRules = CatalogRules.parse({});

/**
 * QD-12.1 and QD-25, and what other regulations ask: names each step that is missing before a dataset can be submitted,
 * what was taken down and not dealt with since (QD-19b), and the evidence that isn't on record. The entry is complete
 * since `DatasetEntry` takes no other. What is not to be opened needs no data.
 */
export function readiness(dataset: Dataset, rules: CatalogRules = plainRules): Fault[] {
  const evidence = evidenceFaults(dataset, rules);
  return dataset.entry.openness === 'closed' ? evidence : [...dataFaults(dataset, rules), ...evidence];
}

function dataFaults(dataset: Dataset, { steps }: CatalogRules): Fault[] {
  const { dictionary, release } = dataset;
  return [
    ...(dictionary === undefined
      ? [missing('/dictionary', { zh: '缺少数据字典', en: 'the data dictionary is missing' }, steps.dictionary)]
      : []),
    ...(release === undefined
      ? [
          missing(
            '/release/uploadId',
            {
              zh: '没有关联已通过检查的、可机器读取的数据资源',
              en: 'no checked, machine-readable file is linked as its resource',
            },
            steps.resource,
          ),
        ]
      : []),
    ...(isAsTakenDown(dataset)
      ? [
          missing('/release/uploadId', {
            zh: '数据已下架,处理后方可重新提交开放',
            en: 'this is what was taken down; it has to be dealt with before it is submitted again',
          }),
        ]
      : []),
    ...reviewFaults(release?.securityReview?.conclusion, '/release/securityReview', steps.securityReview, {
      missing: { zh: '缺少安全审查', en: 'the security review is missing' },
      negative: { zh: '安全审查没有通过', en: 'the security review was not passed' },
    }),
    ...reviewFaults(release?.riskAssessment?.conclusion, '/release/riskAssessment', steps.riskAssessment, {
      missing: { zh: '缺少安全风险评估', en: 'the risk assessment is missing' },
      negative: { zh: '安全风险评估没有通过', en: 'the risk assessment was not passed' },
    }),
    ...(release?.masking === undefined
      ? [
          missing(
            '/release/masking',
            {
              zh: '没有确定脱敏规则;无需脱敏时请提交空列表',
              en: 'the masking rules are not decided; an empty list says that none are needed',
            },
            steps.masking,
          ),
        ]
      : []),
  ];
}

const missing = (pointer: string, { zh, en }: Text, clause?: string): Fault => ({
  pointer,
  detail: clause === undefined ? { zh, en } : { zh: `${zh}(${clause})`, en: `${en} (${clause})` },
});

const isAsTakenDown = ({ takenDownBy, published, ...working }: Dataset): boolean =>
  takenDownBy !== undefined &&
  published !== undefined &&
  canonicalJson(told(published)) === canonicalJson(told(working));

/** What the public would be told: the entry and the files' contents, however often they were prepared. */
export const told = ({ entry, ...data }: Pick<Publication, 'entry' | 'release' | 'gathered'>) => [
  entry,
  dataOf(data)?.distributions.map(({ sha256 }) => sha256) ?? [],
];

function reviewFaults(
  conclusion: string | undefined,
  pointer: string,
  clause: string | undefined,
  say: { missing: Text; negative: Text },
): Fault[] {
  if (conclusion === undefined) return [missing(pointer, say.missing, clause)];
  return negative.test(conclusion) ? [missing(`${pointer}/conclusion`, say.negative, clause)] : [];
}
