import { addressOf } from '../../domain/case/boxes.ts';
import type { Case } from '../../domain/case/case.ts';
import type { GrantId } from '../../domain/ids.ts';
import type { Actor, EffectName } from '../../domain/policy/words.ts';
import type { Text } from '../../domain/refusal.ts';
import type { Platform } from '../../functions/platform.ts';
import type { Write } from '../../functions/stores/engine.ts';
import { grantAccess } from '../../functions/stores/granting.ts';
import { notice } from '../../functions/stores/notices.ts';
import { correct, publish, restore, suspend, takeDown } from '../../functions/stores/opening.ts';

/** What an effect leaves to be written with the event that says it is done. */
interface Done {
  notices: Write[];
  grantId?: GrantId;
}

/** What the platform itself does, by name. Each may be repeated and then changes nothing more. */
export const effects: Readonly<Record<EffectName, (p: Platform, kase: Case) => Promise<Done>>> = {
  publish: async (p, kase) => {
    await publish(p, kase.datasetId, kase.id);
    return tell(p, kase, ['agency'], 'published', { zh: '数据集已通过开放平台发布', en: 'The dataset is published' });
  },
  'grant-access': async (p, kase) => {
    const grantId = await grantAccess(p, kase);
    return {
      ...tell(p, kase, ['applicant'], 'granted', { zh: '数据使用权限已开通', en: 'Your access is opened' }),
      grantId,
    };
  },
  'notify-regulator': async (p, kase) =>
    tell(p, kase, ['same-level-regulator'], 'regulator-told', {
      zh: kase.outcome === 'granted' ? '协议已签订,使用权限已开通' : `办理结果:${kase.outcome}`,
      en: kase.outcome === 'granted' ? 'The agreement is signed and access is opened' : `Outcome: ${kase.outcome}`,
    }),
  'tell-reasons': async (p, kase) =>
    tell(p, kase, ['applicant'], 'reasons', {
      zh: `申请未通过,理由:${reasonsOf(kase)}`,
      en: `The application was not passed, because: ${reasonsOf(kase)}`,
    }),
  'suspend-opening': async (p, kase) => {
    await suspend(p, kase.datasetId, kase.id);
    return tell(p, kase, ['agency', 'same-level-regulator'], 'suspended', {
      zh: '数据集已中止开放',
      en: 'The opening of the dataset is suspended',
    });
  },
  'restore-opening': async (p, kase) => {
    await restore(p, kase.datasetId, kase.id);
    return { notices: [] };
  },
  'take-down': async (p, kase) => {
    await takeDown(p, kase.datasetId, kase.id);
    return tell(p, kase, ['agency'], 'taken-down', { zh: '数据集已下架', en: 'The dataset is taken down' });
  },
  'correct-data': async (p, kase) => {
    const corrected = await correct(p, kase.datasetId, kase.id);
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
  'report-result': async (p, kase) =>
    tell(p, kase, ['applicant'], 'result', {
      zh: `异议处理结果:${kase.outcome};${reasonsOf(kase)}`,
      en: `Result of your objection: ${kase.outcome}; ${reasonsOf(kase)}`,
    }),
};

const tell = (p: Platform, kase: Case, actors: readonly Actor[], occasion: string, text: Text): Done => ({
  notices: [...new Set(actors.map((actor) => addressOf(actor, kase)))].map((address) =>
    notice(address, kase, occasion, p.now(), text),
  ),
});

function reasonsOf(kase: Case): string {
  const { reasons } = (kase.reasons ?? {}) as { reasons?: readonly string[] };
  return (reasons ?? []).join(';');
}
