import type { ClockMoves } from '../../domain/case/clock.ts';
import { clocksOnArrival } from '../../domain/case/move.ts';
import { clockOfEpoch, hasLapsed } from '../../domain/case/tick.ts';
import type { ClauseId } from '../../domain/ids.ts';
import { procedureOfCase } from '../../domain/policy/policy.ts';
import type { Platform } from '../../functions/platform.ts';
import { Outrun } from '../../functions/stores/cases.ts';
import { ring } from '../../functions/stores/doorbell.ts';
import { arrivals } from '../../functions/stores/notices.ts';
import { ClockInput } from './payloads.ts';

/** Leads a case on when what may last only so long has lasted so long. Whoever ended it before, has ended it. */
export const lapse =
  (p: Platform) =>
  async (input: unknown): Promise<{ lapsed: boolean }> => {
    const { clock } = ClockInput.parse(input);
    const kase = await p.cases.load(clock.caseId);
    const running = clockOfEpoch(kase, clock.clause, clock.epoch);
    const to = running?.rule.lapsesTo;
    const now = p.now();
    if (running === undefined || to === undefined || !hasLapsed(running, await p.calendar(), now)) {
      return { lapsed: false };
    }
    const procedure = procedureOfCase(p.city, kase);
    const body = {
      type: 'moved' as const,
      stage: kase.stands,
      why: 'lapsed' as const,
      clause: running.clause,
      to,
      clocks: withEnded(clocksOnArrival(kase, procedure, to, now), running.clause),
    };
    const ruling = { body, by: { role: 'platform' as const }, subject: 'platform' };
    try {
      const next = await p.cases.append(kase, { ruling, now, salt: p.salt() }, procedure, (after) =>
        arrivals(after, procedure, now),
      );
      await ring(p, next);
    } catch (error) {
      // Somebody acted meanwhile: the clock's machine evaluates again.
      if (error instanceof Outrun) return { lapsed: false };
      throw error;
    }
    p.log({ event: 'lapsed', caseId: kase.id, clause: clock.clause });
    return { lapsed: true };
  };

/** What has lapsed is over, from whenever it was counted: else it would lapse again and again until the case is closed. */
const withEnded = ({ opened, ended }: ClockMoves, clause: ClauseId): ClockMoves => ({
  opened,
  ended: [...new Set([...ended, clause])],
});
