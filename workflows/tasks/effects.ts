import { addressOf } from '../../domain/case/boxes.ts';
import { type Case, datasetOf } from '../../domain/case/case.ts';
import type { GrantId } from '../../domain/ids.ts';
import type { Actor, EffectName, Outcome } from '../../domain/policy/words.ts';
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
    await publish(p, datasetOf(kase), kase.id);
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
      zh: kase.outcome === 'granted' ? '协议已签订,使用权限已开通' : `办理结果:${outcomeOf(kase).zh}`,
      en:
        kase.outcome === 'granted' ? 'The agreement is signed and access is opened' : `Outcome: ${outcomeOf(kase).en}`,
    }),
  'tell-reasons': async (p, kase) =>
    tell(p, kase, ['applicant'], 'reasons', {
      zh: `申请${outcomeOf(kase).zh}${because(kase, ',理由:')}`,
      en: `Your application is ${outcomeOf(kase).en}${because(kase, ', because: ')}`,
    }),
  'tell-agency': async (p, kase) =>
    tell(p, kase, ['agency'], 'told', {
      zh: `办件 ${kase.id} 的结果:${outcomeOf(kase).zh}`,
      en: `The outcome of case ${kase.id}: ${outcomeOf(kase).en}`,
    }),
  'suspend-opening': async (p, kase) => {
    await suspend(p, datasetOf(kase), kase.id);
    return tell(p, kase, ['agency', 'same-level-regulator'], 'suspended', {
      zh: '数据集已中止开放',
      en: 'The opening of the dataset is suspended',
    });
  },
  'restore-opening': async (p, kase) => {
    await restore(p, datasetOf(kase), kase.id);
    return { notices: [] };
  },
  'take-down': async (p, kase) => {
    await takeDown(p, datasetOf(kase), kase.id);
    return tell(p, kase, ['agency'], 'taken-down', { zh: '数据集已下架', en: 'The dataset is taken down' });
  },
  'correct-data': async (p, kase) => {
    const corrected = await correct(p, datasetOf(kase), kase.id);
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
      zh: `异议处理结果:${outcomeOf(kase).zh}${because(kase, ';理由:')}`,
      en: `Result of your objection: ${outcomeOf(kase).en}${because(kase, '; ')}`,
    }),
};

const tell = (p: Platform, kase: Case, actors: readonly Actor[], occasion: string, text: Text): Done => ({
  notices: [...new Set(actors.map((actor) => addressOf(actor, kase)))].map((address) =>
    notice(address, kase, occasion, p.now(), text),
  ),
});

const outcomes: Readonly<Record<Outcome, Text>> = {
  granted: { zh: '已同意', en: 'granted' },
  refused: { zh: '未获同意', en: 'refused' },
  returned: { zh: '未通过形式审核', en: 'returned' },
  declined: { zh: '未签订协议', en: 'declined' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
  upheld: { zh: '成立', en: 'upheld' },
  dismissed: { zh: '不成立', en: 'dismissed' },
  published: { zh: '已发布', en: 'published' },
  opened: { zh: '已开放', en: 'opened' },
  changed: { zh: '已变更', en: 'changed' },
  listed: { zh: '已列入清单', en: 'listed' },
  agreed: { zh: '已达成一致', en: 'agreed' },
  settled: { zh: '已裁定', en: 'settled' },
  rectified: { zh: '已整改', en: 'rectified' },
  restricted: { zh: '已限制', en: 'restricted' },
  ended: { zh: '已终止', en: 'ended' },
  done: { zh: '已完成', en: 'done' },
  superseded: { zh: '已由后来的办件取代', en: 'superseded' },
};

const outcomeOf = ({ outcome }: Case): Text => (outcome === undefined ? { zh: '未定', en: 'open' } : outcomes[outcome]);

/** The reasons of the decision, introduced; nothing where none were given. */
function because(kase: Case, introduction: string): string {
  const { reasons = [] } = (kase.reasons ?? {}) as { reasons?: readonly string[] };
  return reasons.length === 0 ? '' : introduction + reasons.join(';');
}
