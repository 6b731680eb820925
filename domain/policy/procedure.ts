import { z } from 'zod';
import { ClauseId } from '../ids.ts';
import { Text } from '../refusal.ts';
import { PeriodRule } from './period.ts';
import { Actor, CommandName, EffectName, Outcome, StepId } from './words.ts';

/** What a command may bring beside its reasons; see `domain/case/command.ts`. */
export const Carried = z.enum(['basis', 'agency', 'datasetId', 'days', 'answer', 'informed', 'notice', 'source']);
export type Carried = z.infer<typeof Carried>;

/** Where a decision leads, what it makes of the case, and what the law wants said with it. */
export const Decision = z.strictObject({
  to: StepId,
  outcome: Outcome.optional(),
  /** `reason`: one is required; `all-reasons`: all of them, at once (一次性告知). */
  needs: z.enum(['reason', 'all-reasons']).optional(),
  /** What must be said beside: the basis of a refusal, the unit it is passed to, the dataset that was opened … */
  carries: z.array(Carried).optional(),
  /** What may be said beside. */
  mayCarry: z.array(Carried).optional(),
  /** The authorities that must have been informed, each to be named. */
  informs: z.array(Text).min(1).optional(),
  /** Who may decide so instead of the stage's actors; whoever isn't among those may, and isn't waited for. */
  by: z.array(Actor).optional(),
  /** At a joint stage: takes effect although the others haven't acted. */
  alone: z.boolean().optional(),
  /** It lengthens a period that goes on at the next stage, without anybody's consent. */
  extends: z.strictObject({ clause: ClauseId, days: z.int().positive() }).optional(),
  /** Only once the agency has prepared corrected data that can be put before the public (处理后). */
  onlyAfter: z.literal('correction').optional(),
});
export type Decision = z.infer<typeof Decision>;

/** 主要负责人, 首席数据官, 数据开放工作责任人, 安全管理责任人. */
export const PersonRole = z.enum(['principal', 'chief-data-officer', 'data-opening', 'security']);
export type PersonRole = z.infer<typeof PersonRole>;

/** What may be waited for: a newer release of the dataset; the agency's register of its responsible persons; a report on use. */
const Fulfilment = z.strictObject({
  by: z.enum(['newer-release', 'responsible-persons', 'usage-report']),
  /** Whom the register must name, beside anybody else. */
  names: z.array(PersonRole).optional(),
  to: StepId,
  outcome: Outcome,
});
export type Fulfilment = z.infer<typeof Fulfilment>;

export const Stage = z.strictObject({
  kind: z.literal('stage'),
  title: Text,
  clause: ClauseId,
  by: z.array(Actor).min(1),
  /**
   * All actors must act; where their findings differ, that of `prevails` counts, and `aloneWhenOverdue` it counts
   * without the others', so that nobody's silence keeps a case for ever.
   */
  jointly: z.strictObject({ prevails: Actor.optional(), aloneWhenOverdue: z.boolean().optional() }).optional(),
  within: z.array(PeriodRule),
  /** What is signed here; 公共数据开放利用协议 unless it says so. */
  agreement: Text.optional(),
  decisions: z.partialRecord(CommandName, Decision),
  /** The case rests here: its actors may act, but nobody is waited for. */
  rests: z.literal(true).optional(),
  /** Whom the reminder reaches beside those who act: every unit of the city, where each contributes to what is due. */
  reminds: z.literal('every-agency').optional(),
  /** Who may add documents while the case stands here. */
  supplementedBy: z.array(Actor).optional(),
  /** What the platform waits for to happen elsewhere, and where the case goes when it has. */
  fulfilment: Fulfilment.optional(),
});
export type Stage = z.infer<typeof Stage>;

/** What the platform itself does at a step, before it leads on. */
export const Effect = z.strictObject({
  kind: z.literal('effect'),
  does: EffectName,
  title: Text,
  clause: ClauseId,
  then: StepId,
});
export type Effect = z.infer<typeof Effect>;

