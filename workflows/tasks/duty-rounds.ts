import { type Grant, validityOf } from '../../domain/access/grant.ts';
import { procedureBox } from '../../domain/case/boxes.ts';
import type { DutySubject } from '../../domain/case/duties.ts';
import type { Filing } from '../../domain/case/receive.ts';
import type { Dataset } from '../../domain/catalog/dataset.ts';
import { type Renewal, renewalOf } from '../../domain/catalog/update-due.ts';
import { defined } from '../../domain/defined.ts';
import { currentPolicy, organisationOf, partyOf } from '../../domain/policy/policy.ts';
import type { DutyFor } from '../../domain/policy/procedure.ts';
import type { Platform } from '../../functions/platform.ts';

/** For what a duty recurs, and with what its case is opened. */
export interface DutyRounds {
  subject: DutySubject;
  /** With the release of its dataset that is to be renewed. */
  filing: () => Promise<Omit<Filing, 'procedure' | 'content'> & { dataset?: Dataset; release?: string }>;
}

/** Everything for which a duty of that kind recurs now. */
export const roundsFor: Readonly<Record<DutyFor, (p: Platform) => Promise<DutyRounds[]>>> = {
  city: async () => [{ subject: { id: 'city', kind: 'city' }, filing: async () => ({ kind: 'city' }) }],
  // A district without a regulator of its own is seen to by the municipal one (DZ-6), with the city.
  district: async ({ city }) =>
    city.districts
      .filter(({ regulator }) => regulator !== false)
      .map(({ id }) => ({
        subject: { id: `district#${id}`, kind: 'district' },
        filing: async () => ({ kind: 'district', district: id }),
      })),
  agency: async ({ city }) =>
    city.organisations.map(({ id }) => ({
      subject: { id: `agency#${id}`, kind: 'agency' },
      filing: async () => ({ kind: 'agency', agency: partyOf(city, id) }),
    })),
  'open-dataset': async (p) =>
    (await published(p)).flatMap((dataset) => {
      const renewal = renewalOf(dataset, currentPolicy(p.city).catalog, p.now());
      if (renewal === undefined) return [];
      return [{ subject: { id: `dataset#${dataset.id}`, release: renewal.name }, filing: about(p, dataset, renewal) }];
    }),
  'closed-dataset': async (p) =>
    (await published(p)).flatMap((dataset) =>
      dataset.published?.entry.openness === 'closed'
        ? [{ subject: { id: `dataset#${dataset.id}`, release: dataset.published.caseId }, filing: about(p, dataset) }]
        : [],
    ),
  grant: async (p) =>
    (await granted(p)).map((grant) => ({ subject: { id: `grant#${grant.id}` }, filing: of(p, grant) })),
};

async function published(p: Platform): Promise<Dataset[]> {
  const listed = await p.catalog.listed();
  return p.catalog.many(listed.map(({ listed: { id } }) => id));
}

const about =
  ({ city }: Platform, dataset: Dataset, { due, release }: Partial<Renewal> = {}) =>
  async () => ({ dataset, agency: partyOf(city, dataset.publisher), ...defined({ due, release }) });

/** Those whose access was granted and is not over. */
async function granted(p: Platform): Promise<Grant[]> {
  const listed = await p.cases.listed(procedureBox('application'));
  const ids = listed.map(({ id }) => id);
  const batches = Array.from({ length: Math.ceil(ids.length / 100) }, (_, i) =>
    p.access.grants(ids.slice(i * 100, (i + 1) * 100)),
  );
  return (await Promise.all(batches))
    .flat()
    .filter((grant) => grant.endedAt === undefined && validityOf(grant).until > p.now());
}

const of = (p: Platform, grant: Grant) => async () => ({
  dataset: await p.catalog.load(grant.datasetId),
  grantId: grant.id,
  respondent: grant.holder,
  agency: organisationOf(p.city, grant.agency.id),
});
