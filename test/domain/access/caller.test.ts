import { expect, it } from 'vitest';
import { anonymous, Caller, has, Role } from '../../../domain/access/caller.ts';

const person = { kind: 'person', subject: 'a', roles: ['regulator'], realName: 'none', dishonest: false } as const;

it('a caller is nobody, or a person', () => {
  expect(Caller.parse(anonymous)).toEqual({ kind: 'anonymous' });
  expect(Caller.parse(person)).toEqual(person);
  expect(Caller.safeParse({ ...person, kind: 'key' }).success).toBe(false);
});

it.each([
  { subject: '' },
  { roles: ['mayor'] },
  { realName: 'somehow' },
  { dishonest: undefined },
])('no person is known by %o', (over) => {
  expect(Caller.safeParse({ ...person, ...over }).success).toBe(false);
});

it('a role is had by whom it was given to', () => {
  const caller = Caller.parse(person);
  if (caller.kind !== 'person') throw new Error('a person was given');
  expect(Role.options.filter((role) => has(caller, role))).toEqual(['regulator']);
});
