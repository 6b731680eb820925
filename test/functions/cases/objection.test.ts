import { beforeEach, describe, expect, it } from 'vitest';
import { CaseId } from '../../../domain/ids.ts';
import type { CallerName } from '../../builders/callers.ts';
import { openDataset } from '../../builders/dataset.ts';
import type { TestPlatform } from '../../builders/platform.ts';
import {
  anObjection,
  casesOf,
  created,
  effectsOf,
  platformWithAir,
  pointersOf,
  read,
  through,
  viewOf,
} from './a-case.ts';

let p: TestPlatform;
let call: ReturnType<typeof casesOf>;

beforeEach(async () => {
  p = await platformWithAir();
  call = casesOf(p);
});

const object = (over: object = {}, as: CallerName = 'citizen', headers = {}) =>
  call('objection', { as, body: anObjection(over), headers });
/** The agency has made something else of the data. */
const dealtWith = async () => {
  const { entry } = await air();
  await p.catalog.change('air' as never, p, (current) => ({
    next: { ...current, entry: { ...entry, description: '已删除侵权内容' } },
    body: { type: 'revised' },
    by: { role: 'agency-clerk' },
  }));
};
const air = () => p.catalog.load('air' as never);
const gates = () => p.objects.gates('datasets/air/');

/** A link as the download broker gives it. */
const aLink = async () =>
  p.objects.signDownload('data', p.objects.keys('data')[0] ?? '', {
    method: 'GET',
    seconds: 300,
    fileName: 'data.csv',
    contentType: 'text/csv',
  });

describe('objecting (QD-19a)', () => {
  it.each([
    'error',
    'omission',
    'own-data',
    'other',
  ])('as %s comes to verification, with ten working days from receipt, and suspends nothing', async (kind) => {
    const link = await aLink();
    const kase = await created(object({ kind }));
    expect(kase).toMatchObject({ procedure: 'objection', kind, stage: 'verification', settled: true });
    const beside = kind === 'error' || kind === 'omission' ? [{ clause: 'QM-17.1', length: 5 }] : [];
    expect(kase.deadlines).toMatchObject([
      { clause: 'QD-19c', startedOn: '2026-09-21', length: 10, kind: 'statutory' },
      ...beside,
    ]);
    expect((await air()).suspendedBy).toEqual([]);
    expect((await p.objects.follow(link)).status).toBe(200);
  });

  it.each(['infringement', 'privacy'])('QD-19b: as %s suspends at once, before the answer is given', async (kind) => {
    const link = await aLink();
    const kase = await created(object({ kind }));
    expect(kase).toMatchObject({ kind, stage: 'suspend-opening', settled: false, state: 'open' });
    expect((await air()).suspendedBy).toEqual([kase.id]);
    expect((await p.objects.follow(link)).status).toBe(403);
  });

  it('QD-19b: tells agency and regulator that it is suspended, and then that the case has come to them', async () => {
    const { id } = await created(object({ kind: 'infringement' }));
    await effectsOf(p, id);
    for (const address of ['agency:ecology-bureau', 'regulator:municipal']) {
      const kinds = (await p.cases.messages(address)).map(({ kind }) => kind);
      expect(kinds.sort(), address).toEqual(['arrived', 'suspended']);
    }
    expect(viewOf(await read(p, id, 'citizen'))).toMatchObject({ stage: 'verification', settled: true });
  });

  it('is open to whoever is registered, and to no one who is not', async () => {
    expect((await object({}, 'citizen')).status).toBe(201);
    expect((await object({}, 'blacklisted')).status).toBe(201);
    expect(await object({}, 'anonymous')).toMatchObject({ status: 401, body: { code: 'sign-in-required' } });
  });

  it('is refused with every fault at once', async () => {
    const refused = await call('objection', { as: 'citizen', body: { kind: 'taste', evidence: 'photo', extra: 1 } });
    expect(refused.status).toBe(400);
    expect(pointersOf(refused).sort()).toEqual(['/datasetId', '/evidence', '/extra', '/kind', '/statement']);
  });

  it('is to what there is for whoever objects: 404, and to what is published: 403', async () => {
    await openDataset(p, { id: 'draft', submitted: 'ready' });
    expect(await object({ datasetId: 'nothing' })).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(await object({ datasetId: 'draft' })).toMatchObject({ status: 404, body: { code: 'not-found' } });
    const own = await call('objection', { as: 'agency-clerk', body: anObjection({ datasetId: 'draft' }) });
    expect(own).toMatchObject({ status: 403, body: { code: 'dataset-not-open' } });
  });

  it('may be to what is suspended already; both objections then hold it', async () => {
    const first = await created(object({ kind: 'infringement' }));
    const second = await created(object({ kind: 'privacy' }, 'resident'));
    expect((await air()).suspendedBy).toEqual([first.id, second.id]);
    await effectsOf(p, first.id);
    await through(p, first.id, ['regulator', 'unfounded'], ['agency-reviewer', 'unfounded']);
    expect((await air()).suspendedBy).toEqual([second.id]);
    expect(await gates()).toEqual(['closed']);
  });

  it('at the same moment as another is received all the same', async () => {
    const both = await Promise.all([object({ kind: 'infringement' }), object({ kind: 'privacy' }, 'resident')]);
    expect(both.map(({ status }) => status)).toEqual([201, 201]);
    expect((await air()).suspendedBy).toHaveLength(2);
  });

  it('while its dataset is changed each time is a conflict that the caller may repeat, and leaves nothing', async () => {
    const write = p.engine.write;
    p.engine.write = async (writes) => {
      const ofDataset = writes.findIndex((each) => each.table === 'catalog');
      if (ofDataset >= 0) {
        const item = await p.engine.get('catalog', { pk: 'dataset#air', sk: 'dataset' });
        if (item === undefined) throw new Error('no dataset');
        await write([{ table: 'catalog', put: { ...item, version: Number(item.version) + 1 } }]);
      }
      await write(writes);
    };
    expect(await object({ kind: 'infringement' })).toMatchObject({ status: 409, body: { code: 'conflict' } });
    p.engine.write = write;
    expect(await p.cases.tended()).toEqual([]);
  });
});

