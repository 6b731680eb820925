import { procedureBox } from '../../../domain/case/boxes.ts';
import { ok, through } from './acting.ts';
import type { RecordedCity } from './recorded-city.ts';

interface Used {
  open: string;
  conditional: string;
  grantId: string;
}

const because = { reason: '超出约定用途' };

/** How use is reported on and supervised, and what goes wrong. */
export async function misused(city: RecordedCity, { open, conditional, grantId }: Used): Promise<void> {
  city.shared.setNow('2028-05-10T01:00:00Z');
  await city.task('SeeDuties');
  for (const { id } of await city.shared.cases.listed(procedureBox('usage-report'))) await city.usher(id);
  await ok(city.access('reportUse', { as: 'company', params: { id: grantId }, body: { use: '年度报告' } }));
  await violated(city, grantId, ['company', 'resubmit', because], ['agency-reviewer', 'verify']);
  await violated(
    city,
    grantId,
    ['agency-reviewer', 'end', because],
    ['company', 'appeal', because],
    ['government', 'unfounded', because],
  );
  await madeOfIt(city, open);
  await incident(city, open);
  await bound(city, { open, conditional });
}

async function violated(
  city: RecordedCity,
  grantId: string,
  ...then: readonly Parameters<typeof through>[2][]
): Promise<void> {
  const body = { grantId, statement: '超出约定用途' };
  const { id } = await ok<{ id: string }>(city.cases('violation', { as: 'agency-clerk', body }));
  await through(city, id, ['agency-reviewer', 'restrict', because], ...then);
}

async function madeOfIt(city: RecordedCity, datasetId: string): Promise<void> {
  const body = { title: '地图', description: '一图通览', datasetId, acquiredOn: '2028-05-10', declaration: true };
  const { id } = await ok<{ id: string }>(city.cases('product', { as: 'company', body }));
  await through(city, id, ['regulator', 'approve']);
  await ok(city.cases('products'));
}

async function incident(city: RecordedCity, datasetId: string): Promise<void> {
  const body = { kind: 'dataset', datasetId, statement: '泄露' };
  const { id } = await ok<{ id: string }>(city.cases('incident', { as: 'regulator', body }));
  const notice = { title: '警示', text: '请勿使用' };
  await through(
    city,
    id,
    ['regulator', 'pass', because],
    ['regulator', 'warn', { notice }],
    ['regulator', 'pass', { informed: ['网信部门', '公安机关'] }],
    ['regulator', 'restore', because],
  );
  const form = { datasetId, reason: '防汛', days: 3 };
  await city.cases('emergency-opening', { as: 'regulator', body: form });
  await ok(city.cases('notices'));
}

/** Rules of conduct, and all that asks whether they are accepted. */
async function bound(city: RecordedCity, { open, conditional }: Omit<Used, 'grantId'>): Promise<void> {
  const as = 'company';
  const rules = { duties: [{ of: 'user', text: '保障安全' }], prohibited: [], terminations: [] };
  await ok(city.access('publishRules', { as: 'regulator', body: rules }));
  await ok(city.access('acceptRules', { as, body: { version: 1 } }));
  await ok(city.access('readRules', { as }));
  await city.access('createKey', { as, body: { name: '又一' } });
  await city.downloads('get', { as, params: { id: open, distributionId: 'csv', fileName: 'data.csv' } });
  await city.data.get(open, { as });
  const usePeriod = { from: '2028-06-01', to: '2029-05-31' };
  const body = {
    datasetId: conditional,
    purpose: '研究',
    scenario: '报告',
    safeguards: '专人',
    usePeriod,
    commitment: true,
  };
  await city.cases('application', { as, body });
  await city.cases('violation', { as: 'regulator', body: { grantId: 'none', statement: '转售', act: '转售' } });
}
