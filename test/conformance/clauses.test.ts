import { describe, expect, it } from 'vitest';
import { cities } from '../../cities/all.ts';
import { clauseIdsIn, lettersOf } from './clause.ts';
import { withoutSoftware } from './clauses/without-software.ts';
import { clauses, regulations } from './clauses.ts';

const ids = [...clauses, ...withoutSoftware].map(({ id }) => id);

/** `17` of `QD-17.2a`. */
const articleOf = (id: string): number => Number(/\d+/.exec(id)?.[0]);

describe('the clauses', () => {
  it('are 160, each once, and no article that has none has one', () => {
    expect(clauses).toHaveLength(160);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('have ids that are found whole in a name', () => {
    expect(ids.filter((id) => clauseIdsIn(`${id}: a rule`)[0] !== id)).toEqual([]);
  });

  it('are told in one line', () => {
    expect(clauses.filter(({ must }) => /\n/.test(must) || must.length > 250)).toEqual([]);
  });

  it.each(regulations.filter(({ articles }) => articles > 0))('account for every article of $of', ({
    letters,
    articles,
  }) => {
    const told = new Set(ids.filter((id) => lettersOf(id) === letters && !/-I/.test(id)).map(articleOf));
    const all = Array.from({ length: articles }, (_, index) => index + 1);
    // JF-2 speaks for article 33 too: state secrets, once more.
    expect(all.filter((article) => !told.has(article))).toEqual(letters === 'JF' ? [33] : []);
  });
});

/** Every clause that something says, at whatever depth. */
function clausesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    key === 'clause' && typeof member === 'string' ? [member] : clausesIn(member),
  );
}

it.each(
  cities,
)('every clause that a rule of $name cites is one of them, or of other law that stands beside', (city) => {
  const beside = (id: string): boolean => !regulations.some(({ letters }) => letters === lettersOf(id));
  const cited = clausesIn(city);
  expect(cited.length).toBeGreaterThan(5);
  expect([...new Set(cited.filter(beside))].filter((id) => !['QM-17.1', 'PI-46'].includes(id))).toEqual([]);
  expect(cited.filter((id) => !beside(id) && !clauses.some((clause) => clause.id === id))).toEqual([]);
});
