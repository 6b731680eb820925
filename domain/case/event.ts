import { z } from 'zod';
import { Role } from '../access/caller.ts';
import { Instant, LocalDate } from '../calendar/dates.ts';
import { AgencyId, AgreementId, ClauseId, DatasetId, DistrictId, GrantId } from '../ids.ts';
import { Quota } from '../policy/policy.ts';
import { CommandName, EffectName, Outcome, ProcedureName, StepId } from '../policy/words.ts';
import { ClockMoves } from './clock.ts';

/** In what capacity somebody acted. Who it was stands beside the chain. */
export const By = z.strictObject({
  role: z.union([Role, z.enum(['applicant', 'respondent', 'platform'])]),
  agency: AgencyId.optional(),
  district: DistrictId.optional(),
});
export type By = z.infer<typeof By>;

/** What an approval grants: columns and rows (PostgREST filters) of the dataset, and how often. */
export const Terms = z.strictObject({
  columns: z.array(z.string()).min(1).optional(),
  rows: z.record(z.string(), z.string()).optional(),
  quota: Quota.optional(),
});
export type Terms = z.infer<typeof Terms>;

export const AgreementRef = z.strictObject({ id: AgreementId, textSha256: z.string().length(64) });
export type AgreementRef = z.infer<typeof AgreementRef>;

/** A unit in a case, with where it stood when the case was received. */
export const Unit = z.strictObject({
  id: AgencyId,
  district: DistrictId.optional(),
  department: AgencyId.optional(),
});
export type Unit = z.infer<typeof Unit>;

const Received = z.strictObject({
  type: z.literal('received'),
  procedure: ProcedureName,
  policyVersion: z.string(),
  /** What it is about: a dataset, a grant, or neither. */
  datasetId: DatasetId.optional(),
  grantId: GrantId.optional(),
  kind: z.string().optional(),
  /** The unit whose matter it is; none where that isn't known yet. */
  agency: Unit.optional(),
  /** The other unit of a matter between two. */
  counterpart: Unit.optional(),
  district: DistrictId.optional(),
  to: StepId,
  clocks: ClockMoves,
});
const Contributed = z.strictObject({
  type: z.literal('contributed'),
  stage: StepId,
  command: CommandName,
  as: z.string(),
  /** The unit that was named as the source. */
  source: AgencyId.optional(),
});
const Decided = z.strictObject({
  type: z.literal('decided'),
  stage: StepId,
  /** What counts; at a joint stage not always what the last one to act found. */
  command: CommandName,
  /** What each party of a joint stage found, in the order of their acts. */
  findings: z.array(z.strictObject({ as: z.string(), command: CommandName })).optional(),
  to: StepId,
  outcome: Outcome.optional(),
  terms: Terms.optional(),
  agreement: AgreementRef.optional(),
  /** The unit to which it is passed from here on. */
  agency: Unit.optional(),
  /** The unit that was found to be the source. */
  source: AgencyId.optional(),
  /** The dataset that came of it. */
  datasetId: DatasetId.optional(),
  clocks: ClockMoves,
});
/** The platform led it on: a duration has passed, or what was waited for has happened elsewhere. */
const Moved = z.strictObject({
  type: z.literal('moved'),
  stage: StepId,
  why: z.enum(['lapsed', 'fulfilled']),
  clause: ClauseId,
  to: StepId,
  outcome: Outcome.optional(),
  clocks: ClockMoves,
});
const Referred = z.strictObject({ type: z.literal('referred'), stage: StepId });
const Advised = z.strictObject({ type: z.literal('advised'), stage: StepId });
const Applied = z.strictObject({
  type: z.literal('applied'),
  step: StepId,
  effect: EffectName,
  to: StepId,
  grantId: GrantId.optional(),
  clocks: ClockMoves,
});
const Supplemented = z.strictObject({ type: z.literal('supplemented'), stage: StepId });
const ExtensionRequested = z.strictObject({
  type: z.literal('extension-requested'),
  stage: StepId,
  clause: ClauseId,
  /** Days added to the period as it stands, whichever way the rule counts. */
  days: z.int().positive(),
});
const ExtensionDecided = z.strictObject({
  type: z.literal('extension-decided'),
  stage: StepId,
  clause: ClauseId,
  granted: z.boolean(),
  days: z.int().positive(),
});
const milestone = { clause: ClauseId, epoch: z.int().positive(), dueOn: LocalDate, legalAt: Instant };
const Reminded = z.strictObject({ type: z.literal('reminded'), ...milestone });
const Overdue = z.strictObject({ type: z.literal('overdue'), ...milestone });
const ClockRestarted = z.strictObject({
  type: z.literal('clock-restarted'),
  clause: ClauseId,
  epoch: z.int().positive(),
});
const FlowRestarted = z.strictObject({ type: z.literal('flow-restarted'), run: z.int().positive() });

/** What happened, as the ledger has it. */
export const EventBody = z.discriminatedUnion('type', [
  Received,
  Contributed,
  Decided,
  Applied,
  Moved,
  Referred,
  Advised,
  Supplemented,
  ExtensionRequested,
  ExtensionDecided,
  Reminded,
  Overdue,
  ClockRestarted,
  FlowRestarted,
]);
export type EventBody = z.infer<typeof EventBody>;

/** A link of a case's chain. `contentHash` is salted and stands for what is kept beside it. */
export const CaseEvent = z.strictObject({
  at: Instant,
  by: By,
  body: EventBody,
  contentHash: z.string().optional(),
  seq: z.int().positive(),
  prevHash: z.string(),
  hash: z.string(),
});
export type CaseEvent = z.infer<typeof CaseEvent>;

/** Kept beside the chain so that it can be erased: who acted, and what they wrote. */
export const Aside = z.strictObject({
  salt: z.string(),
  subject: z.string(),
  name: z.string().optional(),
  /** Of a receipt: whose use is in question. */
  respondent: z.string().optional(),
  content: z.json().optional(),
});
export type Aside = z.infer<typeof Aside>;

/** An event with what stands beside it, as it is stored. */
export const RecordedEvent = z.strictObject({ event: CaseEvent, aside: Aside.optional() });
export type RecordedEvent = z.infer<typeof RecordedEvent>;

/** Marks and restarts leave the version alone: nobody's view of the case became stale by them. */
export const countsAsVersion = (body: EventBody): boolean =>
  !['reminded', 'overdue', 'clock-restarted', 'flow-restarted'].includes(body.type);
