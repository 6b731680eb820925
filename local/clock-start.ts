import { dayNumberOf, Instant, instantOf, LocalDate, localDateOf, millisOf } from '../domain/calendar/dates.ts';

export interface ClockStart {
  /** Epoch milliseconds; absent: the machine's time. */
  start?: number;
  /** What the user should know of it. */
  word?: string;
}

// The longest statutory period with its extension is 20 working days: some 30 days, twice that over the new year.
const DAYS_AHEAD = 60;

/** A Monday at nine o'clock in China, ten days before the holidays of a year whose calendar is known. */
const DEFAULT_START = Instant.parse('2026-09-21T01:00:00.000Z');

/**
 * Where a clock that was never started begins: where it is asked to; else now, but earlier where hardly any published
 * days lie ahead, for then every due date would be provisional.
 */
export function clockStart(wanted: number | undefined, machineNow: number, lastPublishedYear: number): ClockStart {
  if (wanted !== undefined) return { start: wanted };
  const today = localDateOf(instantOf(machineNow));
  const daysAhead = dayNumberOf(LocalDate.parse(`${lastPublishedYear}-12-31`)) - dayNumberOf(today);
  if (daysAhead >= DAYS_AHEAD) return {};
  return {
    start: millisOf(DEFAULT_START),
    word:
      `The State Council's calendar is published to the end of ${lastPublishedYear}, and today is ${today}: the clock ` +
      'starts at 09:00 on 2026-09-21 instead, well before that end. CLOCK_START sets another day.',
  };
}

/** What `CLOCK_START` asks for: a day, that is its nine o'clock in China, or an instant. */
export function wantedStart(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  const day = LocalDate.safeParse(text);
  const instant = Date.parse(day.success ? `${text}T09:00:00+08:00` : text);
  const named = day.success || /T.*(Z|[+-]\d\d:\d\d)$/.test(text);
  if (named && !Number.isNaN(instant)) return instant;
  throw new Error(`CLOCK_START is ${text}; it must be a day (2026-09-21) or an instant (2026-09-21T01:00:00Z)`);
}
