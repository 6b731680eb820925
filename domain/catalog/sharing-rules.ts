import type { CatalogRules, SharingNeed } from '../policy/catalog-rules.ts';
import type { Fault, Text } from '../refusal.ts';
import type { DatasetEntry } from './entry.ts';
import { type SharingType, sharingOf } from './sharing.ts';

/** What the regulation asks of the sharing attribute: reasons, conditions, a basis, a mode, as its type has it. */
export function sharingFaults(entry: Pick<DatasetEntry, 'sharing'>, rules: CatalogRules): Fault[] {
  if (rules.sharing.length === 0 || entry.sharing === undefined) return [];
  const attribute = sharingOf(entry);
  if (attribute === undefined) {
    const clause = rules.sharing[0]?.clause;
    return [
      {
        pointer: '/sharing',
        detail: {
          zh: `应分项写明共享类型、理由、条件和依据(${clause})`,
          en: `must state type, reason, conditions and basis one by one (${clause})`,
        },
      },
    ];
  }
  return rules.sharing
    .filter(({ type }) => type === attribute.type)
    .flatMap(({ type, needs, clause }) =>
      needs
        .filter((need) => attribute[need] === undefined)
        .map((need) => ({
          pointer: `/sharing/${need}`,
          detail: {
            zh: `${titleOfType[type].zh}的数据应当写明${titleOfNeed[need].zh}(${clause})`,
            en: `data of ${titleOfType[type].en} states ${titleOfNeed[need].en} (${clause})`,
          },
        })),
    );
}

const titleOfType: Readonly<Record<SharingType, Text>> = {
  unconditional: { zh: '无条件共享', en: 'unconditional sharing' },
  conditional: { zh: '有条件共享', en: 'conditional sharing' },
  none: { zh: '不予共享', en: 'no sharing' },
};

const titleOfNeed: Readonly<Record<SharingNeed, Text>> = {
  reason: { zh: '理由', en: 'a reason' },
  conditions: { zh: '共享条件', en: 'its conditions' },
  basis: { zh: '法律法规规章或者国家有关规定的依据', en: 'its basis in law' },
  mode: { zh: '共享方式', en: 'its mode' },
};
