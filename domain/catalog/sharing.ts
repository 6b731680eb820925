import { z } from 'zod';
import { line, paragraph } from './text.ts';

/** 共享类型: 无条件共享、有条件共享、不予共享. */
export const SharingType = z.enum(['unconditional', 'conditional', 'none']);
export type SharingType = z.infer<typeof SharingType>;

/** 共享方式: by the platform's interface, as a file, as a database, or on a medium. */
export const SharingMode = z.enum(['interface', 'file', 'database', 'medium']);
export type SharingMode = z.infer<typeof SharingMode>;

/** What an agency states of sharing with other departments (DZ-19, JF-24). */
export const SharingAttribute = z.strictObject({
  type: SharingType,
  /** Why it isn't shared with all. */
  reason: paragraph(1000).optional(),
  conditions: z.array(line(500)).min(1).max(20).optional(),
  /** The law, regulation or state document. */
  basis: paragraph(1000).optional(),
  mode: SharingMode.optional(),
});
export type SharingAttribute = z.infer<typeof SharingAttribute>;

/** 共享属性: structured, or in the agency's own words where its city doesn't ask for more. */
export const Sharing = z.union([line(200), SharingAttribute]);
export type Sharing = z.infer<typeof Sharing>;

/** The structured attribute of an entry, if it has one. */
export const sharingOf = ({ sharing }: { sharing?: Sharing | undefined }): SharingAttribute | undefined =>
  typeof sharing === 'object' ? sharing : undefined;
