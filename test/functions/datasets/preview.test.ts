import { beforeEach, describe, expect, it } from 'vitest';
import { CaseId } from '../../../domain/ids.ts';
import { suspend, takeDown } from '../../../functions/stores/opening.ts';
import type { CallerName } from '../../builders/callers.ts';
import { catalogOf, drafted, opened, prepared } from '../../builders/catalog.ts';
import { type TestPlatform, testPlatform } from '../../builders/platform.ts';

let p: TestPlatform;
beforeEach(() => {
  p = testPlatform();
});

const preview = (id: string, as?: CallerName, on = p) =>
  catalogOf(on).datasets('preview', { params: { id }, ...(as === undefined ? {} : { as }) });

describe('the preview of a dataset', () => {
  it('shows the first rows and a profile of each column, masked as published', async () => {
    const { id } = await opened(p, { release: { masking: [{ column: '负责人', rule: 'keep-first-last' }] } });
    const { body } = await preview(id);
    expect(body).toMatchObject({
      shows: 'rows',
      totalRows: 3,
      rows: [
        { 站点: '市南', 负责人: '张*丰', 浓度: 35 },
        { 站点: '市北', 负责人: '李*', 浓度: 41 },
        { 站点: '李沧', 负责人: '王*', 浓度: 28 },
      ],
      columns: [{ name: '站点' }, { name: '负责人' }, { name: '浓度', minimum: 28, maximum: 41, count: 3 }],
    });
    expect(JSON.stringify(body)).not.toContain('张三丰');
  });

  it('shows at most twenty rows', async () => {
    const csv = `站点,负责人,浓度\r\n${Array.from({ length: 30 }, (_, i) => `站${i},甲,${i}`).join('\r\n')}\r\n`;
    const { id } = await opened(p, { csv });
    expect((await preview(id)).body).toMatchObject({ totalRows: 30, rows: { length: 20 } });
  });

  it.each([
    'anonymous',
    'company',
  ] as const)('shows %s which columns conditional data has, and no value', async (as) => {
    const { id } = await opened(p, { entry: { openness: 'conditional' } });
    const { body } = await preview(id, as);
    expect(body).toEqual({
      datasetId: id,
      shows: 'columns',
      columns: [
        { name: '站点', title: '站点', type: 'string' },
        { name: '负责人', title: '负责人', type: 'string' },
        { name: '浓度', title: '浓度', type: 'integer' },
      ],
      totalRows: 3,
    });
  });

  it.each(['agency-clerk', 'regulator'] as const)('shows %s the rows that are to be reviewed', async (as) => {
    const id = await prepared(p, { entry: { openness: 'conditional' } });
    expect((await preview(id, as)).body).toMatchObject({ shows: 'rows', rows: { length: 3 } });
  });

  it('is refused while the dataset is suspended, but to those who have to judge it', async () => {
    const { id } = await opened(p);
    await suspend(p, id, CaseId.parse('c1'));
    expect(await preview(id)).toMatchObject({ status: 403, body: { code: 'dataset-suspended' } });
    expect((await preview(id, 'regulator')).status).toBe(200);
  });

  it('is refused by the gate itself when the suspension comes after the dataset was read', async () => {
    const { id } = await opened(p);
    await p.objects.setGate(`datasets/${id}/`, 'closed');
    expect(await preview(id)).toMatchObject({ status: 403, body: { code: 'dataset-suspended' } });
  });

  it('is refused when the dataset is taken down, and before it has data', async () => {
    const { id } = await opened(p);
    await takeDown(p, id, CaseId.parse('c1'));
    expect(await preview(id)).toMatchObject({ status: 403, body: { code: 'dataset-not-open' } });
    expect((await preview(await drafted(p), 'agency-clerk')).status).toBe(404);
    expect((await preview(await drafted(p))).status).toBe(404);
  });

  it('is for the signed in where the regulation asks who it is', async () => {
    const { id } = await opened(p);
    const city = {
      ...p.city,
      policies: p.city.policies.map((policy) => ({ ...policy, unconditionalNeedsIdentity: true })),
    };
    expect((await preview(id, 'anonymous', { ...p, city })).status).toBe(401);
    expect((await preview(id, 'citizen', { ...p, city })).status).toBe(200);
  });
});
