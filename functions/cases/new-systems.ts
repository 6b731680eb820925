import type { Organisation } from '../../domain/policy/policy.ts';
import { type Fault, incomplete } from '../../domain/refusal.ts';
import type { Platform } from '../platform.ts';
import type { NewSystemForm } from '../routes/catalog-filings.ts';

/**
 * DZ-11: before a system is accepted its catalog is filed, each entry of it the unit's own and with its dictionary. What
 * is still planned (JF-7) needn't have any.
 */
export async function refuseUnlessDescribed(
  p: Platform,
  agency: Organisation | undefined,
  { kind, datasets }: NewSystemForm,
): Promise<void> {
  const found = await Promise.all(datasets.map((id) => p.catalog.find(id)));
  const faults = found.flatMap((dataset, i): Fault[] => {
    const at = `/datasets/${i}`;
    if (dataset?.publisher !== agency?.id || dataset === undefined)
      return [fault(at, '不是本单位的数据目录', "is no entry of the unit's catalog")];
    return dataset.dictionary === undefined ? [fault(at, '缺少数据字典', 'lacks its data dictionary')] : [];
  });
  const none: Fault[] =
    kind === 'before-acceptance' && datasets.length === 0
      ? [fault('/datasets', '项目验收前应当提交数据目录', 'the catalog is filed before the project is accepted')]
      : [];
  if (faults.length + none.length === 0) return;
  throw incomplete(
    { zh: '信息系统的数据目录和数据字典不齐全', en: 'the catalog and dictionaries of the system are incomplete' },
    [...none, ...faults],
  );
}

const fault = (pointer: string, zh: string, en: string): Fault => ({ pointer, detail: { zh, en } });
