import { type Case, datasetOf } from '../../../domain/case/case.ts';
import type { Actor } from '../../../domain/policy/words.ts';
import type { Text } from '../../../domain/refusal.ts';
import type { Platform } from '../../../functions/platform.ts';
import { shareData } from '../../../functions/stores/granting.ts';
import { recordSource } from '../../../functions/stores/opening.ts';
import { endGrant, restoreGrants, restrictGrant } from '../../../functions/stores/restricting.ts';
import { because, type Done, type Effects, outcomeOf, tell } from './done.ts';

/** What happens to data between two units. */
export const sharingEffects = {
  'share-data': async (p, kase) => {
    const grantId = await shareData(p, kase);
    return { ...tellBoth(p, kase, 'shared', { zh: '数据已共享', en: 'The data is shared' }), grantId };
  },
  'restrict-sharing': async (p, kase) => {
    await restrictGrant(p, kase);
    return tellBoth(p, kase, 'sharing-suspended', {
      zh: '数据共享已暂停,请限期整改',
      en: 'Sharing is suspended until what is wrong is put right',
    });
  },
  'restore-sharing': async (p, kase) => {
    await restoreGrants(p, kase);
    return { notices: [] };
  },
  'end-sharing': async (p, kase) => {
    await endGrant(p, kase);
    return tellBoth(p, kase, 'sharing-ended', {
      zh: '数据共享已终止,请处置所获取的数据',
      en: 'Sharing has ended; please dispose of the data that was obtained',
    });
  },
  'record-source': async (p, kase) => {
    await recordSource(p, datasetOf(kase), kase);
    return tellResult(p, kase);
  },
  'tell-parties': async (p, kase) => tellResult(p, kase),
} satisfies Effects;

const parties: readonly Actor[] = ['applicant', 'agency', 'counterpart'];

const tellBoth = (p: Platform, kase: Case, occasion: string, text: Text): Done =>
  tell(p, kase, parties, occasion, text);

const tellResult = (p: Platform, kase: Case): Done =>
  tellBoth(p, kase, 'result', {
    zh: `办理结果:${outcomeOf(kase).zh}${because(kase, ';理由:')}`,
    en: `The outcome: ${outcomeOf(kase).en}${because(kase, '; ')}`,
  });
