import { canonicalJson } from '../audit/canonical.ts';
import type { Fault, Text } from '../refusal.ts';
import type { Dataset, Publication } from './dataset.ts';

const missing = (pointer: string, detail: Text): Fault => ({ pointer, detail });

/** Words with which a review or assessment says no. */
const negative = /^\s*(fail|reject|not passed|unacceptable|不通过|未通过|不合格|不予通过|不宜开放|不得开放)/i;

/**
 * QD-12.1 and QD-25: names each step that is missing before a dataset can be submitted, and what was taken down and
 * not dealt with since (QD-19b). The entry is complete since `DatasetEntry` takes no other. What is not to be opened
 * needs only its entry.
 */
export function readiness(dataset: Dataset): Fault[] {
  const { entry, dictionary, release } = dataset;
  if (entry.openness === 'closed') return [];
  return [
    ...(dictionary === undefined
      ? [missing('/dictionary', { zh: '缺少数据字典(QD-12.1)', en: 'the data dictionary is missing (QD-12.1)' })]
      : []),
    ...(release === undefined
      ? [
          missing('/release/uploadId', {
            zh: '没有关联已通过检查的数据资源(QD-12.1)',
            en: 'no checked file is linked as its resource (QD-12.1)',
          }),
        ]
      : []),
    ...(isAsTakenDown(dataset)
      ? [
          missing('/release/uploadId', {
            zh: '数据已下架,处理后方可重新提交开放(QD-19b)',
            en: 'this is what was taken down; it has to be dealt with before it is submitted again (QD-19b)',
          }),
        ]
      : []),
    ...reviewFaults(release?.securityReview?.conclusion, '/release/securityReview', {
      missing: { zh: '缺少安全审查(QD-12.1)', en: 'the security review is missing (QD-12.1)' },
      negative: { zh: '安全审查没有通过(QD-12.1)', en: 'the security review was not passed (QD-12.1)' },
    }),
    ...reviewFaults(release?.riskAssessment?.conclusion, '/release/riskAssessment', {
      missing: { zh: '缺少安全风险评估(QD-25)', en: 'the risk assessment is missing (QD-25)' },
      negative: { zh: '安全风险评估没有通过(QD-25)', en: 'the risk assessment was not passed (QD-25)' },
    }),
    ...(release?.masking === undefined
      ? [
          missing('/release/masking', {
            zh: '没有确定脱敏规则;无需脱敏时请提交空列表(QD-12.1)',
            en: 'the masking rules are not decided; an empty list says that none are needed (QD-12.1)',
          }),
        ]
      : []),
  ];
}

const isAsTakenDown = ({ takenDownBy, published, ...working }: Dataset): boolean =>
  takenDownBy !== undefined &&
  published !== undefined &&
  canonicalJson(told(published)) === canonicalJson(told(working));

/** What the public would be told: the entry and the files' contents, however often they were prepared. */
const told = ({ entry, release }: Pick<Publication, 'entry' | 'release'>) => [
  entry,
  release?.distributions.map(({ sha256 }) => sha256) ?? [],
];

function reviewFaults(
  conclusion: string | undefined,
  pointer: string,
  say: { missing: Text; negative: Text },
): Fault[] {
  if (conclusion === undefined) return [missing(pointer, say.missing)];
  return negative.test(conclusion) ? [missing(`${pointer}/conclusion`, say.negative)] : [];
}
