import { type Instant, instantOf } from '../../domain/calendar/dates.ts';

/** `at('2026-09-21 09:00')`: what a clock on a wall in the city shows; seconds may follow. */
export const at = (local: string): Instant => instantOf(Date.parse(`${local.replace(' ', 'T')}+08:00`));
