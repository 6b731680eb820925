import type { Person } from '../../domain/access/caller.ts';
import { created } from '../../domain/catalog/changes.ts';
import type { DatasetEntry } from '../../domain/catalog/entry.ts';
import { entryFaults } from '../../domain/catalog/entry-rules.ts';
import { isOfficial } from '../../domain/catalog/visibility.ts';
import { defined } from '../../domain/defined.ts';
import { DatasetId } from '../../domain/ids.ts';
import type { CatalogRules } from '../../domain/policy/catalog-rules.ts';
import { currentPolicy, type Organisation, organisationOf } from '../../domain/policy/policy.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Handlers } from '../http.ts';
import { signedIn } from '../middleware/signed-in.ts';
import type { Platform } from '../platform.ts';
import type { harvests } from '../routes/harvests.ts';
import type { Same } from '../stores/catalog.ts';
import { refuseOversized } from './size.ts';

export const harvestHandlers = (p: Platform): Handlers<typeof harvests> => ({
  harvest: async ({ body, caller }) => {
    const { source, entries } = body;
    const person = signedIn(caller);
    const agency = organisationOf(p.city, body.agency);
    refuseUnlessOverseen(person, agency);
    for (const entry of entries) refuseOversized('entry', entry);
    refuseUnlessLawful(entries, currentPolicy(p.city).catalog);
    const items = [];
    // One after the other: two of them may be of the same datum.
    for (const entry of entries) items.push(await takenOver(p, person, agency, { ...entry, harvestedFrom: source }));
    p.log({ event: 'harvested', agency: agency.id, entries: entries.length });
    return { status: 200, body: { source, items } };
  },
});

/** What the agency has catalogued already stays as it is; anything else is its draft from now on. */
async function takenOver(p: Platform, person: Person, agency: Organisation, entry: DatasetEntry) {
  const same = await p.catalog.sameItem({ entry, ...defined({ district: agency.district }) });
  const own = same.find(({ dataset }) => dataset.publisher === agency.id);
  const datasetId = own?.dataset.id ?? (await drafted(p, person, agency, entry));
  return {
    datasetId,
    title: entry.title,
    outcome: own === undefined ? 'drafted' : 'merged',
    duplicates: same.filter(({ dataset }) => dataset.publisher !== agency.id).map((each) => duplicate(p, each)),
  };
}

async function drafted(p: Platform, { district }: Person, agency: Organisation, entry: DatasetEntry) {
  const by = { role: 'regulator' as const, ...defined({ district }) };
  const draft = { id: DatasetId.parse(p.newId()), publisher: agency, entry, maskingSalt: p.salt() };
  return p.catalog.create(created(draft, by, p.now()), p);
}

const duplicate = ({ city }: Platform, { dataset, by }: Same) => ({
  datasetId: dataset.id,
  publisher: dataset.publisher,
  by,
  ...defined({ clause: currentPolicy(city).catalog.oneSource?.clause }),
});

/** What was taken elsewhere is no more lawful for that. */
function refuseUnlessLawful(entries: readonly DatasetEntry[], rules: CatalogRules): void {
  const faults = entries.flatMap((entry, i) =>
    entryFaults(entry, rules).map(({ pointer, detail }) => ({ pointer: `/entries/${i}${pointer}`, detail })),
  );
  if (faults.length === 0) return;
  throw new Refusal(
    'invalid-request',
    {
      zh: `所归并的目录有 ${faults.length} 处不符合本市规定`,
      en: `the catalog has ${faults.length} fault(s) by the city's regulation`,
    },
    { faults },
  );
}

function refuseUnlessOverseen(person: Person, { id, district }: Organisation): void {
  if (isOfficial(person, { publisher: id, district })) return;
  throw new Refusal('forbidden', {
    zh: `单位 ${id} 不在您的管辖范围内`,
    en: `organisation ${id} is not under your supervision`,
  });
}
