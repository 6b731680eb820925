import fc from 'fast-check';
import { it } from 'vitest';
import { acts, live, openings } from './commands.ts';

const mine = [
  'demand',
  'unit-demand',
  'catalog-change',
  'catalog-extension',
  'openness-proposal',
  'industry-entry',
  'new-system',
  'opening-plan',
  'demand-solicitation',
  'census',
];
it('mine', async () => {
  let n = 0;
  await fc.assert(
    fc.asyncProperty(
      openings.filter((o) => mine.includes(o.beginning.procedure)),
      fc.array(acts, { minLength: 1, maxLength: 25 }),
      async (o, h) => {
        n++;
        await live(o, h);
      },
    ),
    { numRuns: 150, seed: 7, endOnFailure: true },
  );
  console.log('lived', n);
}, 500_000);
