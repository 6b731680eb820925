import { z } from 'zod';
import { type LocalDate, localDateOf } from '../../domain/calendar/dates.ts';
import { datasetBox } from '../../domain/case/boxes.ts';
import type { Case } from '../../domain/case/case.ts';
import { dueOf } from '../../domain/case/deadline.ts';
import type { DatasetId } from '../../domain/ids.ts';
import type { Platform } from '../platform.ts';

/**
 * Whether the period in which a change has to be filed was lengthened: consented to for the same change of law or duties,
 * and asked for before the period ended (ZW-17).
 */
export async function wasLengthened(p: Platform, datasetId: DatasetId, effectiveFrom: LocalDate): Promise<boolean> {
  const listed = await p.cases.listed(datasetBox(datasetId));
  const ids = listed.filter(({ procedure }) => procedure === 'catalog-extension').map(({ id }) => id);
  if (ids.length === 0) return false;
  const [cases, calendar] = await Promise.all([p.cases.snapshots(ids), p.calendar()]);
  const inTime = ({ clocks, receivedAt }: Case): boolean =>
    clocks.some((clock) => clock.rule.from === 'event' && localDateOf(receivedAt) <= dueOf(clock, calendar).dueOn);
  return cases.some(
    (kase) =>
      kase.outcome === 'agreed' && Asked.safeParse(kase.filing).data?.effectiveFrom === effectiveFrom && inTime(kase),
  );
}

const Asked = z.object({ effectiveFrom: z.string() });
