import { grantAccess } from '../../../functions/stores/granting.ts';
import { type Effects, tell } from './done.ts';

/** What happens to somebody's permission to use data. */
export const accessEffects = {
  'grant-access': async (p, kase) => {
    const grantId = await grantAccess(p, kase);
    return {
      ...tell(p, kase, ['applicant'], 'granted', { zh: '数据使用权限已开通', en: 'Your access is opened' }),
      grantId,
    };
  },
} satisfies Effects;
