import { ok, through } from './acting.ts';
import type { RecordedCity } from './recorded-city.ts';

/** The catalog is built and changed, and its lists are read. */
export async function catalogued(city: RecordedCity, datasetId: string): Promise<void> {
  const as = 'agency-clerk';
  const system = {
    title: '监测二期',
    description: '在线监测',
    kind: 'before-acceptance',
    datasets: [datasetId],
    purchases: [{ title: '遥感影像', sharedAs: datasetId }, { title: '气象服务' }],
  };
  await ok(city.cases('new-system', { as, body: system }));
  await ok(city.cases('unsharedPurchases', { as: 'regulator' }));
  const change = { datasetId, change: { lifecycle: 'archived' }, reason: '监测站已撤', effectiveFrom: '2026-09-01' };
  const { id } = await ok<{ id: string }>(city.cases('catalog-change', { as, body: change }));
  await through(city, id, ['regulator', 'pass']);
  await ok(city.cases('demandList'));
  await ok(city.cases('openingPlan', { as, params: { year: '2027' } }));
  await ok(city.cases('industryEntries'));
}

/** The plan whose case the platform has opened is published. */
export async function planPublished(city: RecordedCity): Promise<void> {
  const as = 'regulator';
  const query = { box: 'inbox', procedure: 'opening-plan' };
  const { items } = await ok<{ items: { id: string }[] }>(city.cases('list', { as, query }));
  for (const { id } of items) await through(city, id, [as, 'pass']);
  await ok(city.cases('openingPlan', { as, params: { year: '2028' } }));
}
