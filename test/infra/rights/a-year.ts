import { localDateOf } from '../../../domain/calendar/dates.ts';
import { datasetBox } from '../../../domain/case/boxes.ts';
import { CaseId, DatasetId } from '../../../domain/ids.ts';
import { datasetWrites } from '../../../functions/stores/catalog.ts';
import { clockName, flowName } from '../../../functions/stores/executions.ts';
import { year2027 } from '../../builders/calendar-year.ts';
import type { CallerName } from '../../builders/callers.ts';
import { anEntry, stationsCsv, stationsDictionary } from '../../builders/catalog.ts';
import { catalogued, planPublished } from './a-catalog.ts';
import { misused } from './a-misuse.ts';
import { shared } from './a-sharing.ts';
import { ok, once, through } from './acting.ts';
import type { RecordedCity } from './recorded-city.ts';

/** All that a city's functions are there for, at least once. */
export async function liveThroughAYear(city: RecordedCity): Promise<void> {
  await city.about('read');
  await city.about('openapi');
  await city.authorize({ headers: {}, requestContext: { identity: { sourceIp: '192.0.2.1' } } } as never);
  const open = await published(city, { openness: 'unconditional' });
  const conditional = await published(city, { openness: 'conditional' });
  await browsed(city, open);
  const { grantId, keys } = await granted(city, conditional);
  await called(city, { open, conditional, grantId, keys });
  await returned(city, conditional);
  await objected(city, open);
  await overdue(city, conditional);
  await neglected(city, conditional);
  await counted(city);
  await shared(city, conditional);
  await catalogued(city, conditional);
  await kept(city, open);
  await lapsed(city, conditional);
  await answeredFor(city);
  await misused(city, { open, conditional, grantId });
}

async function published(city: RecordedCity, entry: object): Promise<string> {
  const as: CallerName = 'agency-clerk';
  const body = anEntry(entry);
  const { id } = await ok<{ id: string }>(
    city.datasets('create', { as, body, ...once(`create-${JSON.stringify(entry)}`) }),
  );
  const params = { id };
  await ok(city.datasets('revise', { as, params, body }));
  const form = { as, params, body: { fileName: '监测.csv', size: Buffer.byteLength(stationsCsv) } };
  const upload = await ok<{ id: string; url: string }>(city.uploads('announce', { ...form, ...once(`upload-${id}`) }));
  await arrived(city, upload.url, stationsCsv);
  await ok(city.uploads('read', { as, params: { id: upload.id } }));
  await ok(city.datasets('readDictionary', { as, params }));
  await ok(city.datasets('bindDictionary', { as, params, body: stationsDictionary }));
  const decided = {
    securityReview: { conclusion: '可以开放', reviewer: '安全员' },
    riskAssessment: { conclusion: '低风险' },
  };
  await ok(city.uploads('prepareRelease', { as, params, body: { uploadId: upload.id, masking: [], ...decided } }));
  await ok(city.datasets('preview', { as, params }));
  const kase = await ok<{ id: string }>(
    city.cases('publication', { as, body: { datasetId: id }, ...once(`publish-${id}`) }),
  );
  await through(
    city,
    kase.id,
    ['regulator', 'return', { reasons: ['格式'] }],
    ['agency-clerk', 'resubmit'],
    ['regulator', 'pass'],
  );
  return id;
}

async function browsed(city: RecordedCity, id: string): Promise<void> {
  await ok(city.datasets('list'));
  await ok(city.datasets('list', { as: 'agency-clerk', query: { box: 'own' } }));
  await ok(city.datasets('read', { params: { id } }));
  await ok(city.datasets('preview', { params: { id } }));
  const params = { id, distributionId: 'csv', fileName: 'data.csv' };
  await ok(city.downloads('get', { params }));
  await ok(city.downloads('head', { params }));
}

const application = (datasetId: string) => ({
  datasetId,
  purpose: '研究空气质量',
  scenario: '年度报告',
  safeguards: '专人保管',
  usePeriod: { from: '2026-09-01', to: '2028-08-31' },
  commitment: true,
});

const applied = async (city: RecordedCity, datasetId: string): Promise<string> =>
  (await ok<{ id: string }>(city.cases('application', { as: 'company', body: application(datasetId) }))).id;

