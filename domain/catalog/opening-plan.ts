import { z } from 'zod';
import { LocalDate } from '../calendar/dates.ts';
import { AgencyId, DatasetId } from '../ids.ts';
import type { Dataset } from './dataset.ts';
import { Openness, Theme } from './words.ts';

/** What is to be opened, as its entry said when the plan was published (QD-10b). */
export const PlannedOpening = z.strictObject({
  datasetId: DatasetId,
  title: z.string(),
  theme: Theme,
  publisher: AgencyId,
  openness: Openness,
  plannedOpening: LocalDate,
});
export type PlannedOpening = z.infer<typeof PlannedOpening>;

const Dated = z.object({ dueBy: LocalDate });

/** The year of the plan that a case is about, by the day by which it is to be published. */
export const planYearOf = (filing: unknown): string | undefined => Dated.safeParse(filing).data?.dueBy.slice(0, 4);

/** The entries that say they are to be opened in that year, the first to be opened first; none that stays closed. */
export const plannedIn = (datasets: readonly Dataset[], year: string): PlannedOpening[] =>
  datasets
    .flatMap(({ id, publisher, entry: { title, theme, openness, plannedOpening } }) =>
      openness === 'closed' || plannedOpening?.startsWith(`${year}-`) !== true
        ? []
        : [{ datasetId: id, title, theme, publisher, openness, plannedOpening }],
    )
    .sort((a, b) => a.plannedOpening.localeCompare(b.plannedOpening) || a.title.localeCompare(b.title));

/** Whether what was planned has come about: the public was given the data, and it wasn't taken down again. */
export const isFulfilled = ({ published, takenDownBy }: Pick<Dataset, 'published' | 'takenDownBy'>): boolean =>
  published?.release !== undefined && takenDownBy === undefined;
