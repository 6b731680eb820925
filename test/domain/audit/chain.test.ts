import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../domain/audit/canonical.ts';
import { contentHash, firstBreak, genesis, type Linked, link, sha256 } from '../../../domain/audit/chain.ts';
import { callers } from '../../builders/callers.ts';
import { filed } from '../../builders/case.ts';
import { randomStory } from '../../builders/random-story.ts';

const eventsOf = ({ recorded }: { recorded: readonly { event: Linked }[] }): Linked[] =>
  structuredClone(recorded.map(({ event }) => event));

const story = filed()
  .given('pass', callers.regulator)
  .given({ command: 'approve', columns: ['station'] }, callers['agency-reviewer'])
  .given('sign', callers.company);

type Place = { holder: Record<string, unknown>; key: string };

/** Every field of every event, at whatever depth. */
function places(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...places(holder[key])]);
}

const tampering = fc.constantFrom<(place: Place) => void>(
  ({ holder, key }) => delete holder[key],
  ({ holder, key }) => {
    holder[key] = holder[key] === null ? 0 : null;
  },
  ({ holder, key }) => {
    holder[key] = typeof holder[key] === 'number' ? Number(holder[key]) + 1 : `${JSON.stringify(holder[key])} `;
  },
  ({ holder }) => {
    holder.added = true;
  },
);

describe('a chain of events', () => {
  it('holds from its genesis', () => {
    expect(firstBreak(eventsOf(story))).toBeUndefined();
    expect(firstBreak([])).toBeUndefined();
    expect(eventsOf(story)[0]?.prevHash).toBe(genesis);
    expect(genesis).toBe('0'.repeat(64));
  });

  it('shows any change of any field of any event', () => {
    fc.assert(
      fc.property(randomStory, fc.nat(), fc.nat(), tampering, (of, which, where, tamper) => {
        const events = eventsOf(of);
        const event = events[which % events.length];
        const fields = places(event).filter(({ holder }) => !Array.isArray(holder));
        const place = fields[where % fields.length];
        if (event === undefined || place === undefined) throw new Error('an event has fields');
        const before = JSON.stringify(events);
        tamper(place);
        fc.pre(JSON.stringify(events) !== before);

        expect(firstBreak(events)).toBeDefined();
      }),
      { numRuns: 1000 },
    );
  });

  it('names the first event that was changed', () => {
    const events = eventsOf(story);
    Object.assign(events[1] ?? {}, { at: '2026-01-01T00:00:00.000Z' });

    expect(firstBreak(events)).toEqual({ seq: 2, why: 'event 2 was changed after it was written' });
  });

  it('shows an event that is missing, moved or put in', () => {
    const [first, second, third, fourth] = eventsOf(story);
    if (first === undefined || second === undefined || third === undefined || fourth === undefined) {
      throw new Error('four events were recorded');
    }

    expect(firstBreak([first, third, fourth])).toEqual({ seq: 2, why: 'event 2 is missing; 3 follows' });
    expect(firstBreak([second, third])).toEqual({ seq: 1, why: 'event 1 is missing; 2 follows' });
    expect(firstBreak([first, third, second])).toMatchObject({ seq: 2 });
    expect(firstBreak([first, first])).toMatchObject({ seq: 2 });
  });

  it('shows an event that was written anew, hash and all', () => {
    const [first, second, third] = eventsOf(story);
    if (first === undefined || second === undefined || third === undefined) throw new Error('three were recorded');
    const forged = link(first, { at: '2026-01-01T00:00:00.000Z', body: { type: 'forged' } });

    expect(firstBreak([first, forged])).toBeUndefined();
    expect(firstBreak([first, forged, third])).toEqual({ seq: 3, why: 'event 3 does not follow from event 2' });
  });
});

describe('what stands beside the chain', () => {
  it('is recognised by its salted hash, and nothing else is', () => {
    for (const { event, aside } of story.recorded) {
      if (aside === undefined) throw new Error('each event has something beside it');
      expect(contentHash(aside.salt, aside)).toBe(event.contentHash);
      expect(contentHash(aside.salt, { ...aside, subject: 'somebody else' })).not.toBe(event.contentHash);
    }
  });
});

describe('canonical JSON', () => {
  it('spells a value in one way, in whatever order it was made', () => {
    const shuffled = fc.jsonValue().chain((value) => fc.tuple(fc.constant(value), fc.constant(reversed(value))));

    fc.assert(
      fc.property(shuffled, ([value, other]) => {
        expect(canonicalJson(other)).toBe(canonicalJson(value));
      }),
    );
  });

  it('is JSON again, without what is undefined', () => {
    expect(canonicalJson({ b: [undefined, null], a: undefined, é: '\u2028"', A: 1 })).toBe(
      '{"A":1,"b":[null,null],"é":"\u2028\\""}',
    );
    expect(canonicalJson(undefined)).toBe('null');
    expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });
});

/** The same value with its members in another order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, member]) => [key, reversed(member)]),
  );
}
