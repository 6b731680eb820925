import type { CatalogRules, OpensAfter } from '../policy/catalog-rules.ts';
import type { Fault, Text } from '../refusal.ts';
import type { Dataset } from './dataset.ts';
import { titleOfContent } from './words.ts';

type Working = Pick<Dataset, 'entry' | 'release' | 'published'>;

/**
 * What has to be on record before an entry is submitted, by the city's regulation: for protected data and for what was
 * closed, its treatment or the right holder's consent; a secrecy review where one comes before sharing and opening.
 */
export const evidenceFaults = (dataset: Working, rules: CatalogRules): Fault[] => [
  ...secrecyReviewFaults(dataset, rules),
  ...(dataset.entry.openness === 'closed' ? [] : clearanceFaults(dataset, rules)),
];

function secrecyReviewFaults({ entry }: Working, { secrecyReview }: CatalogRules): Fault[] {
  if (secrecyReview === undefined || entry.secrecyReview !== undefined) return [];
  return [
    {
      pointer: '/entry/secrecyReview',
      detail: {
        zh: `共享或开放前应当进行保密审查(${secrecyReview.clause})`,
        en: `a secrecy review comes before sharing or opening (${secrecyReview.clause})`,
      },
    },
  ];
}

function clearanceFaults(dataset: Working, { protects, reopensAfter }: CatalogRules): Fault[] {
  const { entry, published } = dataset;
  const held = protects === undefined ? [] : (entry.contains ?? []).filter((each) => protects.contents.includes(each));
  // Data of which the public has had nothing so far was closed, whatever its entry says by now.
  const wasClosed = published !== undefined && published.release === undefined;
  return [
    ...(protects === undefined || held.length === 0
      ? []
      : lackingOf(dataset, protects, {
          zh: `涉及${held.map((each) => titleOfContent[each].zh).join('、')}的数据`,
          en: `data with ${held.map((each) => titleOfContent[each].en).join(', ')}`,
        })),
    ...(reopensAfter === undefined || !wasClosed
      ? []
      : lackingOf(dataset, reopensAfter, { zh: '原为不予开放的数据', en: 'data that was closed' })),
  ];
}

function lackingOf(dataset: Working, rule: { opensAfter: OpensAfter; clause: string }, what: Text): Fault[] {
  const { entry, release } = dataset;
  const treated = entry.clearance?.treatment !== undefined || (release?.masking ?? []).length > 0;
  const consented = entry.clearance?.consent !== undefined;
  const fault = (pointer: string, need: Text): Fault => ({
    pointer,
    detail: {
      zh: `${what.zh}开放前,须${need.zh}(${rule.clause})`,
      en: `before ${what.en} is opened, ${need.en} must be on record (${rule.clause})`,
    },
  });
  switch (rule.opensAfter) {
    case 'never': // refused with the entry
      return [];
    case 'treatment-or-consent':
      return treated || consented
        ? []
        : [
            fault('/entry/clearance', {
              zh: '有脱敏等处理或者相关权利人同意的记录',
              en: "its treatment or the right holder's consent",
            }),
          ];
    case 'treatment-and-consent':
      return [
        ...(treated
          ? []
          : [fault('/entry/clearance/treatment', { zh: '有脱密、脱敏处理的记录', en: 'its treatment' })]),
        ...(consented
          ? []
          : [fault('/entry/clearance/consent', { zh: '有相关权利人同意的记录', en: "the right holder's consent" })]),
      ];
    default:
      return rule.opensAfter satisfies never;
  }
}
