import { beforeEach, describe, expect, it } from 'vitest';
import type { CallerName } from '../../builders/callers.ts';
import { openDataset } from '../../builders/dataset.ts';
import type { TestPlatform } from '../../builders/platform.ts';
import { anApplication, anObjection, casesOf, created, effectsOf, platformWithAir, through } from './a-case.ts';

let p: TestPlatform;
let call: ReturnType<typeof casesOf>;

beforeEach(async () => {
  p = await platformWithAir();
  call = casesOf(p);
});

const keyed = { 'Idempotency-Key': 'key-1' };
const apply = (form: object = {}, as: CallerName = 'company', headers = keyed) =>
  call('application', { as, body: anApplication(form), headers });
const cases = () => p.cases.tended();

describe('a filing with an Idempotency-Key', () => {
  it('that is repeated is answered with the same case', async () => {
    const first = await apply();
    const second = await apply();
    expect([second.status, second.headers.Location]).toEqual([201, first.headers.Location]);
    expect(second.body).toEqual(first.body);
    expect(await cases()).toHaveLength(1);
  });

  it('that is repeated with its fields in another order and more blanks is the same', async () => {
    const { id } = await created(apply());
    const { commitment, ...rest } = anApplication({ purpose: ' 研究空气质量 ' });
    expect(
      (await created(call('application', { as: 'company', body: { commitment, ...rest }, headers: keyed }))).id,
    ).toBe(id);
  });

  it('that comes several times at once is received once', async () => {
    const all = await Promise.all([apply(), apply(), apply()]);
    expect(new Set(all.map(({ headers }) => headers.Location)).size).toBe(1);
    expect(await cases()).toHaveLength(1);
  });

  it('with another body is refused: 422 idempotency-mismatch', async () => {
    await apply();
    expect(await apply({ purpose: '别的用途' })).toMatchObject({ status: 422, body: { code: 'idempotency-mismatch' } });
    expect(await cases()).toHaveLength(1);
  });

  it('used for another call is refused: 422', async () => {
    await apply();
    const other = await call('objection', { as: 'company', body: anObjection(), headers: keyed });
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-mismatch' } });
  });

  it("is nobody else's: the same key of another person is another one", async () => {
    const { id } = await created(apply());
    expect((await created(apply({}, 'resident'))).id).not.toBe(id);
  });

  it('that was refused may be mended under the same key', async () => {
    expect((await apply({ commitment: false })).status).toBe(400);
    expect((await apply({}, 'citizen')).status).toBe(403);
    expect((await apply()).status).toBe(201);
  });

  it('is answered with its case even when it could not be filed any more', async () => {
    const { id } = await created(apply());
    await created(call('objection', { as: 'citizen', body: anObjection({ kind: 'privacy' }) }));
    expect((await apply({}, 'company', { 'Idempotency-Key': 'key-2' })).status).toBe(403);
    expect((await created(apply())).id).toBe(id);
  });

  it('of a publication that is under review is answered with that review, not with a conflict', async () => {
    await openDataset(p, { id: 'new', submitted: 'ready' });
    const submit = () => call('publication', { as: 'agency-clerk', body: { datasetId: 'new' }, headers: keyed });
    const { id } = await created(submit());
    expect((await created(submit())).id).toBe(id);
    await through(p, id, ['regulator', 'pass']);
    await effectsOf(p, id);
    expect(await created(submit())).toMatchObject({ id, state: 'closed', outcome: 'published' });
  });

  it.each(['', 'with blanks in it', '键', 'x'.repeat(201)])('refuses the key "%s"', async (key) => {
    const refused = await apply({}, 'company', { 'Idempotency-Key': key });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer: 'header/Idempotency-Key' }] } });
  });

  it('starts the flow that a first answer had lost', async () => {
    p.executions.startFlow = async () => {
      throw new Error('Step Functions is away');
    };
    const { id } = await created(apply());
    p.executions.startFlow = async (_procedure, caseId, run) => void p.executions.flows.add(`${caseId}-${run}`);
    await apply();
    expect([...p.executions.flows]).toEqual([`${id}-1`]);
  });
});

describe('a filing without one', () => {
  it('that is repeated is another case', async () => {
    const ids = [await created(call('application', { as: 'company', body: anApplication() }))];
    ids.push(await created(call('application', { as: 'company', body: anApplication() })));
    expect(new Set(ids.map(({ id }) => id)).size).toBe(2);
  });
});
