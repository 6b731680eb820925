import type { Caller } from '../../domain/access/caller.ts';
import type { Grant } from '../../domain/access/grant.ts';
import { unitHolder, unitOfStaff } from '../../domain/access/shared-grant.ts';
import type { Dataset } from '../../domain/catalog/dataset.ts';
import { sharingTypeOf } from '../../domain/catalog/sharing-kind.ts';
import { currentPolicy } from '../../domain/policy/policy.ts';
import type { Platform } from '../platform.ts';

/** In whose records a use is kept, and who used it. */
export interface UnitUse {
  holder: string;
  keyId: string;
}

export interface Shared {
  /** Without any grant (DZ-20a). */
  directly: boolean;
  /** The grants of the dataset to the caller's unit, whether they are active or not. */
  grants: Grant[];
  used: UnitUse;
}

/** What is shared of another unit's dataset with the one in whose service the caller stands; nothing for anybody else. */
export async function sharedWith(
  p: Pick<Platform, 'city' | 'access'>,
  dataset: Dataset,
  caller: Caller,
): Promise<Shared | undefined> {
  const unit = unitOfStaff(p.city, caller);
  if (caller.kind === 'anonymous' || unit === undefined || unit.id === dataset.publisher) return undefined;
  const holder = unitHolder(unit.id);
  const used = { holder, keyId: caller.subject };
  if (currentPolicy(p.city).sharing.directly !== undefined && sharingTypeOf(dataset) === 'unconditional') {
    return { directly: true, grants: [], used };
  }
  const grants = (await p.access.grantsOf(holder)).filter(({ datasetId }) => datasetId === dataset.id);
  return grants.length === 0 ? undefined : { directly: false, grants, used };
}
