import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startHostProcess } from '../../builders/host.ts';

// Kills at random moments of richer lives are in test/scenarios/kill.test.ts.
const TIMEOUT_MS = 1_200_000;

it(
  'goes on with the samples where it was killed, and puts each in once',
  async () => {
    const stateDir = mkdtempSync(join(tmpdir(), 'laptop-host-'));
    for (const milliseconds of [700, 1200, 1700, 2500, 3500]) {
      const starting = startHostProcess({ stateDir, killAfter: milliseconds }).catch(() => undefined);
      await (await starting)?.stop();
    }
    const host = await startHostProcess({ stateDir });
    const { body } = await host.call<{ items: { title: string }[] }>('GET', '/v1/datasets');
    const own = await host.call<{ total: number }>('GET', '/v1/datasets?box=own', { as: 'other-agency-clerk' });
    await host.stop();
    await rm(stateDir, { recursive: true });

    expect(new Set(body.items.map(({ title }) => title)).size).toBe(3);
    expect(body.items).toHaveLength(3);
    expect(own.body.total).toBe(2);
  },
  TIMEOUT_MS,
);
