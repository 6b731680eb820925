import { afterAll, beforeAll, expect, it } from 'vitest';
import { type HostProcess, startHostProcess } from '../../builders/host.ts';
import { type CaseView, get, inbox, stationsCsv, submit } from '../acting.ts';
import { opened } from '../catalog/opening.ts';

// Jinfeng's measure ran out on 2025-08-01. It says so everywhere, and goes on.

let host: HostProcess;
let datasetId: string;

beforeAll(async () => {
  host = await startHostProcess({ city: 'jinfeng', clockStart: '2026-11-02' });
  datasetId = await opened(host, { entry: { title: '金凤点位' }, csv: stationsCsv });
});
afterAll(() => host?.stop());

it('JF-35: that it has expired is said of the city, in its catalog and on each case, and the platform goes on', async () => {
  const about = await get<{ expired: boolean; notice: string; transition: string }>(host, '/v1/about');
  expect(about).toMatchObject({ expired: true, inForce: { from: '2023-08-01', to: '2025-08-01' } });
  expect(about.notice).toContain('2025-08-01');
  expect(about.transition).not.toBe('');
  expect(await get(host, '/v1/datasets')).toMatchObject({ notice: about.notice });
  expect(await get(host, `/v1/datasets/${datasetId}`)).toMatchObject({ state: 'published', notice: about.notice });
  const kase = (await submit(host, datasetId)) as CaseView & { regulation: object };
  expect(kase.regulation).toMatchObject({ version: 'JF-1', onReceipt: 'expired', notice: about.notice });
});

it('JF-35: the centre is told once', async () => {
  await host.advance('P2D');
  const told = (await inbox(host, 'regulator')).filter(({ kind }) => kind === 'regulation-expired');
  expect(told.map(({ at }) => at)).toEqual(['2025-08-01T16:00:00.000Z']);
});

it('JF-34: a unit that is vertically managed takes part by reference, and is shown as such', async () => {
  const { agencies } = await get<{ agencies: { id: string; byReference?: string }[] }>(host, '/v1/agencies');
  expect(agencies.filter(({ byReference }) => byReference === 'JF-34').map(({ id }) => id)).toEqual(['tax-bureau']);
  const body = { suggestedAgency: 'tax-bureau', statement: '编目不全' };
  expect((await host.call('POST', '/v1/rectifications', { as: 'regulator', body })).status).toBe(201);
});
