import { describe, expect, it } from 'vitest';
import type { Fault } from '../../domain/refusal.ts';
import type { Route } from '../../functions/http.ts';
import { parsed } from '../../functions/middleware/faults.ts';
import { routes } from '../../functions/routes.ts';

const all: Route[] = Object.values(routes).flatMap((table) => Object.values(table));

describe('the route tables', () => {
  it('have each call once', () => {
    const calls = all.map(({ method, path }) => `${method} ${path}`);

    expect(calls.filter((call, i) => calls.indexOf(call) !== i)).toEqual([]);
  });

  it('have paths that API Gateway can route: whole segments, in ASCII, and one variable name at each level', () => {
    const variables = new Map<string, string>();
    for (const { path } of all) {
      const segments = path.slice(1).split('/');
      for (const [level, segment] of segments.entries()) {
        expect(segment).toMatch(/^(\{\w+\}|[a-z0-9._-]+)$/);
        if (!segment.startsWith('{')) continue;
        const before = segments.slice(0, level).join('/');
        expect(variables.get(before) ?? segment, path).toBe(segment);
        variables.set(before, segment);
      }
    }
  });

  it('have a schema for every variable of a path', () => {
    const untyped = all.filter(({ path, params }) => path.includes('{') && params === undefined);

    expect(untyped).toEqual([]);
  });

  it('answer a success at least, and create by POST alone', () => {
    for (const { method, path, answers } of all) {
      expect(Object.keys(answers).length, path).toBeGreaterThan(0);
      if ('201' in answers) expect(method, path).toBe('POST');
    }
  });

  it('say of a form that is sent empty which fields it lacks', () => {
    for (const { method, path, body } of all) {
      const faults: Fault[] = [];
      if (body !== undefined) parsed(body, {}, '', faults);
      const places = faults.map(({ pointer }) => pointer);
      expect(places, `${method} ${path}`).not.toContain('');
    }
  });
});
