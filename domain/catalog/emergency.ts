import type { Instant } from '../calendar/dates.ts';
import type { By } from '../case/event.ts';
import type { CaseId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import type { Change } from './changes.ts';
import { type Dataset, dataOf, stateOf } from './dataset.ts';
import type { DatasetEntry } from './entry.ts';
import type { Release } from './release.ts';

// 突发事件应对中的数据开放: what is conditional or closed is everybody's for a while.

const by: By = { role: 'platform' };

/** Opens it to everybody for a case; nothing where it can't be opened or is open for an emergency already. */
export function openedForEmergency(dataset: Dataset, caseId: CaseId, now: Instant): Change | undefined {
  const { published, emergency } = dataset;
  const release = openable(dataset);
  if (emergency !== undefined || published === undefined || release === undefined) return undefined;
  const { conditions: _, requiredProofs: __, ...entry } = published.entry;
  return {
    next: {
      ...dataset,
      emergency: {
        entry: { ...entry, openness: 'unconditional', openingModes: ['download', 'interface'] },
        release,
        caseId,
        at: now,
      },
    },
    body: { type: 'emergency-opened', caseId, releaseId: release.id },
    by,
  };
}

/** It is as open as before again. */
export function emergencyEnded(dataset: Dataset, caseId: CaseId): Change | undefined {
  const { emergency, ...rest } = dataset;
  return emergency?.caseId === caseId ? { next: rest, body: { type: 'emergency-ended', caseId }, by } : undefined;
}

/** No emergency opens what isn't published with prepared data, what is open anyway, or what would harm persons. */
export function refuseUnlessEmergencyOpenable(dataset: Dataset): void {
  const { id, published, emergency } = dataset;
  if (published?.entry.openness === 'unconditional') {
    throw new Refusal('not-now', { zh: `数据集 ${id} 已无条件开放`, en: `dataset ${id} is unconditional already` });
  }
  if (emergency !== undefined) {
    throw new Refusal('not-now', {
      zh: `数据集 ${id} 已在办件 ${emergency.caseId} 中应急开放`,
      en: `dataset ${id} is open for an emergency already, in case ${emergency.caseId}`,
    });
  }
  if (openable(dataset) !== undefined) return;
  throw new Refusal('dataset-not-open', {
    zh: `数据集 ${id} 尚未发布、没有可用数据,或含有未经处理的个人信息、商业秘密等,不能应急开放`,
    en: `dataset ${id} is not published, has no data, or contains personal data or secrets that were not treated: no emergency opens it`,
  });
}

/** What would be opened: the published data, or of closed data what its agency has prepared, masked as it is. */
function openable(dataset: Dataset): Release | undefined {
  const { published, release } = dataset;
  if (stateOf(dataset) !== 'published' || published === undefined) return undefined;
  return isHarmful(published.entry) ? undefined : (dataOf(published) ?? release);
}

const isHarmful = ({ contains = [], clearance, securityLevel }: DatasetEntry): boolean =>
  contains.includes('state-secret') ||
  (contains.length > 0 && clearance?.treatment === undefined) ||
  securityLevel === 'L4';

/** What of an emergency opening stays under another entry: nothing once that says that it would harm persons. */
export const emergencyUnder = (entry: DatasetEntry, { emergency }: Pick<Dataset, 'emergency'>) =>
  emergency === undefined || isHarmful(entry) ? {} : { emergency };
