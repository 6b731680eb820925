import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostProcess, startHostProcess } from '../../builders/host.ts';
import {
  type CaseView,
  type DatasetView,
  draft,
  follow,
  get,
  linkTo,
  type Page,
  prepare,
  published,
  seen,
  submit,
  through,
  upload,
} from '../acting.ts';
import { changing } from '../catalog-building/changing.ts';

// CQ-I4: an emergency opens to everybody what is closed or conditional, and ends by itself. Whoever gets data signs in
// first, as CQ-23 asks of everything.

let host: HostProcess;

beforeAll(async () => {
  host = await startHostProcess({ city: 'chongqing', clockStart: '2026-11-02' });
});
afterAll(() => host?.stop());

// Not shared between units either, so that nothing of it is behind an open gate but for the emergency.
const closedEntry = { openness: 'closed', openingModes: [], legalBasis: '《突发事件应对法》', sharing: '不共享' };
const conditionalEntry = { openness: 'conditional', conditions: ['用于科研'], legalBasis: '《数据安全法》' };

/** A dataset that is published by its entry, its data prepared and kept. */
async function closed(over: object = {}): Promise<DatasetView> {
  const id = await draft(host, { title: '应急物资储备', ...closedEntry, ...over });
  await prepare(host, id, await upload(host, id));
  await through(host, (await submit(host, id)).id, ['regulator', 'pass']);
  return get(host, `/v1/datasets/${id}`);
}

const open = (datasetId: string, over: object = {}, as = 'regulator') =>
  host.call<CaseView & { code?: string; errors?: { pointer: string }[] }>('POST', '/v1/emergency-openings', {
    as,
    body: { datasetId, reason: '台风防御', days: 3, ...over },
  });

/** What a citizen without any grant gets: the interface, and where the download broker sends. */
const got = async (dataset: DatasetView) => ({
  interface: (await host.call('GET', `/data/${dataset.id}`, { as: 'citizen' })).status,
  broker: dataset.distributions.length === 0 ? 403 : (await linkTo(host, dataset, 'citizen')).status,
});
const shut = { interface: 403, broker: 403 };
const everybodys = { interface: 200, broker: 302 };

describe('closed data in an emergency', () => {
  let id: string;
  let datasetId: string;
  let link: string;

  beforeAll(async () => {
    const dataset = await closed();
    datasetId = dataset.id;
    expect(await got(dataset)).toEqual(shut);
    const { status, body } = await open(datasetId);
    expect(status).toBe(201);
    ({ id } = body);
    await host.settled(id);
  });

  const read = (): Promise<DatasetView> => get(host, `/v1/datasets/${datasetId}`);

  it('CQ-I4: is everybody’s at once, by download and interface', async () => {
    const dataset = await read();
    expect(await got(dataset)).toEqual(everybodys);
    link = (await linkTo(host, dataset, 'citizen')).headers.get('location') ?? '';
    expect((await follow(link)).status).toBe(200);
  });

  it('CQ-I4: is announced, with its end, and recorded with who began it and why', async () => {
    const { items } = await get<Page<{ kind: string; datasetId: string; until: string; text: string }>>(
      host,
      '/v1/notices',
    );
    // Received on 2 November, three days: until 24:00 of the 5th in the city.
    expect(items).toContainEqual(
      expect.objectContaining({
        kind: 'emergency-opening',
        datasetId,
        until: '2026-11-05T16:00:00.000Z',
        text: '台风防御',
      }),
    );
    const { timeline, deadlines } = await seen(host, id);
    expect(timeline[0]).toMatchObject({ type: 'received', by: 'regulator' });
    expect(deadlines).toMatchObject([{ clause: 'CQ-I4', kind: 'duration', dueOn: '2026-11-05' }]);
  });

  it('CQ-I4: ends by itself on its last day: what was open is shut, and links given before are dead', async () => {
    await host.moveTo('2026-11-05T15:58:00.000Z');
    const dataset = await read();
    const late = (await linkTo(host, dataset, 'citizen')).headers.get('location') ?? '';
    expect((await follow(late)).status).toBe(200);
    // The clock's machine wakes within twenty minutes of midnight.
    await host.moveTo('2026-11-05T16:00:00.000Z');
    for (let minute = 0; minute < 25 && (await seen(host, id)).state === 'open'; minute++) await host.advance('PT1M');
    expect(await host.settled<CaseView>(id)).toMatchObject({ state: 'closed', stage: 'closed' });
    expect((await follow(late)).status).toBe(403);
    expect(await got(dataset)).toEqual(shut);
    expect(await read()).toMatchObject({ openness: 'closed', state: 'published', distributions: [] });
    const { items } = await get<Page<{ datasetId?: string }>>(host, '/v1/notices');
    expect(items.filter((each) => each.datasetId === datasetId)).toEqual([]);
  });
});

describe('conditional data in an emergency', () => {
  it('CQ-I4: needs no grant meanwhile, and needs one again when it is ended early', async () => {
    const dataset = await published(host, { title: '避难场所', ...conditionalEntry });
    expect(await got(dataset)).toEqual(shut);
    const { body } = await open(dataset.id, { days: 30 }, 'government');
    await host.settled(body.id);
    expect(await got(dataset)).toEqual(everybodys);
    await through(host, body.id, ['regulator', 'end', { reason: '险情解除' }]);
    expect(await seen(host, body.id)).toMatchObject({ state: 'closed', outcome: 'ended' });
    expect(await got(dataset)).toEqual(shut);
  });
});

describe('an emergency opening that is over before its case', () => {
  const announced = async (datasetId: string): Promise<boolean> =>
    (await get<Page<{ datasetId?: string }>>(host, '/v1/notices?pageSize=100')).items.some(
      (each) => each.datasetId === datasetId,
    );

  it.each([
    ['the entry says that its data would harm persons', { securityLevel: 'L4' }],
    ['it is withdrawn from the public', { withdrawn: true }],
  ])('CQ-I4: is announced no more once %s', async (why, change) => {
    const dataset = await published(host, { title: `提前结束之例 ${why}`, ...conditionalEntry });
    const { body } = await open(dataset.id);
    await host.settled(body.id);
    expect(await announced(dataset.id)).toBe(true);
    const { id } = await changing(host, { datasetId: dataset.id, change, effectiveFrom: '2026-10-30' });
    await through(host, id, ['regulator', 'pass']);
    expect(await got(dataset)).toEqual(shut);
    expect((await seen(host, body.id)).state).toBe('open');
    expect(await announced(dataset.id)).toBe(false);
  });
});

describe('what no emergency opens', () => {
  it('CQ-I4: personal data that was not treated', async () => {
    const dataset = await closed({ title: '受灾人员', contains: ['personal-information'] });
    const { status, body } = await open(dataset.id);
    expect([status, body.code]).toEqual([403, 'dataset-not-open']);
    expect(await got(dataset)).toEqual(shut);
  });

  it('CQ-I4: nothing for longer than thirty days', async () => {
    const dataset = await closed({ title: '水库水位' });
    const { status, body } = await open(dataset.id, { days: 31 });
    expect([status, body.errors?.map(({ pointer }) => pointer)]).toEqual([400, ['/days']]);
    expect(await got(dataset)).toEqual(shut);
  });

  it('CQ-I4: nothing that an agency or a citizen asks to open so', async () => {
    const dataset = await closed({ title: '应急队伍' });
    expect((await open(dataset.id, {}, 'agency-principal')).status).toBe(403);
    expect((await open(dataset.id, {}, 'citizen')).status).toBe(403);
    expect(await got(dataset)).toEqual(shut);
  });
});
