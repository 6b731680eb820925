import { z } from 'zod';
import type { Instant } from '../calendar/dates.ts';
import type { Case } from '../case/case.ts';
import { complaint } from '../complaint.ts';
import { defined } from '../defined.ts';
import { takenDown } from './acts.ts';
import type { Change } from './changes.ts';
import { type Dataset, dataOf, type Publication } from './dataset.ts';
import { emergencyUnder } from './emergency.ts';
import { DatasetEntry, EntryFields } from './entry.ts';
import { narrowed, openingFields } from './narrowing.ts';
import { narrows } from './openness.ts';
import { sharingOf } from './sharing.ts';
import { paragraph } from './text.ts';

const isEmpty = (change: object): boolean => Object.keys(defined(change)).length === 0;

/** What is to become of a published entry (目录变更): other fields of it, or its withdrawal from the public. */
export const EntryChange = z
  .strictObject({ ...EntryFields.shape, withdrawn: z.literal(true).optional() })
  .refine((change) => !isEmpty(change), complaint('没有要变更的内容', 'nothing is to be changed'))
  .refine(
    ({ withdrawn, ...fields }) => withdrawn === undefined || isEmpty(fields),
    complaint('撤回的目录不能同时作其他变更', 'what is withdrawn is not changed besides'),
  );
export type EntryChange = z.infer<typeof EntryChange>;

/** Whether less or more would be open than is. */
export type ChangeKind = 'narrowing' | 'widening' | 'withdrawal' | 'other';

export function kindOfChange(from: DatasetEntry, { withdrawn, ...fields }: EntryChange): ChangeKind {
  if (withdrawn === true) return 'withdrawal';
  const to = { ...from, ...defined(fields) };
  if (narrowed(from, to).length > 0) return 'narrowing';
  return narrows(to.openness, from.openness) ? 'widening' : 'other';
}

/** What of a filing says what is to be changed, and on what that rests. */
const Proposed = z.object({ change: EntryChange, legalBasis: paragraph(2000).optional() });
type Proposed = z.infer<typeof Proposed>;

/**
 * The fields that a filing would change. The basis on which less is opened is the entry's from then on, and what is
 * closed is opened in no mode.
 */
export function fieldsProposed(entry: DatasetEntry, { change, legalBasis }: Proposed): Partial<DatasetEntry> {
  const { withdrawn: _, ...fields } = change;
  const basis = kindOfChange(entry, change) === 'narrowing' ? legalBasis : undefined;
  const openingModes = fields.openness === 'closed' ? [] : undefined;
  return defined({ ...defined({ legalBasis: basis, openingModes }), ...defined(fields) });
}

type Filed = Pick<Case, 'id' | 'kind' | 'filing'>;

/** Whether a change opens less of the entry as it is now, which has opened more since the change was filed as something else. */
export const narrowsSince = (entry: DatasetEntry, { kind, filing }: Pick<Filed, 'kind' | 'filing'>): boolean =>
  kind !== 'narrowing' && kindOfChange(entry, Proposed.parse(filing).change) === 'narrowing';

/**
 * What the platform does once a change is approved; nothing where the public has no such entry any more. What was opened
 * since it was filed stays as open as it is.
 */
export function changedAsFiled(dataset: Dataset, kase: Filed, now: Instant): Change | undefined {
  const { emergency: _, ...rest } = dataset;
  const { published } = rest;
  if (published === undefined) return undefined;
  const { change, legalBasis } = Proposed.parse(kase.filing);
  if (change.withdrawn === true) return takenDown(dataset, kase.id);
  const consented = narrowsSince(published.entry, kase) ? withoutOpening(change) : change;
  const fields = fieldsProposed(published.entry, { change: consented, legalBasis });
  if (isEmpty(fields)) return undefined;
  const entry = DatasetEntry.parse({ ...published.entry, ...fields });
  return {
    next: {
      ...rest,
      ...emergencyUnder(entry, dataset),
      entry: { ...dataset.entry, ...fields },
      published: { ...withEntry(published, entry), at: now },
    },
    body: { type: 'entry-changed', caseId: kase.id },
    by: { role: 'platform' },
    content: entry,
  };
}

/** What of a change leaves it as it is how widely the data is open. */
const withoutOpening = (change: EntryChange): EntryChange =>
  Object.fromEntries(Object.entries(change).filter(([field]) => !openingFields.some((each) => each === field)));

/** Data that wasn't open isn't opened by it: that takes a publication with all its steps. */
function withEntry(published: Publication, entry: DatasetEntry): Publication {
  const { release, gathered, ...rest } = published;
  if (entry.openness !== 'closed') return { ...published, entry };
  const shared = sharingOf(entry) === undefined ? undefined : dataOf(published);
  return { ...rest, entry, ...defined({ gathered: shared }) };
}
