import type { Calendar } from '../calendar/calendar.ts';
import type { Instant } from '../calendar/dates.ts';
import type { AgencyId } from '../ids.ts';
import type { Stage } from '../policy/procedure.ts';
import type { Actor, CommandName } from '../policy/words.ts';
import { Refusal } from '../refusal.ts';
import type { Case, Contribution } from './case.ts';
import { isRunning } from './clock.ts';
import { overdueSince } from './deadline.ts';
import { standing } from './standing.ts';

interface Act {
  as: Actor;
  command: CommandName;
  /** The unit that is named with it as the source. */
  source?: AgencyId;
}

interface Time {
  calendar: Calendar;
  now: Instant;
}

/** What counts at a joint stage, and what each party found, in the order of their acts. */
interface Finding {
  finding: CommandName;
  findings: { as: string; command: CommandName }[];
}

/**
 * What an act at a joint stage makes of it: with the last missing act the finding that counts. A party changes what it
 * found until then, and doesn't give the same twice, unless it now counts alone.
 */
export function jointFinding(kase: Case, act: Act, stage: Stage, time: Time): Finding | 'others-missing' {
  const alone = countsAlone(kase, act.as, stage, time);
  const before = kase.contributions.find((c) => c.as === act.as);
  if (before?.command === act.command && before.source === act.source && !alone) throw given(kase, act.command);
  const findings = [...othersWith(kase, act), act].map(({ as, command }) => ({ as, command }));
  if (alone) return { finding: act.command, findings };
  if (stage.by.some((each) => !findings.some(({ as }) => as === each))) return 'others-missing';
  const prevailing = findings.find(({ as }) => as === stage.jointly?.prevails);
  const agreed = findings.every(({ command }) => command === act.command);
  return { finding: agreed ? act.command : (prevailing?.command ?? act.command), findings };
}

/** What the other parties have contributed and stands beside an act: not what named another unit, for that is no agreement. */
const othersWith = (
  { contributions }: Pick<Case, 'contributions'>,
  { as, source }: { as: string; source?: AgencyId | undefined },
): readonly Contribution[] => contributions.filter((c) => c.as !== as && c.source === source);

/** Whether a party's finding counts without those of the others, who have let a period of the stage pass. */
export function countsAlone(kase: Case, actor: Actor, { jointly, within }: Stage, { calendar, now }: Time): boolean {
  if (jointly?.aloneWhenOverdue !== true || jointly.prevails !== actor) return false;
  const clauses = within.map(({ clause }) => clause);
  return kase.clocks.some(
    (clock) => isRunning(clock) && clauses.includes(clock.clause) && overdueSince(clock, calendar, now) !== undefined,
  );
}

const given = (kase: Case, command: CommandName): Refusal =>
  new Refusal(
    'not-now',
    {
      zh: `办件 ${kase.id}:您方已作出“${command}”,正等待其他方`,
      en: `case ${kase.id}: your side has given "${command}" already; it waits for the others`,
    },
    { state: standing(kase) },
  );
