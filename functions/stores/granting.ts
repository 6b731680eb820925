import { grantOf } from '../../domain/access/grant.ts';
import { sharedGrantOf } from '../../domain/access/shared-grant.ts';
import { type Case, datasetOf } from '../../domain/case/case.ts';
import type { GrantId } from '../../domain/ids.ts';
import type { Platform } from '../platform.ts';

/** 开通数据使用权限 (QD-17.3): opens what the application was granted, once for each case. */
export async function grantAccess(
  p: Pick<Platform, 'catalog' | 'access' | 'city' | 'now'>,
  kase: Case,
): Promise<GrantId> {
  const dataset = await p.catalog.load(datasetOf(kase));
  const grant = grantOf(kase, dataset, p.city.deployment.defaultQuota, p.now());
  await p.access.openGrant(grant);
  return grant.id;
}

/** 共享数据: lets the asking unit's staff use the data, once for each case. */
export async function shareData(
  p: Pick<Platform, 'catalog' | 'access' | 'city' | 'now'>,
  kase: Case,
): Promise<GrantId> {
  const dataset = await p.catalog.load(datasetOf(kase));
  const grant = sharedGrantOf(kase, dataset, p.city.deployment.defaultQuota, p.now());
  await p.access.openGrant(grant);
  return grant.id;
}
