import type { Instant, LocalDate } from '../calendar/dates.ts';
import type { CatalogRules } from '../policy/catalog-rules.ts';
import { type Dataset, type Listed, shownOf } from './dataset.ts';
import { type SharingAttribute, sharingOf } from './sharing.ts';
import { updateDueOf } from './update-due.ts';

// Lists that follow from the catalog and are never typed in.

/** Whether the data of an entry is gathered on the platform, as the agency is responsible for. */
export type Gathering = 'gathered' | 'overdue' | 'due' | 'not-required';

/** One line of an agency's responsibility list (责任清单). */
export interface Responsibility {
  listed: Listed;
  /** When the agency's filing of it was last published. */
  filedAt: Instant;
  gathering: Gathering;
  updateDueOn?: LocalDate;
  highValue: boolean;
}

/** What an agency is responsible for by the published catalog: of high value first, then by title. */
export function responsibilitiesOf(datasets: readonly Dataset[], rules: CatalogRules, now: Instant): Responsibility[] {
  return datasets
    .flatMap((dataset) => {
      if (dataset.published === undefined) return [];
      const listed = shownOf(dataset);
      const due = updateDueOf(listed, rules, now);
      return [
        {
          listed,
          filedAt: dataset.published.at,
          gathering: gatheringOf(listed, due?.overdue ?? false),
          ...(due === undefined ? {} : { updateDueOn: due.dueOn }),
          highValue: isHighValue(listed, rules),
        },
      ];
    })
    .sort((a, b) => Number(b.highValue) - Number(a.highValue) || byTitle(a.listed, b.listed));
}

function gatheringOf({ entry, state, updated }: Listed, overdue: boolean): Gathering {
  if (entry.openness === 'closed') return 'not-required';
  if (updated === undefined || state === 'taken-down') return 'due';
  return overdue ? 'overdue' : 'gathered';
}

/** 高价值数据 (DZ-24): of a theme that the regulation wants opened first. */
export const isHighValue = (
  { entry }: Pick<Listed, 'entry'>,
  { highValue }: Pick<CatalogRules, 'highValue'>,
): boolean => highValue?.themes.includes(entry.theme) ?? false;

/** What isn't shared with other departments, each with its sharing attribute (JF-14). */
export const notShared = (listed: readonly Listed[]): { listed: Listed; sharing: SharingAttribute }[] =>
  listed.flatMap((each) => {
    const sharing = sharingOf(each.entry);
    return sharing?.type === 'none' ? [{ listed: each, sharing }] : [];
  });

/** What agencies are responsible for sharing with others (共享责任清单), each with its sharing attribute (DZ-21). */
export const shared = (listed: readonly Listed[]): { listed: Listed; sharing: SharingAttribute }[] =>
  listed.flatMap((each) => {
    const sharing = sharingOf(each.entry);
    return sharing === undefined || sharing.type === 'none' ? [] : [{ listed: each, sharing }];
  });

/** Whose update is overdue, the oldest first. */
export const overdueUpdates = (
  listed: readonly Listed[],
  rules: CatalogRules,
  now: Instant,
): { listed: Listed; dueOn: LocalDate; clause: string }[] =>
  listed
    .flatMap((each) => {
      const due = updateDueOf(each, rules, now);
      return due?.overdue === true ? [{ listed: each, dueOn: due.dueOn, clause: due.clause }] : [];
    })
    .sort((a, b) => compare(a.dueOn, b.dueOn) || byTitle(a.listed, b.listed));

/** How an agency's resources stand, for a census (普查) of them all. */
export interface Census {
  entries: number;
  published: number;
  open: number;
  gathered: number;
  overdue: number;
}

export function censusOf(datasets: readonly Dataset[], rules: CatalogRules, now: Instant): Census {
  const responsibilities = responsibilitiesOf(datasets, rules, now);
  const count = (fits: (each: Responsibility) => boolean): number => responsibilities.filter(fits).length;
  return {
    entries: datasets.length,
    published: responsibilities.length,
    open: count(({ listed }) => listed.entry.openness !== 'closed'),
    gathered: count(({ gathering }) => gathering === 'gathered' || gathering === 'overdue'),
    overdue: count(({ gathering }) => gathering === 'overdue'),
  };
}

// By pinyin, as a Chinese reader expects.
const titles = new Intl.Collator('zh-CN');
export const byTitle = (a: Listed, b: Listed): number =>
  titles.compare(a.entry.title, b.entry.title) || compare(a.id, b.id);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
