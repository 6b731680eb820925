import type { FacetName, Facets } from '../../domain/catalog/listing.ts';
import { Openness, titleOfOpenness } from '../../domain/catalog/words.ts';
import { organisationOf } from '../../domain/policy/policy.ts';
import type { Look } from './view.ts';

interface FacetView {
  value: string;
  title: string;
  count: number;
}

/** Facets with titles for people; themes and formats are their own. */
export function facetViews(facets: Facets, { city, language }: Look): Record<FacetName, FacetView[]> {
  const titled = (name: FacetName, titleOf: (value: string) => string): FacetView[] =>
    facets[name].map(({ value, count }) => ({ value, title: titleOf(value), count }));
  return {
    publisher: titled('publisher', (value) => organisationOf(city, value).title[language]),
    theme: titled('theme', (value) => value),
    openness: titled('openness', (value) => titleOfOpenness[Openness.parse(value)][language]),
    format: titled('format', (value) => value),
  };
}
