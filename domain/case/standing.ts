import { Refusal } from '../refusal.ts';
import type { Case } from './case.ts';

/** What a refused caller is told of the case. */
export const standing = (kase: Case): unknown => ({
  id: kase.id,
  state: kase.stands === 'closed' ? 'closed' : 'open',
  stage: kase.stands,
  version: kase.version,
  ...(kase.outcome === undefined ? {} : { outcome: kase.outcome }),
});

export const notNow = (kase: Case, command: string): Refusal =>
  new Refusal(
    'not-now',
    {
      zh: `办件 ${kase.id} 现处于“${kase.stands}”,此时不能执行“${command}”`,
      en: `case ${kase.id} stands at "${kase.stands}"; "${command}" can't be given there`,
    },
    { state: standing(kase) },
  );