async function granted(city: RecordedCity, datasetId: string) {
  const id = await applied(city, datasetId);
  await city.usher(id);
  const attachments = [await attached(city, id)];
  await through(
    city,
    id,
    ['company', 'supplement', { statement: '补充证明', attachments }],
    ['regulator', 'pass'],
    ['agency-reviewer', 'approve', { quota: { calls: 3, per: 'total' } }],
    ['company', 'sign'],
    ['agency-reviewer', 'sign'],
  );
  const as = 'company';
  const kase = await ok<{ grantId: string; agreementId: string }>(city.cases('read', { as, params: { id } }));
  await ok(city.cases('audit', { as, params: { id } }));
  await ok(city.access('readAgreement', { as, params: { id: kase.agreementId } }));
  await ok(city.access('readGrant', { as, params: { id: kase.grantId } }));
  await ok(city.access('listGrants', { as }));
  await ok(city.access('inbox', { as }));
  const form = { name: '服务器', grants: [kase.grantId] };
  const making = { as, body: form, ...once('key') } as const;
  const made = await ok<{ id: string; key: string }>(city.access('createKey', making));
  await ok(city.access('createKey', making));
  const other = await ok<{ id: string; key: string }>(city.access('createKey', { as, body: { name: '另一' } }));
  const rotated = await ok<{ key: string }>(
    city.access('rotateKey', { as, params: { id: made.id }, ...once('rotate') }),
  );
  await ok(city.access('revokeKey', { as, params: { id: other.id } }));
  await ok(city.access('listKeys', { as }));
  return { grantId: kase.grantId, keys: { good: rotated.key, revoked: other.key } };
}

/** A document that the applicant adds to its case. */
async function attached(city: RecordedCity, caseId: string): Promise<string> {
  const as = 'company';
  const text = '说明';
  const body = { fileName: '说明.txt', size: Buffer.byteLength(text) };
  const form = await ok<{ id: string; url: string }>(
    city.uploads('attach', { as, params: { id: caseId }, body, ...once(`attach-${caseId}`) }),
  );
  await arrived(city, form.url, text);
  await ok(city.uploads('read', { as, params: { id: form.id } }));
  return form.id;
}

/** Posts a file by its form, and tells of its arrival as EventBridge does. */
async function arrived(city: RecordedCity, url: string, text: string): Promise<void> {
  const { bucket, ...object } = await city.shared.objects.upload(url, text);
  await city.checkUpload({ detail: { bucket: { name: bucket }, object } });
}

interface Opened {
  open: string;
  conditional: string;
  grantId: string;
  keys: { good: string; revoked: string };
}

async function called(city: RecordedCity, { open, conditional, grantId, keys }: Opened): Promise<void> {
  const as = 'company';
  await city.data.schema(open);
  await city.data.get(open, { key: keys.good });
  await city.data.get(open, { key: keys.revoked });
  await city.data.get(conditional, { key: keys.good });
  await city.data.get(conditional, { as });
  await city.data.verify(conditional, { match: { 站点: '市南' } }, { as });
  await city.data.get(conditional, { as });
  city.shared.objects.fail('etag');
  await city.data.get(open, { key: keys.good });
  await ok(city.downloads('get', { as, params: { id: conditional, distributionId: 'csv', fileName: 'data.csv' } }));
  await ok(city.access('usage', { as }));
  await ok(city.access('reportUse', { as, params: { id: grantId }, body: { use: '年度报告' }, ...once('report') }));
  await ok(city.access('listReports', { as, params: { id: grantId } }));
}

async function returned(city: RecordedCity, datasetId: string): Promise<void> {
  await through(city, await applied(city, datasetId), ['regulator', 'return', { reasons: ['不完整'] }]);
  await through(city, await applied(city, datasetId), ['company', 'withdraw']);
}

async function objected(city: RecordedCity, datasetId: string): Promise<void> {
  const object = async (kind: string): Promise<string> =>
    (
      await ok<{ id: string }>(
        city.cases('objection', { as: 'citizen', body: { datasetId, kind, statement: '涉及本人' } }),
      )
    ).id;
  const because = { reason: '已核实' };
  const both = (command: string) =>
    [
      ['agency-reviewer', command, because],
      ['regulator', command, because],
    ] as const;
  await through(city, await object('infringement'), ...both('unfounded'));
  await through(city, await object('error'), ...both('confirm-error'));
  await through(city, await object('error'), ...both('confirm-infringement'), ['regulator', 'take-down', because]);
  await ok(city.cases('list', { as: 'regulator', query: { box: 'inbox' } }));
}

/** The clock of a case that nobody decides. */
async function overdue(city: RecordedCity, datasetId: string): Promise<void> {
  const id = CaseId.parse(await applied(city, datasetId));
  await city.usher(id);
  const [clock] = (await city.shared.cases.load(id)).clocks;
  const input = { clock: { caseId: id, clause: clock?.clause, epoch: clock?.epoch }, startedAt: city.shared.now() };
  await city.task('EvaluateClock', input);
  city.shared.pass(7 * DAY); // the fourth working day of five: Mid-Autumn lies between
  await city.task('SendReminder', input);
  city.shared.pass(60 * DAY);
  await city.task('EscalateOverdue', input);
}

const DAY = 24 * 3600;

