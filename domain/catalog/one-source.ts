import { sha256 } from '../audit/chain.ts';
import type { DatasetEntry } from './entry.ts';

/** By what two entries are taken to be of the same datum. */
export type SameBy = 'title' | 'code' | 'items';

export interface ItemKey {
  by: SameBy;
  key: string;
}

// Of a name, what says nothing of what the data is about.
const decoration = /[\s\p{P}\p{S}]+/gu;
const ending = /(数据集|数据|資料|数据项|信息表|信息|明细|清单|目录|名录|表|库)+$/u;

// Fewer items, such as a name and a code, are those of many tables.
const enoughItems = 3;

/**
 * What tells one datum (数据项) from another: its name without what decorates it, its code by the national guide, and
 * its information items in any order under their theme. Two agencies' entries with a key in common catalogue the same (一数一源).
 */
export function itemKeys({ title, theme, resourceCode, informationItems = [] }: DatasetEntry): ItemKey[] {
  const items = [...new Set(informationItems.map(bare))].sort();
  return [
    { by: 'title', key: keyOf('title', essence(title)) },
    ...(resourceCode === undefined ? [] : [{ by: 'code' as const, key: keyOf('code', resourceCode) }]),
    ...(items.length < enoughItems
      ? []
      : [{ by: 'items' as const, key: keyOf('items', [theme, ...items].join('\n')) }]),
  ];
}

/** Two districts may each have the like of their own; the city has one with each of them. */
export const ofOneArea = (a: { district?: string | undefined }, b: { district?: string | undefined }): boolean =>
  a.district === b.district || a.district === undefined || b.district === undefined;

const bare = (text: string): string => text.normalize('NFKC').toLowerCase().replace(decoration, '');

function essence(title: string): string {
  const plain = bare(title);
  return plain.replace(ending, '') || plain;
}

const keyOf = (by: SameBy, text: string): string => `${by}-${sha256(text).slice(0, 32)}`;
