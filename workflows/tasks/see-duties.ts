import type { Grant } from '../../domain/access/grant.ts';
import { procedureBox } from '../../domain/case/boxes.ts';
import { type DutySubject, dutyId, roundOf } from '../../domain/case/duties.ts';
import type { Filing } from '../../domain/case/receive.ts';
import type { Dataset } from '../../domain/catalog/dataset.ts';
import { updateDaysOf } from '../../domain/catalog/upkeep.ts';
import { defined } from '../../domain/defined.ts';
import { currentPolicy, organisationOf } from '../../domain/policy/policy.ts';
import type { Duty, Procedure } from '../../domain/policy/procedure.ts';
import { ProcedureName } from '../../domain/policy/words.ts';
import type { Platform } from '../../functions/platform.ts';
import { file } from '../../functions/stores/receiving.ts';

/** What a duty's case is opened with. */
interface Round {
  subject: DutySubject;
  filing: Omit<Filing, 'procedure' | 'content'> & { dataset?: Dataset };
}

/**
 * Daily: opens the cases of the duties that recur without anybody's filing, each once. From then on its machine keeps
 * its period as any other's.
 */
export const seeDuties = (p: Platform) => async (): Promise<{ opened: number }> => {
  const procedures = Object.entries(currentPolicy(p.city).procedures).flatMap(([name, procedure]) =>
    procedure?.duty === undefined ? [] : [{ name: ProcedureName.parse(name), procedure, duty: procedure.duty }],
  );
  let opened = 0;
  const faults: unknown[] = [];
  for (const { name, procedure, duty } of procedures) {
    for (const round of await rounds[duty.for](p)) {
      // What ails one duty must not keep the others from being seen to.
      try {
        opened += await open(p, name, procedure, round);
      } catch (error) {
        p.log({ event: 'duty-not-opened', procedure: name, message: String(error) });
        faults.push(error);
      }
    }
  }
  if (faults.length > 0) throw faults[0];
  return { opened };
};

async function open(p: Platform, name: ProcedureName, procedure: Procedure, round: Round): Promise<0 | 1> {
  const id = dutyId(name, procedure, round.subject, p.now());
  if ((await p.cases.find(id)) !== undefined) return 0;
  const content = defined({ dueBy: roundOf(procedure, p.now()) });
  await file(p, { id, procedure: name, filer: 'platform', content, ...round.filing });
  return 1;
}

const rounds: Readonly<Record<Duty['for'], (p: Platform) => Promise<Round[]>>> = {
  city: async () => [{ subject: { id: 'city' }, filing: {} }],
  district: async ({ city }) =>
    city.districts.map(({ id }) => ({ subject: { id: `district#${id}` }, filing: { district: id } })),
  agency: async ({ city }) =>
    city.organisations.map((agency) => ({ subject: { id: `agency#${agency.id}` }, filing: { agency } })),
  'open-dataset': async (p) => (await published(p)).filter(isOpen).map((dataset) => ofDataset(p, dataset)),
  'closed-dataset': async (p) => (await published(p)).filter((each) => !isOpen(each)).map((each) => ofDataset(p, each)),
  grant: async (p) => Promise.all((await granted(p)).map((grant) => ofGrant(p, grant))),
};

async function published(p: Platform): Promise<Dataset[]> {
  const listed = await p.catalog.listed();
  return Promise.all(listed.map(({ listed: { id } }) => p.catalog.load(id)));
}

const isOpen = ({ published }: Dataset): boolean => published !== undefined && published.entry.openness !== 'closed';

function ofDataset({ city }: Platform, dataset: Dataset): Round {
  const { id, publisher, published } = dataset;
  return {
    subject: { id: `dataset#${id}`, release: published?.caseId ?? '' },
    filing: {
      dataset,
      agency: organisationOf(city, publisher),
      ...defined({ days: published && updateDaysOf(published.entry) }),
    },
  };
}

/** Those whose access was granted and not ended since. */
async function granted(p: Platform): Promise<Grant[]> {
  const listed = await p.cases.listed(procedureBox('application'));
  const ids = listed.map(({ id }) => id);
  const batches = Array.from({ length: Math.ceil(ids.length / 100) }, (_, i) =>
    p.access.grants(ids.slice(i * 100, (i + 1) * 100)),
  );
  return (await Promise.all(batches)).flat().filter(({ endedAt }) => endedAt === undefined);
}

async function ofGrant(p: Platform, grant: Grant): Promise<Round> {
  const dataset = await p.catalog.load(grant.datasetId);
  return {
    subject: { id: `grant#${grant.id}` },
    filing: {
      dataset,
      grantId: grant.id,
      respondent: grant.holder,
      agency: organisationOf(p.city, grant.agency.id),
    },
  };
}
