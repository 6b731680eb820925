import { expect, it } from 'vitest';
import { durationOf } from '../../../local/duration.ts';

const hour = 3_600_000;

it.each([
  ['P3D', 72 * hour],
  ['PT12H', 12 * hour],
  ['P1DT2H', 26 * hour],
  ['P2W', 336 * hour],
  ['PT90M', 1.5 * hour],
  ['PT0.5S', 500],
  ['P0D', 0],
])('reads the ISO 8601 duration %s', (text, milliseconds) => {
  expect(durationOf(text)).toBe(milliseconds);
});

it.each([
  '',
  'P',
  'PT',
  'P1DT',
  '3D',
  'P1M',
  'P1Y',
  'P1W2D',
  '-P1D',
  'P1.5D',
  'p3d',
])('takes %j for none: what has no length of its own is refused', (text) => {
  expect(durationOf(text)).toBeUndefined();
});
