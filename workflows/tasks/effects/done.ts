import { addressOf } from '../../../domain/case/boxes.ts';
import type { Case } from '../../../domain/case/case.ts';
import type { GrantId } from '../../../domain/ids.ts';
import type { Actor, EffectName, Outcome } from '../../../domain/policy/words.ts';
import type { Text } from '../../../domain/refusal.ts';
import type { Platform } from '../../../functions/platform.ts';
import type { Write } from '../../../functions/stores/engine.ts';
import { notice } from '../../../functions/stores/notices.ts';

/** What an effect leaves to be written with the event that says it is done. */
export interface Done {
  notices: Write[];
  grantId?: GrantId;
}

/** What the platform itself does, by name. Each may be repeated and then changes nothing more. */
export type Effects = Readonly<Partial<Record<EffectName, (p: Platform, kase: Case) => Promise<Done>>>>;

/** One notice to each of these actors of the case. */
export const tell = (p: Platform, kase: Case, actors: readonly Actor[], occasion: string, text: Text): Done => ({
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
  promoted: { zh: '已推广', en: 'promoted' },
  undetermined: { zh: '暂不确定开放类型', en: 'not determined yet' },
  superseded: { zh: '已由后来的办件取代', en: 'superseded' },
  'kept-closed': { zh: '维持不予开放', en: 'kept closed' },
  'to-be-opened': { zh: '可以开放', en: 'to be opened' },
};

export const outcomeOf = ({ outcome }: Case): Text =>
  outcome === undefined ? { zh: '未定', en: 'open' } : outcomes[outcome];

/** The reasons of the decision, introduced; nothing where none were given. */
export function because(kase: Case, introduction: string): string {
  const { reasons = [] } = (kase.reasons ?? {}) as { reasons?: readonly string[] };
  return reasons.length === 0 ? '' : introduction + reasons.join(';');
}
