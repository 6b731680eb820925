import fc from 'fast-check';
import type { Person } from '../../domain/access/caller.ts';
import { type Instant, instantOf, millisOf } from '../../domain/calendar/dates.ts';
import { permissionsFor } from '../../domain/case/permissions.ts';
import { milestone } from '../../domain/case/tick.ts';
import { Refusal } from '../../domain/refusal.ts';
import { callers } from './callers.ts';
import { type CaseStory, filed } from './case.ts';
import { extensible, madeUpPolicy } from './policy.ts';

const people = Object.values(callers).filter((caller): caller is Person => caller.kind === 'person');

/** Somebody who has a command at the stage gives it; so much time passes before it. */
const step = fc.record({
  pick: fc.noBias(fc.nat()),
  seconds: fc.oneof(fc.integer({ min: 0, max: 3 * 24 * 3600 }), fc.integer({ min: 0, max: 20 * 24 * 3600 })),
});

const beginning = fc.constantFrom(
  () => filed(),
  () => filed({ procedure: 'publication' }),
  () => filed({ procedure: 'objection', kind: 'error' }),
  () => filed({ procedure: 'objection', kind: 'infringement' }).effected(),
  () => filed({ policy: madeUpPolicy({ within: [extensible('by', { length: 20 })] }) }),
);

/** Stories of all procedures; what is refused for another reason than its stage didn't happen. */
export const randomStory: fc.Arbitrary<CaseStory> = fc
  .tuple(beginning, fc.array(step, { maxLength: 25 }))
  .map(([begin, steps]) => {
    let story = begin();
    let now = story.kase.changedAt;
    for (const { pick, seconds } of steps) {
      now = instantOf(millisOf(now) + seconds * 1000);
      story = marked(story, now);
      const possible = choices(story);
      const choice = possible[pick % possible.length];
      if (choice !== undefined) story = given(story, choice.command, choice.by, now)?.effected(now) ?? story;
    }
    return story;
  });

const choices = ({ kase, procedure }: CaseStory) =>
  people.flatMap((by) =>
    permissionsFor(by, kase, procedure)
      .filter(({ stage }) => stage === kase.stands)
      // Two people must meet before a decision for an extension: they are given more chances.
      .flatMap(({ command }) => Array.from({ length: command.endsWith('extension') ? 5 : 1 }, () => ({ by, command }))),
  );

function given(story: CaseStory, ...said: Parameters<CaseStory['given']>): CaseStory | undefined {
  try {
    return story.given(...said);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** With the milestones that fell due meanwhile. */
function marked(story: CaseStory, now: Instant): CaseStory {
  const clock = story.kase.clocks.findLast((c) => c.endedAt === undefined);
  const kind = (['overdue', 'reminded'] as const).find(
    (each) => clock !== undefined && milestone(clock, each, story.rules.calendar, now) !== undefined,
  );
  return kind === undefined ? story : story.marked(kind, now);
}
