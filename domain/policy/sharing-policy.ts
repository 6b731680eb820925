import { z } from 'zod';
import { ClauseId } from '../ids.ts';

const cited = { clause: ClauseId };

/** What a city's regulation asks of the sharing (共享) between units. A rule that its text doesn't have is absent. */
export const SharingPolicy = z.strictObject({
  /** What is shared unconditionally, units get directly, without asking for it. */
  directly: z.strictObject(cited).optional(),
  /** What isn't shared as it is may be asked for all the same, and is then given after treatment (脱敏等处理). */
  treated: z.strictObject(cited).optional(),
  /** The asking unit commits itself as it files. */
  commitment: z.strictObject(cited).optional(),
  /** What a unit was given it doesn't pass on: neither by a key nor in a catalog of its own. */
  notPassedOn: z.strictObject(cited).optional(),
  /** The unit that uses it keeps records of its use for so many years at least. */
  useRecords: z.strictObject({ years: z.int().positive(), ...cited }).optional(),
});
export type SharingPolicy = z.infer<typeof SharingPolicy>;
