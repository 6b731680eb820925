import type { Organisation } from '../policy/policy.ts';
import type { SharingPolicy } from '../policy/sharing-policy.ts';
import { Refusal } from '../refusal.ts';
import type { Dataset } from './dataset.ts';
import { type SharingType, sharingOf } from './sharing.ts';

/** How published data is shared; what its agency hasn't classed is asked for. */
export const sharingTypeOf = ({ published }: Pick<Dataset, 'published'>): SharingType =>
  (published && sharingOf(published.entry)?.type) ?? 'conditional';

/**
 * The kind of a sharing request, by which its procedure opens: how the data is shared, or that it is asked for across
 * levels (跨层级、跨区域), and whether a public service body (公共服务组织) is a party, which the law for government
 * departments doesn't bind.
 */
export function sharingKind(type: SharingType, agency: Organisation, counterpart: Organisation): string {
  const how = agency.district === counterpart.district ? type : 'across-levels';
  const departments = [agency, counterpart].every(({ kind }) => kind !== 'public-service');
  return departments ? how : `${how}-with-public-service`;
}

/** Refuses to have what needn't be asked for asked for, and what isn't shared, where nothing lifts that. */
export function refuseUnlessShareable(dataset: Dataset, { directly, treated }: SharingPolicy): void {
  const { id, published } = dataset;
  if (published === undefined)
    throw new Refusal('dataset-not-open', { zh: `数据集 ${id} 尚未编目发布`, en: `dataset ${id} isn't published yet` });
  const type = sharingTypeOf(dataset);
  if (type === 'unconditional' && directly !== undefined) {
    throw new Refusal('not-now', {
      zh: `数据集 ${id} 属于无条件共享,可以直接获取,无需申请(${directly.clause})`,
      en: `dataset ${id} is shared unconditionally: get it directly, it needs no request (${directly.clause})`,
    });
  }
  if (type !== 'none' || treated !== undefined) return;
  const { reason, basis } = sharingOf(published.entry) ?? {};
  throw new Refusal('not-now', {
    zh: `数据集 ${id} 不予共享,依据:${basis ?? '未载明'}${reason === undefined ? '' : `;理由:${reason}`}`,
    en: `dataset ${id} is not shared, on the basis of: ${basis ?? 'not stated'}${reason === undefined ? '' : `; because: ${reason}`}`,
  });
}
