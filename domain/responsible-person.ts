import { z } from 'zod';
import { line } from './catalog/text.ts';
import { PersonRole } from './policy/procedure.ts';

/** Who answers for something in a unit: 责任人, 首席数据官. */
export const ResponsiblePerson = z.strictObject({
  role: PersonRole,
  name: line(50),
  position: line(100).exactOptional(),
  section: line(100).exactOptional(),
  phone: line(50),
});
export type ResponsiblePerson = z.infer<typeof ResponsiblePerson>;
