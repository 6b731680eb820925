import { datasetOf } from '../../../domain/case/case.ts';
import { endGrantsIfWithdrawn } from '../../../functions/stores/ending.ts';
import { endUpkeepOf } from '../../../functions/stores/fulfilling.ts';
import {
  correct,
  endEmergency,
  openForEmergency,
  publish,
  restore,
  suspend,
  takeDown,
} from '../../../functions/stores/opening.ts';
import { type Effects, tell } from './done.ts';

/** What happens to a dataset. */
export const openingEffects = {
  publish: async (p, kase) => {
    await publish(p, datasetOf(kase), kase.id);
    await endUpkeepOf(p, datasetOf(kase));
    return tell(p, kase, ['agency'], 'published', { zh: '数据集已通过开放平台发布', en: 'The dataset is published' });
  },
  'suspend-opening': async (p, kase) => {
    await suspend(p, datasetOf(kase), kase.id);
    return tell(p, kase, ['agency', 'same-level-regulator'], 'suspended', {
      zh: '数据集已中止开放',
      en: 'The opening of the dataset is suspended',
    });
  },
  'restore-opening': async (p, kase) => {
    // An incident of a system suspended nothing.
    if (kase.datasetId !== undefined) await restore(p, kase.datasetId, kase.id);
    return { notices: [] };
  },
  'take-down': async (p, kase) => {
    await takeDown(p, datasetOf(kase), kase.id);
    await endGrantsIfWithdrawn(p, datasetOf(kase));
    await endUpkeepOf(p, datasetOf(kase));
    return tell(p, kase, ['agency'], 'taken-down', { zh: '数据集已下架', en: 'The dataset is taken down' });
  },
  'open-for-emergency': async (p, kase) => {
    await openForEmergency(p, datasetOf(kase), kase.id);
    return tell(p, kase, ['agency', 'same-level-regulator'], 'emergency-opened', {
      zh: '数据集已应急开放',
      en: 'The dataset is open to everybody for an emergency',
    });
  },
  'end-emergency': async (p, kase) => {
    await endEmergency(p, datasetOf(kase), kase.id);
    return tell(p, kase, ['agency', 'same-level-regulator'], 'emergency-ended', {
      zh: '应急开放已结束',
      en: 'The emergency opening has ended',
    });
  },
  'correct-data': async (p, kase) => {
    const corrected = await correct(p, datasetOf(kase), kase.id, kase.version);
    await endUpkeepOf(p, datasetOf(kase));
    return tell(
      p,
      kase,
      ['agency'],
      'correction',
      corrected === 'published'
        ? { zh: '更正后的数据已发布', en: 'The corrected data is published' }
        : { zh: '请更正数据后重新提交开放', en: 'Please correct the data and submit it again' },
    );
  },
} satisfies Effects;
