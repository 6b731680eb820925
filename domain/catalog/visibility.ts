import { type Caller, has, type Person } from '../access/caller.ts';
import type { By } from '../case/event.ts';
import { Refusal } from '../refusal.ts';
import type { Dataset } from './dataset.ts';

type Owned = Pick<Dataset, 'publisher' | 'district'>;

/** The roles in which an agency's staff work on its datasets. */
export const agencyRoles = ['agency-clerk', 'agency-reviewer', 'agency-principal'] as const;

/** Staff of the publishing agency, who alone may change a dataset. */
export const isStaff = (caller: Caller, { publisher }: Owned): boolean =>
  caller.kind === 'person' &&
  !has(caller, 'operator') &&
  caller.agency === publisher &&
  agencyRoles.some((role) => has(caller, role));

/** Who sees a dataset before and beside its publication: its agency, the regulators above it, auditors. */
export function isOfficial(caller: Caller, dataset: Owned): boolean {
  if (caller.kind === 'anonymous' || has(caller, 'operator')) return false;
  if (isStaff(caller, dataset) || has(caller, 'auditor')) return true;
  return has(caller, 'regulator') && (caller.district === undefined || caller.district === dataset.district);
}

/** Everybody sees what is or was published; only officials see what isn't. Others are told that there is none. */
export const maySee = (caller: Caller, dataset: Dataset): boolean =>
  dataset.published !== undefined || isOfficial(caller, dataset);

export function refuseUnlessStaff(caller: Caller, dataset: Dataset): asserts caller is Person {
  if (caller.kind === 'person' && isStaff(caller, dataset)) return;
  throw new Refusal('forbidden', {
    zh: `数据集 ${dataset.id} 只能由其开放主体的工作人员维护`,
    en: `only staff of its publisher may change dataset ${dataset.id}`,
  });
}

/** In what capacity a member of staff acts. */
export function staffBy(person: Person, { publisher, district }: Owned): By {
  const role = agencyRoles.find((each) => has(person, each)) ?? 'agency-clerk';
  return { role, agency: publisher, ...(district === undefined ? {} : { district }) };
}
