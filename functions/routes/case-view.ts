import { z } from 'zod';
import { Instant, LocalDate } from '../../domain/calendar/dates.ts';
import { Deadline } from '../../domain/case/deadline.ts';
import { CaseId, DatasetId, DistrictId } from '../../domain/ids.ts';
import { CommandName, Outcome, ProcedureName } from '../../domain/policy/words.ts';

const TimelineEntry = z.object({
  at: Instant,
  type: z.string(),
  by: z.string(),
  stage: z.string().optional(),
  command: z.string().optional(),
  to: z.string().optional(),
  outcome: Outcome.optional(),
  clause: z.string().optional(),
  reasons: z.array(z.string()).optional(),
  /** The law or decision that a refusal rests on; how, when and on what terms something is given. */
  basis: z.string().optional(),
  /** The unit that was named as the source. */
  source: z.string().optional(),
  answer: z.object({ mode: z.string(), time: z.string(), requirements: z.string() }).optional(),
  /** The authorities that were informed, and what the public was told. */
  informed: z.array(z.string()).optional(),
  notice: z.object({ title: z.string(), text: z.string() }).optional(),
  /** Of a joint decision: what each party found, in the order of their acts. */
  findings: z.array(z.object({ as: z.string(), command: CommandName })).optional(),
  /** Of a supplement: what was added, and the uploads with it. */
  statement: z.string().optional(),
  attachments: z.array(z.string()).optional(),
});

export const CaseSummary = z.object({
  id: CaseId,
  procedure: ProcedureName,
  state: z.enum(['open', 'closed']),
  stage: z.string(),
  settled: z.boolean(),
  version: z.int(),
  datasetId: DatasetId.optional(),
  district: DistrictId.optional(),
  kind: z.string().optional(),
  receivedAt: Instant,
  policyVersion: z.string(),
  parties: z.array(z.object({ role: z.string(), id: z.string().optional(), name: z.string().optional() })),
  outcome: Outcome.optional(),
  agreementId: z.string().optional(),
  grantId: z.string().optional(),
  deadlines: z.array(Deadline.partial({ explain: true })),
});

/** The version under which the case was received, and whether it was in force then. */
const Regulation = z.object({
  version: z.string(),
  title: z.string(),
  inForce: z.object({ from: LocalDate.optional(), to: LocalDate.optional() }),
  onReceipt: z.enum(['in-force', 'not-yet', 'expired']),
  /** What holds for a case that outlasts it. */
  transition: z.string(),
  notice: z.string().exactOptional(),
});

export const CaseView = CaseSummary.extend({
  regulation: Regulation,
  filing: z.unknown(),
  reasons: z.array(z.string()).optional(),
  deadlines: z.array(Deadline),
  timeline: z.array(TimelineEntry),
  allowedCommands: z.array(z.object({ command: CommandName, schema: z.unknown() })),
});
export type CaseView = z.infer<typeof CaseView>;
export type CaseSummary = z.infer<typeof CaseSummary>;
