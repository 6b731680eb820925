import { chongqing } from '../../../cities/chongqing.ts';
import { dazhou } from '../../../cities/dazhou.ts';
import { jinfeng } from '../../../cities/jinfeng.ts';
import { qingdao } from '../../../cities/qingdao.ts';
import { City, currentPolicy } from '../../../domain/policy/policy.ts';

const policy = currentPolicy(qingdao);
const others = [jinfeng, dazhou, chongqing].map(currentPolicy);

/** Qingdao with every procedure that it hasn't and another city has, so that every function has all of its work. */
export const wholeCity: City = City.parse({
  ...qingdao,
  policies: [
    {
      ...policy,
      conduct: currentPolicy(chongqing).conduct,
      overlays: ['QM', 'CQ', 'DZ', 'JF', 'ZW'].map((letters) => ({ letters, regulation: policy.regulation })),
      catalog: { ...policy.catalog, oneSource: currentPolicy(dazhou).catalog.oneSource },
      sharing: { notPassedOn: { clause: 'JF-23b' }, useRecords: { years: 3, clause: 'ZW-29' } },
      procedures: Object.assign({}, ...others.map(({ procedures }) => procedures), policy.procedures),
    },
  ],
});
