import type { Instant } from '../calendar/dates.ts';
import type { Listed } from './dataset.ts';
import { relevanceOf } from './search.ts';
import type { DataKind, Openness, Theme } from './words.ts';

export interface Counted {
  listed: Listed;
  downloads: number;
}

/** What a list is asked for. */
export interface Wanted {
  q?: string | undefined;
  publisher?: string | undefined;
  theme?: Theme | undefined;
  openness?: Openness | undefined;
  format?: string | undefined;
  district?: string | undefined;
  kind?: DataKind | undefined;
  /** Published or corrected at this instant or later. */
  updatedAfter?: Instant | undefined;
  sort?: 'relevance' | 'modified' | 'title' | 'downloads' | undefined;
}

export interface Found {
  found: Counted[];
  facets: Facets;
}

export type FacetName = 'publisher' | 'theme' | 'openness' | 'format';
/** How many of what was found have each value, the most frequent first. */
export type Facets = Readonly<Record<FacetName, readonly { value: string; count: number }[]>>;

/** What is listed of the catalog: filtered, found, in order, with the facets of all that was found. */
export function list(catalog: readonly Counted[], wanted: Wanted): Found {
  const relevance = wanted.q === undefined || wanted.q.trim() === '' ? undefined : relevanceOf(wanted.q);
  const scored = catalog
    .filter(({ listed }) => fits(listed, wanted))
    .map((counted) => ({ counted, score: relevance?.(counted.listed) ?? 0 }))
    .filter(({ score }) => relevance === undefined || score > 0)
    .sort(orderOf(wanted.sort ?? (relevance === undefined ? 'modified' : 'relevance')));
  const found = scored.map(({ counted }) => counted);
  return { found, facets: facetsOf(found) };
}

function fits({ publisher, district, entry, distributions, modified }: Listed, wanted: Wanted): boolean {
  return (
    (wanted.publisher === undefined || wanted.publisher === publisher) &&
    (wanted.district === undefined || wanted.district === district) &&
    (wanted.kind === undefined || wanted.kind === (entry.dataKind ?? 'table')) &&
    (wanted.theme === undefined || wanted.theme === entry.theme) &&
    (wanted.openness === undefined || wanted.openness === entry.openness) &&
    (wanted.format === undefined || distributions.some(({ format }) => format === wanted.format?.toUpperCase())) &&
    (wanted.updatedAfter === undefined || modified >= wanted.updatedAfter)
  );
}

interface Scored {
  counted: Counted;
  score: number;
}

// By pinyin, as a Chinese reader expects; the order doesn't depend on the machine's language.
const byTitle = new Intl.Collator('zh-CN');

function orderOf(sort: NonNullable<Wanted['sort']>): (a: Scored, b: Scored) => number {
  const order: Record<typeof sort, (a: Scored, b: Scored) => number> = {
    relevance: (a, b) => b.score - a.score || newest(a, b),
    modified: newest,
    title: (a, b) => byTitle.compare(a.counted.listed.entry.title, b.counted.listed.entry.title),
    downloads: (a, b) => b.counted.downloads - a.counted.downloads || newest(a, b),
  };
  return (a, b) => order[sort](a, b) || (a.counted.listed.id < b.counted.listed.id ? -1 : 1);
}

const newest = (a: Scored, b: Scored): number => compare(b.counted.listed.modified, a.counted.listed.modified);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const facetsOf = (found: readonly Counted[]): Facets => ({
  publisher: counts(found.map(({ listed }) => listed.publisher)),
  theme: counts(found.map(({ listed }) => listed.entry.theme)),
  openness: counts(found.map(({ listed }) => listed.entry.openness)),
  format: counts(found.flatMap(({ listed }) => [...new Set(listed.distributions.map(({ format }) => format))])),
});

function counts(values: readonly string[]): { value: string; count: number }[] {
  const tally = new Map<string, number>();
  for (const value of values) tally.set(value, (tally.get(value) ?? 0) + 1);
  return [...tally]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || compare(a.value, b.value));
}
