import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstBreak } from '../../../domain/audit/chain.ts';
import { type Case, evolve, fold } from '../../../domain/case/case.ts';
import { countsAsVersion } from '../../../domain/case/event.ts';
import { CaseId, ClauseId } from '../../../domain/ids.ts';
import { callers } from '../../builders/callers.ts';
import { filed } from '../../builders/case.ts';
import { at } from '../../builders/instants.ts';
import { randomStory } from '../../builders/random-story.ts';

const id = CaseId.parse('case-1');
const { regulator, company } = callers;

describe('a case', () => {
  it('is the fold of its events, whichever way they are taken', () => {
    fc.assert(
      fc.property(randomStory, fc.nat(), ({ recorded, kase }, cut) => {
        const half = cut % (recorded.length + 1);
        const before = fold(id, recorded.slice(0, half));
        const after = recorded.slice(half).reduce<Case | undefined>((c, each) => evolve(id, c, each), before);

        expect(fold(id, recorded)).toEqual(kase);
        expect(after).toEqual(kase);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps what must hold in every history', () => {
    const seen = { closed: 0, overdue: 0, extended: 0 };
    fc.assert(
      fc.property(randomStory, ({ recorded, kase, procedure }) => {
        const versions = recorded.filter(({ event }) => countsAsVersion(event.body)).length;
        const running = kase.clocks.filter((clock) => clock.endedAt === undefined);
        const marks = kase.clocks.flatMap(({ clause, epoch, overdue }) =>
          overdue.map(({ dueOn }) => `${clause} ${epoch} ${dueOn}`),
        );
        const step = procedure.steps[kase.stands];

        expect(firstBreak(recorded.map(({ event }) => event))).toBeUndefined();
        expect(kase).toMatchObject({ seq: recorded.length, version: versions });
        expect(step?.kind ?? kase.stands).toMatch(/^(stage|closed)$/);
        expect(new Set(running.map(({ clause }) => clause)).size).toBe(running.length);
        expect(new Set(marks).size).toBe(marks.length);
        if (kase.stands === 'closed') expect([running.length, kase.outcome === undefined]).toEqual([0, false]);

        seen.closed += kase.stands === 'closed' ? 1 : 0;
        seen.overdue += marks.length > 0 ? 1 : 0;
        seen.extended += kase.clocks.some((clock) => clock.extendedBy !== undefined) ? 1 : 0;
      }),
      { numRuns: 500, seed: 19 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(0);
  });

  it('is none without events, and begins with nothing but its receipt, once', () => {
    const [received, passed] = filed().given('pass', regulator).recorded;
    if (received === undefined || passed === undefined) throw new Error('two events were recorded');

    expect(fold(id, [])).toBeUndefined();
    expect(() => fold(id, [passed])).toThrow('case case-1 begins with decided, not with its receipt');
    expect(() => fold(id, [received, received])).toThrow('case case-1 was received already');
  });
});

describe('a version', () => {
  it('counts what people and effects did', () => {
    const story = filed();
    const passed = story.given('pass', regulator);
    const withdrawn = passed.given('supplement', company).given('withdraw', company);

    expect([story, passed, withdrawn].map(({ kase }) => kase.version)).toEqual([1, 2, 4]);
    expect(filed({ procedure: 'publication' }).given('pass', regulator).effected().kase.version).toBe(3);
  });

  it('is left alone by marks and restarts, so that nobody’s view of the case is stale by them', () => {
    const story = filed();
    const marked = story.marked('reminded', at('2026-09-28 00:00')).marked('overdue', at('2026-09-30 00:00'));
    const restarted = marked
      .restarted({ type: 'clock-restarted', clause: ClauseId.parse('QD-17.2a'), epoch: 2 })
      .restarted({ type: 'flow-restarted', run: 2 });

    expect(restarted.kase).toMatchObject({ version: 1, seq: 5, epoch: 2, run: 2, clocks: [{ epoch: 2 }] });
  });
});

describe('what is kept beside the chain', () => {
  const story = filed().given({ command: 'return', reason: '缺少承诺书' }, regulator);
  const erased = story.recorded.map(({ event }) => ({ event }));

  it('can be erased: the case still stands where it stood, without the person, the form and the reasons', () => {
    const { reasons: _, ...rest } = story.kase;

    expect(fold(id, erased)).toEqual({ ...rest, applicant: { subject: '' }, filing: null, reasons: undefined });
  });

  it('leaves the chain intact when it is gone', () => {
    expect(firstBreak(erased.map(({ event }) => event))).toBeUndefined();
  });
});
