import { z } from 'zod';
import { Instant } from '../calendar/dates.ts';
import { line, paragraph } from '../catalog/text.ts';

const named = { name: line(100), text: paragraph(2000) };

/**
 * 行为规范和安全责任 (CQ-19b), the prohibited acts and the cases in which the service ends (CQ-I5), as the municipal
 * regulator writes them: no list of them is the platform's own.
 */
export const RulesOfConduct = z.strictObject({
  duties: z
    .array(z.strictObject({ of: z.enum(['user', 'agency']), text: paragraph(2000) }))
    .min(1)
    .max(200),
  prohibited: z.array(z.strictObject({ of: z.enum(['user', 'agency', 'operator']), ...named })).max(200),
  terminations: z.array(z.strictObject(named)).max(100),
});
export type RulesOfConduct = z.infer<typeof RulesOfConduct>;

/** The rules in one version; a case of acceptance is of one version, and a new one asks again. */
export const PublishedRules = RulesOfConduct.extend({ version: z.int().positive(), publishedAt: Instant });
export type PublishedRules = z.infer<typeof PublishedRules>;
