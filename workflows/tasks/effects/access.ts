import { type Case, datasetOf } from '../../../domain/case/case.ts';
import type { Platform } from '../../../functions/platform.ts';
import { endGrantsIfWithdrawn } from '../../../functions/stores/ending.ts';
import { grantAccess } from '../../../functions/stores/granting.ts';
import { closeChannels, endGrant, restoreGrants, restrictGrant } from '../../../functions/stores/restricting.ts';
import { because, type Done, type Effects, tell } from './done.ts';

/** What happens to somebody's permission to use data. */
export const accessEffects = {
  'grant-access': async (p, kase) => {
    const grantId = await grantAccess(p, kase);
    // It may have been closed while the agreement was being signed.
    await endGrantsIfWithdrawn(p, datasetOf(kase));
    return {
      ...tell(p, kase, ['applicant'], 'granted', { zh: '数据使用权限已开通', en: 'Your access is opened' }),
      grantId,
    };
  },
  'restrict-grant': async (p, kase) => {
    await restrictGrant(p, kase);
    return tellOfMeasure(p, kase, 'restricted', { zh: '已被限制', en: 'is restricted' });
  },
  'close-channels': async (p, kase) => {
    await closeChannels(p, kase);
    return tellOfMeasure(p, kase, 'closed', { zh: '及其他供给通道已关闭', en: 'and all other channels are closed' });
  },
  'restore-grant': async (p, kase) => {
    await restoreGrants(p, kase);
    return tellOfMeasure(p, kase, 'restored', { zh: '已恢复', en: 'is restored' });
  },
  'end-grant': async (p, kase) => {
    await endGrant(p, kase);
    return tellOfMeasure(p, kase, 'ended', { zh: '已终止', en: 'has ended' });
  },
} satisfies Effects;

/** Whoever is concerned learns of it at once, and why. */
const tellOfMeasure = (p: Platform, kase: Case, occasion: string, { zh, en }: { zh: string; en: string }): Done =>
  tell(p, kase, ['respondent', 'agency', 'same-level-regulator'], occasion, {
    zh: `使用权限 ${kase.grantId} ${zh}${because(kase, ',理由:')}`,
    en: `Grant ${kase.grantId} ${en}${because(kase, ', because: ')}`,
  });