describe('a suspension that can not be verified (QD-19b)', () => {
  const infringement = (headers = {}) => object({ kind: 'infringement' }, 'citizen', headers);
  const keyed = { 'Idempotency-Key': 'objection-1' };
  const newest = async () => CaseId.parse((await p.cases.tended())[0]);

  it.each([
    'setGate',
    'gates',
  ] as const)('is not said to be done: no 201 while storage fails at %s, but the case is received', async (operation) => {
    p.objects.fail(operation);
    await expect(infringement()).rejects.toThrow(`storage fails at ${operation}`);
    expect(await p.cases.load(await newest())).toMatchObject({ stands: 'suspend-opening' });
    expect((await air()).suspendedBy).toEqual([await newest()]);
  });

  it('is not said to be done while a gate stands open', async () => {
    const setGate = p.objects.setGate;
    p.objects.setGate = async () => undefined;
    await expect(infringement()).rejects.toThrow('1 of 1 gates under');
    p.objects.setGate = setGate;
  });

  it('is done when the request is repeated under its key: 201 with the same case', async () => {
    p.objects.fail('setGate');
    await expect(infringement(keyed)).rejects.toThrow();
    const { id } = await created(infringement(keyed));
    expect(await p.cases.tended()).toEqual([id]);
    expect((await air()).suspendedBy).toEqual([id]);
    expect(await gates()).toEqual(['closed']);
  });

  it('is refused again under its key as long as storage fails', async () => {
    p.objects.fail('setGate', 2);
    await expect(infringement(keyed)).rejects.toThrow();
    await expect(infringement(keyed)).rejects.toThrow();
    expect((await infringement(keyed)).status).toBe(201);
    expect(await p.cases.tended()).toHaveLength(1);
  });

  it('is not done again when the request is repeated after it was restored', async () => {
    const { id } = await created(infringement(keyed));
    await effectsOf(p, id);
    await through(p, id, ['regulator', 'unfounded'], ['agency-reviewer', 'unfounded']);
    expect(await created(infringement(keyed))).toMatchObject({ id, state: 'closed', outcome: 'dismissed' });
    expect((await air()).suspendedBy).toEqual([]);
    expect(await gates()).toEqual(['open']);
  });
});

