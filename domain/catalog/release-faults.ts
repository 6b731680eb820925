import type { Row } from '../data/cell.ts';
import type { Dictionary } from '../data/dictionary.ts';
import type { CatalogRules } from '../policy/catalog-rules.ts';
import type { Fault } from '../refusal.ts';
import type { DatasetEntry } from './entry.ts';
import { personalFaults } from './personal-columns.ts';
import { standardFaults } from './standards.ts';

interface Table {
  dictionary: Dictionary;
  rows: readonly Row[];
}

/** Everything for which the content of a release is refused: as it was gathered, and as it would be published. */
export const releaseFaults = (
  entry: DatasetEntry,
  { raw, published }: { raw: Table; published: Table },
  rules: CatalogRules,
): Fault[] => [
  ...scopeFaults(entry, raw.dictionary, rules),
  ...standardFaults(entry, raw, rules),
  ...(mayShowPersons(entry, rules) ? [] : personalFaults(published, rules.steps.masking)),
];

/** 在公共数据资源目录的范围内采集、归集: a column that the entry doesn't name isn't gathered. */
function scopeFaults(
  { informationItems = [] }: DatasetEntry,
  { fields }: Dictionary,
  { gathersWithinEntry }: CatalogRules,
): Fault[] {
  if (gathersWithinEntry === undefined) return [];
  const { clause } = gathersWithinEntry;
  return fields
    .filter(({ title, name }) => !informationItems.includes(title) && !informationItems.includes(name))
    .map(({ title }) => ({
      pointer: '/uploadId',
      detail: {
        zh: `列“${title}”不在目录的信息项范围内(${clause})`,
        en: `column ${title} is none of the entry's information items (${clause})`,
      },
    }));
}

/** The consent of those about whom it is, unless the regulation takes none. */
const mayShowPersons = ({ clearance }: DatasetEntry, { protects }: CatalogRules): boolean =>
  clearance?.consent !== undefined && protects?.opensAfter !== 'never';
