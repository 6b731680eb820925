import { builtInYears } from '../../domain/calendar/built-in-years.ts';
import { daysOfYear } from '../../domain/calendar/calendar.ts';
import { calendarFrom, type Layer, type Proposal, type PublishedYear } from '../../domain/calendar/publishing.ts';
import type { RegionOverlay } from '../../domain/calendar/region.ts';
import type { CalendarYear } from '../../domain/calendar/year.ts';
import type { ProposalView, YearView } from '../routes/calendar.ts';

/** A year as everybody may see it: each day with its reason, and what the days rest on. */
export function yearView(
  year: number,
  published: readonly PublishedYear[],
  region: RegionOverlay | undefined,
): YearView {
  const calendar = calendarFrom(published, region);
  const days = daysOfYear(calendar, year);
  const ofRegion = publications('region', year, published, region?.years ?? []);
  return {
    year,
    provisional: days.some((day) => day.provisional),
    lastPublishedYear: calendar.lastPublishedYear,
    publications: [...publications('national', year, published, builtInYears), ...ofRegion],
    ...(region === undefined
      ? {}
      : { region: { name: region.region, festivals: [...region.festivals], provisional: ofRegion.length === 0 } }),
    days,
  };
}

/** The notice of a layer: the one published by two persons, else the one that came with this version. */
function publications(
  layer: Layer,
  year: number,
  published: readonly PublishedYear[],
  builtIn: readonly CalendarYear[],
): YearView['publications'] {
  const found = published.find((p) => p.layer === layer && p.notice.year === year);
  if (found !== undefined) {
    const { notice, proposedAt, publishedAt } = found;
    return [
      { layer, source: notice.source, proposedAt, publishedAt, proposedBy: 'operator', publishedBy: 'regulator' },
    ];
  }
  return builtIn.filter((notice) => notice.year === year).map(({ source }) => ({ layer, source }));
}

export const proposalView = ({ subject: _, ...view }: Proposal): ProposalView => view;