describe('handling an objection', () => {
  const infringed = async () => {
    const { id } = await created(object({ kind: 'infringement' }));
    await effectsOf(p, id);
    return id;
  };

  it('QD-19a: takes regulator and agency together; one finding is not yet a decision', async () => {
    const id = await infringed();
    await through(p, id, ['agency-reviewer', 'unfounded']);
    expect(viewOf(await read(p, id, 'citizen'))).toMatchObject({ stage: 'verification', version: 3 });
    await through(p, id, ['regulator', 'unfounded']);
    expect(viewOf(await read(p, id, 'citizen'))).toMatchObject({ state: 'closed', outcome: 'dismissed' });
  });

  it("QD-19a: where findings differ, the regulator's counts, and its reasons are told to the objector", async () => {
    const id = await infringed();
    await through(
      p,
      id,
      ['regulator', 'unfounded', { reason: '数据不涉及个人' }],
      ['agency-reviewer', 'confirm-infringement', { reason: '本单位认为侵权' }],
    );
    const { timeline, ...kase } = viewOf(await read(p, id, 'citizen'));
    expect(kase).toMatchObject({ outcome: 'dismissed', reasons: ['数据不涉及个人'] });
    expect(timeline.filter(({ type }) => type === 'decided')).toMatchObject([
      {
        command: 'unfounded',
        findings: [
          { as: 'same-level-regulator', command: 'unfounded' },
          { as: 'agency', command: 'confirm-infringement' },
        ],
      },
    ]);
    expect((await p.cases.messages('person:citizen'))[0]).toMatchObject({
      kind: 'result',
      text: {
        zh: '异议处理结果:不成立;理由:数据不涉及个人',
        en: 'Result of your objection: dismissed; 数据不涉及个人',
      },
    });
  });

  it.each([
    ['take-down', 'taken-down'],
    ['restore', 'published'],
    ['reopen', 'published'],
  ])('QD-19b: what infringes stays suspended until the regulator disposes of it: %s', async (command, state) => {
    const id = await infringed();
    await through(p, id, ['agency-reviewer', 'confirm-infringement'], ['regulator', 'confirm-infringement']);
    expect(viewOf(await read(p, id, 'citizen'))).toMatchObject({ stage: 'disposal', outcome: 'upheld', state: 'open' });
    expect(await gates()).toEqual(['closed']);
    if (command === 'reopen') await dealtWith();
    await through(p, id, ['regulator', command]);
    expect(viewOf(await read(p, id, 'citizen'))).toMatchObject({ state: 'closed', outcome: 'upheld' });
    const { takenDownBy, suspendedBy } = await air();
    expect([takenDownBy !== undefined, suspendedBy]).toEqual([state === 'taken-down', []]);
    expect(await gates()).toEqual([state === 'published' ? 'open' : 'closed']);
  });

  it('QD-19a: an error that is confirmed asks the agency for a correction', async () => {
    const { id } = await created(object({ kind: 'error' }));
    await through(p, id, ['agency-reviewer', 'confirm-error'], ['regulator', 'confirm-error']);
    expect(viewOf(await read(p, id, 'citizen'))).toMatchObject({ state: 'closed', outcome: 'upheld' });
    expect((await air()).correctionDue).toBe(id);
    expect((await p.cases.messages('agency:ecology-bureau')).map(({ kind }) => kind)).toContain('correction');
  });

  it('that is withdrawn opens the dataset again, and says so', async () => {
    const id = await infringed();
    await through(p, id, ['citizen', 'withdraw']);
    expect(viewOf(await read(p, id, 'citizen'))).toMatchObject({ state: 'closed', outcome: 'withdrawn' });
    expect(await gates()).toEqual(['open']);
  });
});
