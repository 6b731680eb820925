import { ended, lifted, restricted } from '../../domain/access/restriction.ts';
import type { Case } from '../../domain/case/case.ts';
import type { GrantId } from '../../domain/ids.ts';
import type { Platform } from '../platform.ts';

type Parts = Pick<Platform, 'access' | 'now'>;

/** 限制数据获取权限: from now on nothing is given by the grant of the case. */
export const restrictGrant = (p: Parts, kase: Case): Promise<void> =>
  p.access.changeGrant(grantIdOf(kase), (grant) => restricted(grant, kase.id, p.now()));

/** 关闭数据供给通道: nothing is given by any grant of whoever holds the grant of the case. */
export async function closeChannels(p: Parts, kase: Case): Promise<void> {
  for (const { id } of await heldBeside(p, kase)) {
    await p.access.changeGrant(id, (grant) => restricted(grant, kase.id, p.now()));
  }
}

/** Lifts whatever the case restricted. */
export async function restoreGrants(p: Parts, kase: Case): Promise<void> {
  for (const { id } of await heldBeside(p, kase)) {
    await p.access.changeGrant(id, (grant) => lifted(grant, kase.id, p.now()));
  }
}

/** 终止授权: ends the grant of the case for good. */
export const endGrant = (p: Parts, kase: Case): Promise<void> =>
  p.access.changeGrant(grantIdOf(kase), (grant) => ended(grant, p.now()));

const heldBeside = async (p: Parts, kase: Case) => {
  const { holder } = await p.access.grant(grantIdOf(kase));
  return p.access.grantsOf(holder);
};

function grantIdOf({ id, grantId }: Pick<Case, 'id' | 'grantId'>): GrantId {
  if (grantId === undefined) throw new Error(`case ${id} is about no grant`);
  return grantId;
}
