import type { Caller } from '../access/caller.ts';
import type { Dictionary } from '../data/dictionary.ts';
import type { Policy } from '../policy/policy.ts';
import { Refusal } from '../refusal.ts';

/** CQ-23 asks who it is before it gives even unconditional data; QD-15 doesn't. */
export function refuseUnlessIdentified(caller: Caller, policy: Pick<Policy, 'unconditionalNeedsIdentity'>): void {
  if (policy.unconditionalNeedsIdentity && caller.kind === 'anonymous') throw signInFirst();
}

export const signInFirst = (): Refusal =>
  new Refusal('sign-in-required', { zh: '获取该数据前请先登录', en: 'please sign in before you get this data' });

/** What a grant gives of a table. */
interface Extent {
  columns: readonly string[];
  rows?: Readonly<Record<string, string>> | undefined;
}

/** A file is the whole table, so it takes a grant of the whole table. */
export function refuseUnlessWhole(datasetId: string, dictionary: Dictionary, grant: Extent | undefined): void {
  if (grant === undefined) {
    throw new Refusal('grant-required', {
      zh: `数据集 ${datasetId} 为有条件开放,下载须先申请并获得使用权限`,
      en: `dataset ${datasetId} is conditional; a download takes a grant that is active now`,
    });
  }
  const lacking = dictionary.fields.filter(({ name }) => !grant.columns.includes(name));
  if (lacking.length === 0 && Object.keys(grant.rows ?? {}).length === 0) return;
  throw new Refusal('grant-required', {
    zh: `您对数据集 ${datasetId} 只有部分数据的使用权限,请通过数据服务接口获取`,
    en: `your grant covers only a part of dataset ${datasetId}; please use its interface`,
  });
}
