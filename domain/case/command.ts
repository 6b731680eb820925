import { z } from 'zod';
import { line, paragraph } from '../catalog/text.ts';
import { AgencyId, ClauseId, DatasetId } from '../ids.ts';
import type { CommandName } from '../policy/words.ts';
import { mostAttachments } from './attachment.ts';
import { Terms } from './event.ts';

const reason = paragraph(4000);
const reasons = z.array(reason).min(1).max(100);
const ifVersion = z.int().positive().optional();
const said = { reason: reason.optional(), reasons: reasons.optional(), ifVersion };

/** What a decision may bring beside its reasons; which of it, the regulation says (`Decision.carries`). */
const carried = {
  /** The law, regulation or decision that a refusal rests on. */
  basis: paragraph(2000).optional(),
  /** The unit to which the case is passed. */
  agency: AgencyId.optional(),
  /** The unit that is the source of the data (数源单位). */
  source: AgencyId.optional(),
  /** The dataset that came of it. */
  datasetId: DatasetId.optional(),
  /** The days set for what follows. */
  days: z.int().positive().max(366).optional(),
  /** How, when and on what terms it is given (DZ-27c 明确方式、时间、要求). */
  answer: z.strictObject({ mode: paragraph(1000), time: paragraph(1000), requirements: paragraph(2000) }).optional(),
  /** The authorities that were informed. */
  informed: z.array(line(100)).min(1).max(20).optional(),
  /** What the public is told. */
  notice: z.strictObject({ title: line(200), text: paragraph(4000) }).optional(),
};

const plain = <Name extends CommandName>(name: Name) =>
  z.strictObject({ command: z.literal(name), ...said, ...carried });

/** What moves a case. Whether a reason is required is the regulation's matter, not the shape's. */
export const Command = z.discriminatedUnion('command', [
  plain('pass'),
  plain('return'),
  plain('resubmit'),
  z.strictObject({ command: z.literal('approve'), ...said, ...carried, ...Terms.shape }),
  plain('refuse'),
  z.strictObject({ command: z.literal('sign'), ...said, textSha256: z.string().optional() }),
  plain('decline'),
  plain('withdraw'),
  z.strictObject({
    command: z.literal('supplement'),
    ...said,
    statement: paragraph(10_000),
    /** The ids of checked uploads of this case. */
    attachments: z.array(z.string()).max(mostAttachments).optional(),
  }),
  z.strictObject({
    command: z.literal('request-extension'),
    ...said,
    /** As many as the clause allows, without it. */
    days: z.int().positive().optional(),
    clause: ClauseId.optional(),
  }),
  plain('grant-extension'),
  plain('deny-extension'),
  plain('confirm-error'),
  plain('confirm-infringement'),
  plain('unfounded'),
  plain('take-down'),
  plain('restore'),
  plain('reopen'),
  plain('refer'),
  plain('advise'),
  plain('verify'),
  plain('restrict'),
  plain('close'),
  plain('end'),
  plain('appeal'),
  plain('warn'),
  plain('promote'),
]);
export type Command = z.infer<typeof Command>;

/** The JSON Schema of one command, for `allowedCommands`. */
export function commandSchema(name: CommandName): unknown {
  const found = Command.options.find((option) => option.shape.command.value === name);
  return found === undefined ? undefined : z.toJSONSchema(found);
}
