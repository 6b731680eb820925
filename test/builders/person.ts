import { Person } from '../../domain/access/caller.ts';

/** Somebody signed in: a registered citizen, unless said otherwise. */
export const person = (over: Partial<Record<keyof Person, unknown>> = {}): Person =>
  Person.parse({ kind: 'person', subject: 'citizen', roles: [], realName: 'none', dishonest: false, ...over });
