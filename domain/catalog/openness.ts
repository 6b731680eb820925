import { Refusal } from '../refusal.ts';
import { type Dataset, heldOf, openedOf, type Publication, stateOf } from './dataset.ts';
import type { Release } from './release.ts';
import type { OpeningMode, Openness } from './words.ts';

const breadth: Readonly<Record<Openness, number>> = { closed: 0, conditional: 1, unconditional: 2 };

/** Whether less would be open than is. */
export const narrows = (from: Openness, to: Openness): boolean => breadth[to] < breadth[from];

/** What the public has of a dataset, with its data. */
export interface Open extends Publication {
  release: Release;
}

/**
 * The data of a dataset as it is open now, in that mode. Refuses what is suspended, taken down, closed, or not opened
 * in that mode; to whom a conditional dataset is open is the caller's question.
 */
export function openNow(dataset: Dataset, mode?: OpeningMode): Open {
  const { id } = dataset;
  refuseWithheld(dataset);
  const published = openedOf(dataset);
  if (published?.release === undefined || published.entry.openness === 'closed') {
    throw new Refusal('dataset-not-open', {
      zh: `数据集 ${id} 不予开放`,
      en: `dataset ${id} is not open to the public`,
    });
  }
  if (mode !== undefined && !published.entry.openingModes.includes(mode)) {
    throw new Refusal('dataset-not-open', {
      zh: `数据集 ${id} 不以“${titleOfMode[mode].zh}”方式开放`,
      en: `dataset ${id} is not open by ${titleOfMode[mode].en}`,
    });
  }
  return { ...published, release: published.release };
}

/** The data of a dataset for whom it is shared with or was granted to, however open it is to the public. */
export function heldNow(dataset: Dataset): Open {
  refuseWithheld(dataset);
  const opened = openedOf(dataset);
  const release = heldOf(dataset);
  if (opened !== undefined && release !== undefined) return { ...opened, release };
  throw new Refusal('dataset-not-open', {
    zh: `数据集 ${dataset.id} 的数据尚未归集到平台`,
    en: `the data of dataset ${dataset.id} isn't gathered on the platform yet`,
  });
}

/** Refuses what is suspended, taken down or not published, to whomever. */
export function refuseWithheld(dataset: Dataset): void {
  const { id } = dataset;
  const state = stateOf(dataset);
  switch (state) {
    case 'suspended':
      throw suspendedRefusal(id);
    case 'taken-down':
      throw new Refusal('dataset-not-open', { zh: `数据集 ${id} 已下架`, en: `dataset ${id} is taken down` });
    case 'draft':
    case 'submitted':
      throw new Refusal('dataset-not-open', { zh: `数据集 ${id} 尚未发布`, en: `dataset ${id} isn't published yet` });
    case 'published':
      break;
    default:
      state satisfies never;
  }
}

/** QD-19b. Also for what the storage refuses although it is said to be open: its gate is closed at this moment. */
export const suspendedRefusal = (id: string): Refusal =>
  new Refusal('dataset-suspended', {
    zh: `数据集 ${id} 已中止开放,正在核实处理`,
    en: `the opening of dataset ${id} is suspended while an objection is being handled`,
  });

const titleOfMode: Readonly<Record<OpeningMode, { zh: string; en: string }>> = {
  download: { zh: '数据下载', en: 'download' },
  interface: { zh: '数据服务接口', en: 'interface' },
  'model-result': { zh: '模型结果', en: "a model's results" },
  sandbox: { zh: '数据沙箱', en: 'sandbox' },
};
