import type { JWTPayload } from 'jose';
import { z } from 'zod';
import { Person, Role } from '../../domain/access/caller.ts';

/** What the city's identity provider says of a person. The names of its claims stand here and nowhere else. */
const Claims = z.object({
  sub: z.string().min(1),
  name: z.string().optional(),
  roles: z.array(z.string()).default([]),
  agency: z.string().optional(),
  district: z.string().optional(),
  /** How surely it knows the person; the two below say it in detail. */
  assurance: z.enum(['anonymous', 'registered', 'real-name']).optional(),
  real_name: z.enum(['none', 'person', 'organisation']).optional(),
  /** 统一社会信用代码: it is an organisation. */
  org: z.string().optional(),
  dishonest: z.boolean().default(false),
});
type Claims = z.infer<typeof Claims>;

/** The person of a verified token, or undefined where its claims make none. Roles of other systems are passed over. */
export function personOf(payload: JWTPayload): Person | undefined {
  const claims = Claims.safeParse(payload).data;
  if (claims === undefined) return undefined;
  const { sub, name, roles, agency, district, dishonest } = claims;
  return Person.safeParse({
    kind: 'person',
    subject: sub,
    ...(name === undefined ? {} : { name }),
    roles: roles.filter((role) => Role.safeParse(role).success),
    ...(agency === undefined ? {} : { agency }),
    ...(district === undefined ? {} : { district }),
    realName: realNameOf(claims),
    dishonest,
  }).data;
}

function realNameOf({ real_name, assurance, org }: Claims): Person['realName'] {
  if (real_name !== undefined) return real_name;
  if (assurance !== 'real-name') return 'none';
  return org === undefined ? 'person' : 'organisation';
}
