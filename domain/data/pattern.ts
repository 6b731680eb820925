/** Whether a whole text has the form. */
export type Pattern = (text: string) => boolean;

/** What a form is made of. */
type Part =
  | { kind: 'character'; is: RegExp }
  | { kind: 'edge'; of: 'start' | 'end' }
  | { kind: 'sequence' | 'choice'; members: Part[] }
  | { kind: 'repeat'; part: Part; least: number; most: number };

/** A step of the matching: takes a character, holds at an edge of the text, or forks. The last step has no follower. */
type Step =
  | { kind: 'character'; is: RegExp; next: number }
  | { kind: 'edge'; of: 'start' | 'end'; next: number }
  | { kind: 'fork'; next: number[] };

// `\d{18}` takes 18; a pattern that needs more counts where a length or an enumeration is meant.
const MOST_STEPS = 1000;

class Unsupported extends Error {
  override readonly name = 'Unsupported';
}

/**
 * A regular expression in JavaScript's words (`u`), matched in time that grows with the text alone: JavaScript's own
 * engine takes for ever over `(a+)+`, and a dictionary is written by anybody in an agency. Undefined for what isn't
 * one, and for what needs to look back or ahead (`\1`, `\b`, `(?=…)`).
 */
export function patternOf(source: string): Pattern | undefined {
  try {
    new RegExp(source, 'u');
    return matcher(stepsOf(parse(source)));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof Unsupported) return undefined;
    throw error;
  }
}

function parse(source: string): Part {
  let at = 0;
  const take = (form: RegExp): string | undefined => {
    form.lastIndex = at;
    const found = form.exec(source)?.[0];
    at += found?.length ?? 0;
    return found;
  };

  const choice = (): Part => {
    const members = [sequence()];
    while (take(/\|/y) !== undefined) members.push(sequence());
    return { kind: 'choice', members };
  };
  const sequence = (): Part => {
    const members: Part[] = [];
    while (at < source.length && !'|)'.includes(source.charAt(at))) members.push(repeated(single()));
    return { kind: 'sequence', members };
  };
  const repeated = (part: Part): Part => {
    const count = take(/(?:[*+?]|\{\d+(?:,\d*)?\})\??/y);
    return count === undefined ? part : { kind: 'repeat', part, ...countOf(count) };
  };
  const single = (): Part => {
    if (take(/\((?:\?:|\?<[^=!>][^>]*>|(?!\?))/y) !== undefined) {
      const inner = choice();
      take(/\)/y);
      return inner;
    }
    if (take(/\^/y) !== undefined) return { kind: 'edge', of: 'start' };
    if (take(/\$/y) !== undefined) return { kind: 'edge', of: 'end' };
    const character = take(
      /\[(?:\\[\s\S]|[^\]\\])*\]|\\(?:u\{\w+\}|u\w{4}|x\w\w|c\w|[pP]\{[^}]*\}|[^bBk1-9])|[^\\(]/uy,
    );
    if (character === undefined) throw new Unsupported(source);
    return { kind: 'character', is: new RegExp(`^${character}$`, 'u') };
  };
  return choice();
}

function countOf(count: string): { least: number; most: number } {
  const [, from, comma, to] = /^\{(\d+)(,?)(\d*)\}/.exec(count) ?? [];
  if (from === undefined)
    return { least: count.startsWith('+') ? 1 : 0, most: count.startsWith('?') ? 1 : Number.POSITIVE_INFINITY };
  if (comma === '') return { least: Number(from), most: Number(from) };
  return { least: Number(from), most: to === '' ? Number.POSITIVE_INFINITY : Number(to) };
}

/** The steps of a form, each before those that follow it; the first to take is the last of the list. */
function stepsOf(whole: Part): Step[] {
  const steps: Step[] = [{ kind: 'fork', next: [] }];
  const add = (step: Step): number => {
    if (steps.length >= MOST_STEPS) throw new Unsupported(`more than ${MOST_STEPS} steps`);
    return steps.push(step) - 1;
  };
  const before = (part: Part, next: number): number => {
    switch (part.kind) {
      case 'character':
      case 'edge':
        return add({ ...part, next });
      case 'sequence':
        return part.members.reduceRight((follower, member) => before(member, follower), next);
      case 'choice':
        return add({ kind: 'fork', next: part.members.map((member) => before(member, next)) });
      case 'repeat':
        return times(part, next);
      default:
        return part satisfies never;
    }
  };
  const times = ({ part, least, most }: Extract<Part, { kind: 'repeat' }>, next: number): number => {
    let entry = most === Number.POSITIVE_INFINITY ? loop(part, next) : next;
    const optional = most === Number.POSITIVE_INFINITY ? 0 : most - least;
    for (let count = 0; count < optional; count++) entry = add({ kind: 'fork', next: [before(part, entry), next] });
    for (let count = 0; count < least; count++) entry = before(part, entry);
    return entry;
  };
  const loop = (part: Part, next: number): number => {
    const ways = [next];
    const fork = add({ kind: 'fork', next: ways });
    ways.push(before(part, fork));
    return fork;
  };
  add({ kind: 'fork', next: [before(whole, 0)] });
  return steps;
}

/** Goes all ways at once (Thompson): each step is stood on at most once per character. */
const matcher =
  (steps: readonly Step[]): Pattern =>
  (text) => {
    const characters = [...text];
    let standing = new Set<number>();
    const stand = (onto: Set<number>, first: number, position: number): void => {
      const open = [first];
      for (let index = open.pop(); index !== undefined; index = open.pop()) {
        if (onto.has(index)) continue;
        onto.add(index);
        const step = steps[index];
        if (step?.kind === 'fork') open.push(...step.next);
        if (step?.kind === 'edge' && position === (step.of === 'start' ? 0 : characters.length)) open.push(step.next);
      }
    };
    stand(standing, steps.length - 1, 0);
    for (const [position, character] of characters.entries()) {
      const onwards = new Set<number>();
      for (const index of standing) {
        const step = steps[index];
        if (step?.kind === 'character' && step.is.test(character)) stand(onwards, step.next, position + 1);
      }
      if (onwards.size === 0) return false;
      standing = onwards;
    }
    return standing.has(0);
  };
