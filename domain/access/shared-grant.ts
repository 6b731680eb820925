import { z } from 'zod';
import { type Instant, LocalDate, localDateOf } from '../calendar/dates.ts';
import { agencyOf, type Case, datasetOf } from '../case/case.ts';
import type { Dataset } from '../catalog/dataset.ts';
import { agencyRoles } from '../catalog/visibility.ts';
import { defined } from '../defined.ts';
import { type AgencyId, GrantId } from '../ids.ts';
import type { City, Organisation, Quota } from '../policy/policy.ts';
import { type Caller, has, type Person } from './caller.ts';
import { extentOf, type Grant } from './grant.ts';

/** What a sharing request says of the use it is for. */
export const SharedUse = z.object({ purpose: z.string(), until: LocalDate.optional() });

// What has no end named lasts until the purpose has ended.
const noEnd = LocalDate.parse('9999-12-30'); // the day after it is a date, too

/** Under what name a unit holds what was shared with it. */
export const unitHolder = (unit: AgencyId): string => `agency:${unit}`;

/** The grant by which a unit's staff use what was shared with it. Its id is its case's: one case, one grant. */
export function sharedGrantOf(kase: Case, dataset: Dataset, cityQuota: Quota, now: Instant): Grant {
  const { purpose, until } = SharedUse.parse(kase.filing);
  const unit = kase.counterpart?.id;
  if (unit === undefined) throw new Error(`case ${kase.id} shares with no unit`);
  const agency = agencyOf(kase);
  return {
    id: GrantId.parse(kase.id),
    caseId: kase.id,
    holder: unitHolder(unit),
    sharedWith: unit,
    datasetId: datasetOf(kase),
    agency: { id: agency.id, ...defined({ district: agency.district }) },
    ...defined({ rows: kase.terms?.rows }),
    purpose,
    validFrom: localDateOf(now),
    validTo: until ?? noEnd,
    ...extentOf(kase.terms ?? {}, dataset, cityQuota),
    grantedAt: now,
  };
}

/** Under what names somebody holds grants: its own, and that of the unit in whose service it stands. */
export function holdersOf(city: City, person: Person): string[] {
  const unit = unitOfStaff(city, person);
  return [person.subject, ...(unit === undefined ? [] : [unitHolder(unit.id)])];
}

/** The unit of the city in whose service somebody calls. */
export function unitOfStaff(city: City, caller: Caller): Organisation | undefined {
  if (caller.kind === 'anonymous' || has(caller, 'operator')) return undefined;
  if (!agencyRoles.some((role) => has(caller, role))) return undefined;
  return city.organisations.find(({ id }) => id === caller.agency);
}
