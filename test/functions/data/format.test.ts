import { describe, expect, it } from 'vitest';
import { formatOf } from '../../../functions/data/format.ts';

describe('formatOf', () => {
  it.each([
    [undefined, 'list'],
    ['', 'list'],
    ['*/*', 'list'],
    ['application/json', 'list'],
    ['text/html,application/xhtml+xml,*/*;q=0.8', 'list'],
    ['text/csv', 'csv'],
    ['TEXT/CSV; charset=utf-8', 'csv'],
    ['application/json;q=0.5, text/csv', 'csv'],
    ['text/csv;q=0, application/json', 'list'],
    ['application/vnd.pgrst.object+json', 'object'],
    ['application/vnd.pgrst.object', 'object'],
    ['application/vnd.pgrst.array+json;nulls=stripped', 'list'],
    ['application/xml', undefined],
    ['text/csv;q=0', undefined],
    ['application/vnd.pgrst.plan+text', undefined],
  ])('takes %s as %s', (accept, kind) => {
    expect(formatOf(accept)?.kind).toBe(kind);
  });

  it('strips what has no value only where it is asked to', () => {
    expect(formatOf('application/vnd.pgrst.object+json;nulls=stripped')?.stripsNulls).toBe(true);
    expect(formatOf('application/vnd.pgrst.array+json')?.stripsNulls).toBe(false);
  });
});
