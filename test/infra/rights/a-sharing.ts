import { Grant } from '../../../domain/access/grant.ts';
import { unitHolder } from '../../../domain/access/shared-grant.ts';
import { AgencyId } from '../../../domain/ids.ts';
import { stationsDictionary } from '../../builders/catalog.ts';
import { ok, through } from './acting.ts';
import type { RecordedCity } from './recorded-city.ts';

const unit = AgencyId.parse('civil-affairs-bureau');

/** What is shared with another unit, used by its staff, and suspended for misuse. */
export async function shared(city: RecordedCity, datasetId: string): Promise<void> {
  const as = 'other-agency-clerk';
  const grant = Grant.parse({
    id: 'shared',
    caseId: 'shared',
    holder: unitHolder(unit),
    sharedWith: unit,
    datasetId,
    agency: { id: 'ecology-bureau' },
    columns: stationsDictionary.fields.map(({ name }) => name),
    purpose: '社会救助核对',
    validFrom: '2026-01-01',
    validTo: '2099-12-31',
    quota: { calls: 100, per: 'day' },
    grantedAt: city.shared.now(),
  });
  await city.shared.access.openGrant(grant);
  await ok(city.access('listGrants', { as }));
  await city.data.get(datasetId, { as });
  await ok(city.downloads('get', { as, params: { id: datasetId, distributionId: 'csv', fileName: 'data.csv' } }));
  await ok(city.access('useRecords', { as }));
  const body = { grantId: grant.id, kind: 'misuse', reason: '用于其他目的' };
  const { id } = await ok<{ id: string }>(city.cases('sharing-termination', { as: 'agency-clerk', body }));
  await through(city, id);
  const dispute = { datasetId, statement: '由本单位采集' };
  await ok(city.cases('dispute', { as, body: dispute }));
}
