import { z } from 'zod';
import { AgencyId, DistrictId } from '../ids.ts';

/** Roles that the city's identity provider vouches for. An `operator` runs the platform and decides nothing. */
export const Role = z.enum([
  'agency-clerk',
  'agency-reviewer',
  'agency-principal',
  'regulator',
  'government',
  'expert',
  'operator',
  'auditor',
]);
export type Role = z.infer<typeof Role>;

/** Somebody signed in. `subject` is the issuer's pseudonym; names stay out of logs and chains. */
export const Person = z.object({
  kind: z.literal('person'),
  subject: z.string().min(1),
  name: z.string().optional(),
  roles: z.array(Role),
  agency: AgencyId.optional(),
  /** A regulator's or unit's district; a regulator without one is municipal. */
  district: DistrictId.optional(),
  /** How the person was authenticated: registered only, or by real name as a person or an organisation. */
  realName: z.enum(['none', 'person', 'organisation']),
  /** On a list of 失信被执行人 or 严重违法失信企业, as the identity provider reports it. */
  dishonest: z.boolean(),
});
export type Person = z.infer<typeof Person>;

export const Anonymous = z.object({ kind: z.literal('anonymous') });
export type Anonymous = z.infer<typeof Anonymous>;

/** Who calls. An API key identifies its owner at the data service only; it is no person there. */
export const Caller = z.discriminatedUnion('kind', [Anonymous, Person]);
export type Caller = z.infer<typeof Caller>;

export const anonymous: Anonymous = { kind: 'anonymous' };

export const has = (person: Person, role: Role): boolean => person.roles.includes(role);
