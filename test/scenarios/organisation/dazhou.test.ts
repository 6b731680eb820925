import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, startHostProcess } from '../../builders/host.ts';
import { answered, type CaseView, get, give, inbox, object, type Page, post, seen, stationsCsv } from '../acting.ts';
import { opened } from '../catalog/opening.ts';

// Who takes part in Dazhou, and how long its measure is in force. The host's clock stands at its last days.

let host: HostProcess;
let datasetId: string;

beforeAll(async () => {
  host = await startHostProcess({ city: 'dazhou', clockStart: '2030-02-26' });
  datasetId = await opened(host, { entry: { title: '达州点位' }, csv: stationsCsv });
});
afterAll(() => host?.stop());

interface Agency {
  id: string;
  kind: string;
  district?: string;
  regulatedBy: string;
}
const organisation = () =>
  get<{ agencies: Agency[]; districts: { id: string; kind: string; ownRegulator: boolean }[] }>(host, '/v1/agencies');
const agency = async (id: string): Promise<Agency | undefined> =>
  (await organisation()).agencies.find((each) => each.id === id);

it('DZ-3: a unit is a government department or a public service body, and everybody sees which', async () => {
  expect(await agency('ecology-bureau')).toMatchObject({ kind: 'department' });
  expect(await agency('tongchuan-water-company')).toMatchObject({ kind: 'public-service' });
});

it('DZ-5: a park’s committee manages the data of its area, as a level of its own', async () => {
  const { districts } = await organisation();
  expect(districts).toContainEqual(expect.objectContaining({ id: 'gaoxin', kind: 'park', ownRegulator: true }));
  expect(await agency('gaoxin-committee')).toMatchObject({ district: 'gaoxin', regulatedBy: 'gaoxin' });
});

it('DZ-5: it opens its data, and what is wrong with that is put right and verified in the park, not by a district or the city', async () => {
  const own = await opened(host, { entry: { title: '高新区点位' }, csv: stationsCsv, as: 'area-clerk' });
  expect(await get(host, `/v1/datasets/${own}`)).toMatchObject({ publisher: { id: 'gaoxin-committee' } });
  const { id } = await rectification('operator', 'gaoxin-committee');
  expect(await seen(host, id)).toMatchObject({ district: 'gaoxin' });
  expect((await give(host, id, 'agency-clerk', { command: 'resubmit', reason: '已改' })).status).toBe(403);
  await answered(give(host, id, 'area-clerk', { command: 'resubmit', reason: '已改' }));
  await host.settled(id);
  for (const as of ['district-regulator', 'regulator'])
    expect((await give(host, id, as, { command: 'verify' })).status, as).toBe(403);
  await answered(give(host, id, 'area-regulator', { command: 'verify' }));
  expect(await host.settled<CaseView>(id)).toMatchObject({ outcome: 'rectified' });
});

const rectification = (as: string, suggestedAgency: string): Promise<CaseView> =>
  post(host, '/v1/rectifications', { as, body: { suggestedAgency, statement: '质量问题' } });

describe('regulator and operator', () => {
  it('DZ-6: are two: the operator returns problems of quality, and decides nothing', async () => {
    const { id } = await rectification('operator', 'ecology-bureau');
    await answered(give(host, id, 'agency-clerk', { command: 'resubmit', reason: '已改' }));
    expect((await give(host, id, 'operator', { command: 'verify' })).status).toBe(403);
    expect((await seen(host, id, 'operator')).allowedCommands).toEqual([]);
    await answered(give(host, id, 'regulator', { command: 'verify' }));
  });

  it('DZ-6: a county without a regulator of its own has the municipal one; where there is one, it is that one’s', async () => {
    expect(await agency('wanyuan-health-bureau')).toMatchObject({ district: 'wanyuan', regulatedBy: 'municipal' });
    const { id } = await rectification('regulator', 'wanyuan-health-bureau');
    expect((await give(host, id, 'regulator', { command: 'verify' })).status).toBe(409);
    const body = { suggestedAgency: 'tongchuan-water-company', statement: '质量问题' };
    expect((await host.call('POST', '/v1/rectifications', { as: 'regulator', body })).status).toBe(403);
    expect((await rectification('district-regulator', 'tongchuan-water-company')).id).toBeTruthy();
  });
});

describe('the measure’s five years', () => {
  interface About {
    validity: string;
    expired: boolean;
    transition: string;
    notice?: string;
    inForce: object;
  }
  interface Case extends CaseView {
    policyVersion: string;
    regulation: { version: string; onReceipt: string; transition: string; notice?: string };
  }
  const about = () => get<About>(host, '/v1/about');
  let within: Case;

  it('DZ-53: last from 2025-03-01 to the end of February 2030: until then nothing is said', async () => {
    await host.moveTo('2030-02-28T23:00:00+08:00');
    expect(await about()).toMatchObject({
      validity: 'in-force',
      expired: false,
      inForce: { from: '2025-03-01', to: '2030-02-28' },
    });
    expect(await get(host, '/v1/datasets')).not.toHaveProperty('notice');
    within = (await object(host, datasetId, 'error')) as Case;
    expect(within.regulation).toMatchObject({ version: 'DZ-1', onReceipt: 'in-force' });
    expect(within.regulation).not.toHaveProperty('notice');
    expect((await inbox(host, 'regulator')).map(({ kind }) => kind)).not.toContain('regulation-expired');
  });

  it('DZ-53: afterwards the city, its catalog and its cases say so, and by which version each case was begun', async () => {
    await host.moveTo('2030-03-01T01:00:00+08:00');
    const { expired, notice, transition } = await about();
    expect(expired).toBe(true);
    expect(notice).toContain('2030-02-28');
    expect(notice).toContain(transition);
    expect(await get(host, '/v1/datasets')).toMatchObject({ notice });
    expect(await get(host, `/v1/datasets/${datasetId}`)).toMatchObject({ notice });
    const before = (await seen(host, within.id)) as Case;
    expect(before.regulation).toMatchObject({ version: 'DZ-1', onReceipt: 'in-force', notice });
    const later = (await object(host, datasetId, 'omission', 'resident')) as Case;
    expect(later.regulation).toMatchObject({ version: 'DZ-1', onReceipt: 'expired', notice });
  });

  it('DZ-53: regulators of both levels are told, once', async () => {
    await host.advance('P3D');
    for (const as of ['regulator', 'district-regulator']) {
      const told = (await inbox(host, as)).filter(({ kind }) => kind === 'regulation-expired');
      expect(
        told.map(({ at }) => at),
        as,
      ).toEqual(['2030-02-28T16:00:00.000Z']);
    }
    const { items } = await get<Page<{ kind: string }>>(host, '/v1/inbox', 'agency-clerk');
    expect(items.map(({ kind }) => kind)).not.toContain('regulation-expired');
  });
});