/** Lost rings, missing flows and clocks, and what can be let go. */
async function neglected(city: RecordedCity, datasetId: string): Promise<void> {
  const { executions } = city.shared;
  const id = await applied(city, datasetId);
  await city.usher(id);
  await city.task('Reconcile');
  const { ring } = executions;
  executions.ring = async () => {
    throw new Error('Step Functions does not answer');
  };
  await ok(city.cases('command', { as: 'regulator', params: { id }, body: { command: 'pass' } }));
  executions.ring = ring;
  await city.task('Reconcile');
  city.shared.pass(2 * 3600);
  await city.task('Reconcile');
  executions.flows.delete(flowName(id, 2));
  await city.task('Reconcile');
  await city.usher(id);
  const kase = await city.shared.cases.load(CaseId.parse(id));
  for (const { clause, epoch } of kase.clocks) executions.clocks.delete(clockName({ caseId: kase.id, clause, epoch }));
  executions.flows.clear();
  await city.task('Reconcile');
}

/** A calendar that two persons publish. */
async function counted(city: RecordedCity): Promise<void> {
  const params = { year: '2027' };
  await ok(city.calendar('propose', { as: 'operator', params, body: year2027(), ...once('propose') }));
  await ok(city.calendar('year', { as: 'operator', params }));
  await ok(city.calendar('confirm', { as: 'regulator', params, body: {}, ...once('confirm') }));
  await ok(city.calendar('year', { params }));
  await ok(city.calendar('preview', { query: { from: localDateOf(city.shared.now()), length: '10' } }));
}

/** The duties that recur: opened, fulfilled by a newer release, and ended where nobody heard of the reason. */
async function kept(city: RecordedCity, datasetId: string): Promise<void> {
  const { shared } = city;
  const other = await published(city, { openness: 'unconditional', accrualPeriodicity: 'daily' });
  await city.task('SeeDuties');
  const upkeep = async (id: string): Promise<string> => {
    const listed = await shared.cases.listed(datasetBox(id));
    return listed.find(({ procedure, state }) => procedure === 'upkeep' && state === 'open')?.id ?? '';
  };
  const waiting = await upkeep(other);
  await city.usher(waiting);
  shared.pass(2 * DAY);
  const dataset = await shared.catalog.load(DatasetId.parse(other));
  await released(city, dataset.id);
  const kase = await ok<{ id: string }>(
    city.cases('publication', { as: 'agency-clerk', body: { datasetId: other }, ...once('again') }),
  );
  await through(city, kase.id, ['regulator', 'pass']);
  await city.task('SeeDuties');
  const lost = await upkeep(other);
  await city.usher(lost);
  const { published: current, ...rest } = await shared.catalog.load(dataset.id);
  if (current === undefined) throw new Error(`${datasetId} isn't published`);
  const next = { ...rest, published: { ...current, entry: { ...current.entry, lifecycle: 'archived' as const } } };
  const body = { type: 'created' as const, datasetId: dataset.id };
  await shared.engine.write(
    datasetWrites({ ...rest, published: current }, { next, body, by: { role: 'platform' } }, shared.now(), ''),
  );
  await city.task('SeeDuties');
}

/** A newer release of the agency's data. */
async function released(city: RecordedCity, id: string): Promise<void> {
  const as: CallerName = 'agency-clerk';
  const params = { id };
  const form = { as, params, body: { fileName: '监测.csv', size: Buffer.byteLength(stationsCsv) } };
  const upload = await ok<{ id: string; url: string }>(city.uploads('announce', { ...form, ...once(`renewal-${id}`) }));
  await arrived(city, upload.url, stationsCsv);
  const securityReview = { conclusion: '可以开放', reviewer: '安全员' };
  const riskAssessment = { conclusion: '低风险' };
  const body = { uploadId: upload.id, masking: [], securityReview, riskAssessment };
  await ok(city.uploads('prepareRelease', { as, params, body }));
}

/** A measure that lasts only so long. */
async function lapsed(city: RecordedCity, datasetId: string): Promise<void> {
  const form = { datasetId, reason: '防汛', days: 3 };
  const made = await ok<{ id: string }>(city.cases('emergency-opening', { as: 'regulator', body: form }));
  await city.usher(made.id);
  city.shared.pass(10 * DAY);
  const id = CaseId.parse(made.id);
  const [clock] = (await city.shared.cases.load(id)).clocks;
  await city.task('Lapse', { clock: { caseId: id, clause: clock?.clause, epoch: clock?.epoch } });
  await city.usher(id);
}

/** Who answers for what, and how it is done. */
async function answeredFor(city: RecordedCity): Promise<void> {
  city.shared.setNow('2028-03-10T01:00:00Z');
  // As where the one before takes longer than a day, or is run again.
  await Promise.all([city.task('SeeDuties'), city.task('SeeDuties')]);
  await planPublished(city);
  const params = { agency: 'ecology-bureau' };
  const persons = (['principal', 'chief-data-officer', 'data-opening', 'security'] as const).map((role) => ({
    role,
    name: '张三',
    phone: '0532-12345678',
  }));
  await ok(city.cases('keepPersons', { as: 'agency-principal', params, body: { persons } }));
  await ok(city.cases('readPersons', { as: 'regulator', params }));
  await ok(city.cases('agencies'));
  await ok(city.cases('effectiveness'));
  await ok(city.cases('assessment', { as: 'regulator' }));
  await ok(city.cases('bulletins'));
}
