import { z } from 'zod';
import { ClauseId } from '../ids.ts';
import type { CommandName } from '../policy/words.ts';
import { mostAttachments } from './attachment.ts';
import { Terms } from './event.ts';

const reason = z.string().trim().min(1).max(4000);
const reasons = z.array(reason).min(1).max(100);
const ifVersion = z.int().positive().optional();
const said = { reason: reason.optional(), reasons: reasons.optional(), ifVersion };

const plain = <Name extends CommandName>(name: Name) => z.strictObject({ command: z.literal(name), ...said });

/** What moves a case. Whether a reason is required is the regulation's matter, not the shape's. */
export const Command = z.discriminatedUnion('command', [
  plain('pass'),
  plain('return'),
  plain('resubmit'),
  z.strictObject({ command: z.literal('approve'), ...said, ...Terms.shape }),
  plain('refuse'),
  z.strictObject({ command: z.literal('sign'), ...said, textSha256: z.string().optional() }),
  plain('decline'),
  plain('withdraw'),
  z.strictObject({
    command: z.literal('supplement'),
    ...said,
    statement: z.string().trim().min(1).max(10_000),
    /** The ids of checked uploads of this case. */
    attachments: z.array(z.string()).max(mostAttachments).optional(),
  }),
  z.strictObject({
    command: z.literal('request-extension'),
    ...said,
    days: z.int().positive(),
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
]);
export type Command = z.infer<typeof Command>;

/** The JSON Schema of one command, for `allowedCommands`. */
export function commandSchema(name: CommandName): unknown {
  const found = Command.options.find((option) => option.shape.command.value === name);
  return found === undefined ? undefined : z.toJSONSchema(found);
}
