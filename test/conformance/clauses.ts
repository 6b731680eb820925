import type { Clause } from './clause.ts';
import { chongqing } from './clauses/chongqing.ts';
import { dazhou } from './clauses/dazhou.ts';
import { jinfeng } from './clauses/jinfeng.ts';
import { national } from './clauses/national.ts';
import { qingdao } from './clauses/qingdao.ts';

/** Each regulation by its letters: whose it is, and how many articles of it are stored. */
export const regulations = [
  { letters: 'CQ', of: 'chongqing', articles: 25 },
  { letters: 'QD', of: 'qingdao', articles: 25 },
  { letters: 'DZ', of: 'dazhou', articles: 53 },
  { letters: 'JF', of: 'jinfeng', articles: 35 },
  { letters: 'ZW', of: 'national', articles: 0 },
] as const;

export const clauses: readonly Clause[] = [...chongqing, ...qingdao, ...dazhou, ...jinfeng, ...national];
