import { describe, expect, it } from 'vitest';
import { cities } from '../../../cities/all.ts';
import { currentPolicy } from '../../../domain/policy/policy.ts';
import type { Procedure } from '../../../domain/policy/procedure.ts';
import { yunzhou } from '../made-up/yunzhou.ts';
import { readAloud } from './read-aloud.ts';

// The cities' tables are worth as much as what is read aloud: whatever of a rule is changed or left out has to be heard.

type Path = readonly string[];

/** Every value of a rule and what it is made of; what says nothing, and words for people, aside. */
const paths = (rule: unknown, path: Path = []): Path[] =>
  Object.entries(Object(rule)).flatMap(([key, part]) => {
    const saysNothing = key === 'kind' && (part === 'stage' || part === 'effect');
    if (saysNothing || key === 'title' || key === 'en' || (Array.isArray(part) && part.length === 0)) return [];
    return [[...path, key], ...(typeof part === 'object' ? paths(part, [...path, key]) : [])];
  });

function withoutIt(holder: object, key: string): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else Reflect.deleteProperty(holder, key);
}

function withAnother(holder: object, key: string): void {
  const value: unknown = Reflect.get(holder, key);
  const other = typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : `${value}-x`;
  if (typeof value !== 'object') Reflect.set(holder, key, other);
  else withoutIt(holder, key);
}

function saidOf(procedure: Procedure, path: Path, change: (holder: object, key: string) => void): string {
  const changed = structuredClone(procedure);
  const holder = path.slice(0, -1).reduce<object>((of, key) => Reflect.get(of, key), changed);
  change(holder, path.at(-1) ?? '');
  try {
    return readAloud(changed).join('\n');
  } catch {
    return 'it can’t be read at all';
  }
}

describe.each([...cities, yunzhou])('$name', (city) => {
  it.each(Object.entries(currentPolicy(city).procedures))('whatever changes in its %s is heard', (_, procedure) => {
    const said = readAloud(procedure).join('\n');
    const unheard = paths(procedure).filter((path) =>
      [withoutIt, withAnother].some((change) => saidOf(procedure, path, change) === said),
    );
    expect(unheard.map((path) => path.join('.'))).toEqual([]);
  });
});
