import { z } from 'zod';
import { Instant } from '../../domain/calendar/dates.ts';
import type { Case } from '../../domain/case/case.ts';
import type { Dataset } from '../../domain/catalog/dataset.ts';
import { PlannedOpening, plannedIn, planYearOf } from '../../domain/catalog/opening-plan.ts';
import type { CaseId } from '../../domain/ids.ts';
import type { Platform } from '../platform.ts';
import { ConditionFailed, type Write } from './engine.ts';
import { caseKeys } from './keys.ts';

const Part = z.object({ at: Instant, planned: z.array(PlannedOpening) });

/** A yearly plan (QD-10b) as it was published. */
export type PublishedPlan = z.infer<typeof Part>;

// 400: DynamoDB's items hold 400 KB, a planned opening takes less than 1 KB; a transaction's 4 MB hold some ten of them.
const PART = 400;

/** Every dataset of the city's units, in whatever state. */
export const allDatasets = async ({ city, catalog }: Pick<Platform, 'city' | 'catalog'>): Promise<Dataset[]> =>
  (await Promise.all(city.organisations.map(({ id }) => catalog.ofAgency(id)))).flat();

/** Keeps the plan of a year as the entries have it now; a second time it stays as it was kept. */
export async function publishPlan(p: Platform, { id, filing }: Pick<Case, 'id' | 'filing'>): Promise<void> {
  const year = planYearOf(filing);
  if (year === undefined) throw new Error(`case ${id} is about no year's plan`);
  const planned = plannedIn(await allDatasets(p), year);
  const parts = Array.from({ length: Math.max(1, Math.ceil(planned.length / PART)) }, (_, i) =>
    planned.slice(i * PART, (i + 1) * PART),
  );
  const at = p.now();
  const writes = parts.map(
    (part, i): Write => ({ table: 'cases', put: { ...caseKeys.plan(id, i), at, planned: part }, when: 'absent' }),
  );
  try {
    await p.engine.write(writes);
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
  }
}

/** The plan that a case has published, if it has. */
export async function publishedPlan(
  { engine }: Pick<Platform, 'engine'>,
  caseId: CaseId,
): Promise<PublishedPlan | undefined> {
  const items = await engine.query('cases', { pk: caseKeys.partition(caseId), begins: 'plan#' });
  const [first, ...others] = items.map((item) => Part.parse(item));
  return first && { at: first.at, planned: [first, ...others].flatMap(({ planned }) => planned) };
}
