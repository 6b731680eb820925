import { expect, it } from 'vitest';
import { survey } from './survey.ts';

// 2,000 in an ordinary test run; the gate asks for 20,000 by the environment.
const all = Number(process.env.HISTORIES ?? 2000);
const seeds = [20260921, 20261001] as const;

/** Half of the random histories, so that two workers share them. */
export function surveyed(half: 0 | 1): void {
  it(`${all / 2} random histories over the real definitions and handlers hold every invariant`, {
    timeout: 3_000_000,
  }, async () => {
    const { histories, transitions, ...held } = await survey(all / 2, seeds[half]);
    console.info(`${histories} histories, ${transitions} saved transitions; held: ${JSON.stringify(held)}`);
    expect(histories).toBe(all / 2);
    for (const [what, count] of Object.entries(held)) {
      expect(count, `histories with ${what}, of ${histories}`).toBeGreaterThanOrEqual(histories / 20);
    }
  });
}
