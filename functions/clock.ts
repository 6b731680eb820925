import { type Instant, instantOf } from '../domain/calendar/dates.ts';

/** The functions' clock: the one place outside the laptop host that reads the machine's. */
export const systemClock = (): Instant => instantOf(Date.now());
