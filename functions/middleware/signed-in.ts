import type { Caller, Person } from '../../domain/access/caller.ts';
import { Refusal } from '../../domain/refusal.ts';

/** The person who calls; whoever isn't signed in is refused. */
export function signedIn(caller: Caller): Person {
  if (caller.kind === 'person') return caller;
  throw new Refusal('sign-in-required', { zh: '请先登录', en: 'please sign in first' });
}
