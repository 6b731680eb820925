import { instantOf } from '../../domain/calendar/dates.ts';
import { clockOfEpoch, type Tick, tick } from '../../domain/case/tick.ts';
import type { Platform } from '../../functions/platform.ts';
import { EvaluateInput } from './payloads.ts';

/** What is due on a clock now, by the case's events and the calendar in force. */
export const evaluateClock =
  (p: Platform) =>
  async (input: unknown): Promise<Tick> => {
    const { clock, startedAt } = EvaluateInput.parse(input);
    const [kase, calendar] = await Promise.all([p.cases.load(clock.caseId), p.calendar()]);
    return tick(
      kase,
      clockOfEpoch(kase, clock.clause, clock.epoch),
      calendar,
      p.now(),
      instantOf(Date.parse(startedAt)),
    );
  };
