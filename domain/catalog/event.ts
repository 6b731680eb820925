import { z } from 'zod';
import { Instant } from '../calendar/dates.ts';
import { By } from '../case/event.ts';
import { AgencyId, CaseId, DatasetId } from '../ids.ts';
import { ReleaseId } from './release.ts';

const Created = z.strictObject({ type: z.literal('created'), datasetId: DatasetId });
const Revised = z.strictObject({ type: z.literal('revised') });
const DictionaryBound = z.strictObject({ type: z.literal('dictionary-bound'), columns: z.int().positive() });
const ReleasePrepared = z.strictObject({
  type: z.literal('release-prepared'),
  releaseId: ReleaseId,
  distributions: z.array(z.strictObject({ id: z.string(), sha256: z.string().length(64) })),
});
const ofCase = { caseId: CaseId };
const Submitted = z.strictObject({ type: z.literal('submitted'), ...ofCase });
const SubmissionReleased = z.strictObject({ type: z.literal('submission-released'), ...ofCase });
const Published = z.strictObject({ type: z.literal('published'), ...ofCase, releaseId: ReleaseId.optional() });
const Suspended = z.strictObject({ type: z.literal('suspended'), ...ofCase });
const Restored = z.strictObject({ type: z.literal('restored'), ...ofCase });
const TakenDown = z.strictObject({ type: z.literal('taken-down'), ...ofCase });
// What was corrected may be sent back and corrected again: the round is the version of the case that came to it.
const ofRound = { ...ofCase, round: z.int().positive().optional() };
const Corrected = z.strictObject({ type: z.literal('corrected'), ...ofRound, releaseId: ReleaseId.optional() });
const EntryChanged = z.strictObject({ type: z.literal('entry-changed'), ...ofCase });
const CorrectionDue = z.strictObject({ type: z.literal('correction-due'), ...ofRound });
const EmergencyOpened = z.strictObject({ type: z.literal('emergency-opened'), ...ofCase, releaseId: ReleaseId });
const SourceRecorded = z.strictObject({ type: z.literal('source-recorded'), ...ofCase, agency: AgencyId });
const EmergencyEnded = z.strictObject({ type: z.literal('emergency-ended'), ...ofCase });

/** What happened to a dataset, as its chain has it. */
export const DatasetEventBody = z.discriminatedUnion('type', [
  Created,
  Revised,
  DictionaryBound,
  ReleasePrepared,
  Submitted,
  SubmissionReleased,
  Published,
  Suspended,
  Restored,
  TakenDown,
  Corrected,
  CorrectionDue,
  EntryChanged,
  EmergencyOpened,
  EmergencyEnded,
  SourceRecorded,
]);
export type DatasetEventBody = z.infer<typeof DatasetEventBody>;

/** What the platform does to a dataset for a case: each at most once per case. */
export type Act = Extract<DatasetEventBody, { caseId: CaseId }>['type'];

/** A link of a dataset's chain: by role, and for what was written a salted hash. */
export const DatasetEvent = z.strictObject({
  at: Instant,
  by: By,
  body: DatasetEventBody,
  contentHash: z.string().optional(),
  seq: z.int().positive(),
  prevHash: z.string(),
  hash: z.string(),
});
export type DatasetEvent = z.infer<typeof DatasetEvent>;

/** Kept beside the chain, so that names in it can be erased. */
export const DatasetAside = z.strictObject({ salt: z.string(), content: z.json() });
export type DatasetAside = z.infer<typeof DatasetAside>;

export const RecordedDatasetEvent = z.strictObject({ event: DatasetEvent, aside: DatasetAside.optional() });
export type RecordedDatasetEvent = z.infer<typeof RecordedDatasetEvent>;