export const Step = z.discriminatedUnion('kind', [Stage, Effect]);
export type Step = z.infer<typeof Step>;

/** Who may file. `other-unit`: staff of any unit but the one that it is about; `platform`: nobody, see `Duty`. */
export const Filer = z.enum([
  'registered',
  'real-name',
  'agency-staff',
  'other-unit',
  'municipal-regulator',
  'same-level-regulator',
  'government',
  'expert',
  'operator',
  'platform',
]);
export type Filer = z.infer<typeof Filer>;

/** Who may file, and under what conditions (资格). */
export const FilingRule = z.strictObject({
  by: z.union([Filer, z.array(Filer).min(1)]),
  clause: ClauseId,
  /** A person or organisation on a dishonesty list (失信名单) is refused. */
  refusesDishonest: z.boolean().optional(),
  /** What the form has to tell here, though it needn't everywhere. */
  asks: z
    .array(z.enum(['reason', 'basis']))
    .min(1)
    .optional(),
  /** One person has one such case of a kind open about a dataset at a time. */
  oneOpenAtATime: z.boolean().optional(),
  /** Who files is told to the regulators alone, never to the unit that it is about (举报人保密). */
  confidential: z.literal(true).optional(),
});
export type FilingRule = z.infer<typeof FilingRule>;

/** The step at which a filing opens: the first whose conditions all hold. */
export const Opening = z.strictObject({
  kinds: z.array(z.string()).optional(),
  /** The level of the unit whose matter it is. */
  level: z.enum(['municipal', 'district']).optional(),
  /** A unit that is itself a regulator, one that a department leads, or a public service body (公共服务组织). */
  unit: z.enum(['regulator', 'led-by-department', 'public-service']).optional(),
  at: StepId,
});
export type Opening = z.infer<typeof Opening>;

const DutyFor = z.enum(['city', 'district', 'agency', 'open-dataset', 'closed-dataset', 'grant']);
export type DutyFor = z.infer<typeof DutyFor>;

/**
 * A duty that recurs without anybody's filing: the platform opens its case for the whole city, each district, unit,
 * dataset or grant, of a kind that is called after it. One whose first stage has a date gets a case for each such date;
 * any other gets one for each release of a dataset, or one in all.
 */
export const Duty = z.strictObject({
  for: z.union([DutyFor, z.array(DutyFor).min(1)]),
  /** How many days before its date a case is opened; without it the day after the one before. */
  daysAhead: z.int().positive().optional(),
});
export type Duty = z.infer<typeof Duty>;

export const Procedure = z.strictObject({
  title: Text,
  clause: ClauseId,
  filing: FilingRule,
  /** The portal of another authority at which it is applied for first. */
  portal: z.url({ protocol: /^https?$/ }).optional(),
  opens: z.array(Opening).min(1),
  steps: z.record(StepId, Step),
  /** Where a withdrawal by the filing party leads, and from which stages it is possible. */
  withdraw: z.strictObject({ from: z.array(StepId).min(1), to: StepId }).optional(),
  /** Who may refer a case to the expert committee, whose opinions are recorded on it; no clock stops. */
  referral: z.strictObject({ by: z.array(Actor).min(1), clause: ClauseId }).optional(),
  duty: Duty.optional(),
});
export type Procedure = z.infer<typeof Procedure>;

/** Every step to which a way leads from the given one, itself among them; `closed` where it ends. */
export function reachable(steps: Procedure['steps'], from: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(from)) return seen;
  seen.add(from);
  const step = steps[from];
  const next =
    step?.kind === 'effect'
      ? [step.then]
      : [
          ...Object.values(step?.decisions ?? {}).map(({ to }) => to),
          ...(step?.within ?? []).flatMap(({ lapsesTo }) => lapsesTo ?? []),
          ...(step?.fulfilment === undefined ? [] : [step.fulfilment.to]),
        ];
  for (const to of next) reachable(steps, to, seen);
  return seen;
}

export const filersOf = ({ filing }: Procedure): readonly Filer[] => [filing.by].flat();
