import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../architecture/sources.ts';
import { lettersOf } from './clause.ts';
import { withoutSoftware } from './clauses/without-software.ts';
import { clauses, regulations } from './clauses.ts';

const text = readFileSync(join(root, 'docs/conformance.md'), 'utf8');

/** The rows of the table under a heading, or before the first one. */
function rowsUnder(heading: string): string[][] {
  const [, chapter = ''] = text.split(heading);
  const [table = ''] = chapter.split('\n## ');
  const rows = [...table.matchAll(/^\| (.+) \|$/gm)].map(([, row = '']) => row.split(' | '));
  return rows.slice(1);
}

describe('docs/conformance.md', () => {
  it('lists the articles without software, each with its reason', () => {
    expect(rowsUnder('\n## Articles without software\n')).toEqual(
      withoutSoftware.map(({ id, reason }) => [id, reason]),
    );
  });

  it('lists the pure clauses', () => {
    expect(rowsUnder('\n## Pure clauses\n')).toEqual(clauses.flatMap(({ id, pure }) => (pure ? [[id, pure]] : [])));
  });

  it('lists the clauses of which a part isn’t built, with what is shown and what isn’t', () => {
    expect(rowsUnder('\n## Not built\n')).toEqual(
      clauses.flatMap(({ id, partly }) => (partly === undefined ? [] : [[id, partly.shown, partly.notBuilt]])),
    );
  });

  it('says how many clauses each regulation has', () => {
    const counted = regulations.map(({ letters }) => [
      letters,
      String(clauses.filter(({ id }) => lettersOf(id) === letters).length),
    ]);
    expect(rowsUnder('# Conformance, clause by clause\n').map(([letters, , count]) => [letters, count])).toEqual(
      counted,
    );
    expect(text).toContain(`to ${clauses.length} things`);
  });
});
