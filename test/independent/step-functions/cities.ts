/** Every machine of every city, led along every way that its definition knows. */
import { cities } from '../../../cities/all.ts';
import { currentPolicy } from '../../../domain/policy/policy.ts';
import type { Procedure } from '../../../domain/policy/procedure.ts';
import { clockMachine } from '../../../functions/stores/executions.ts';
import type { Json, State, StateMachine } from '../../../workflows/asl.ts';
import { type Machine, machinesOf } from '../../../workflows/machines.ts';
import type { TaskName } from '../../../workflows/parts.ts';
import { arnOf, END, type Functions, machine, pass, type Reply, type Trial } from './trial.ts';

/** Every machine of every city, its clocks going to the machine of that name. */
export const machinesEverywhere = (clock: string): { city: string; machine: Machine }[] =>
  cities.flatMap((city) =>
    machinesOf(city, { partition: 'aws-cn', task: functionArn, clock: arnOf(clock) }).map((each) => ({
      city: city.name,
      machine: each,
    })),
  );

const functionArn = (name: TaskName): string => `arn:aws-cn:lambda:cn-north-1:123456789012:function:${name}`;

/** What each task answers to each of its calls, the first being 0. */
type Answers = { readonly [name in TaskName]?: (call: number) => Reply };

interface Course {
  name: string;
  /** `at(n)` answers a case that stands at the n-th step, `closed` after the last. */
  answers: (at: (step: number) => Reply, steps: number) => Answers;
  /** Its tokens run out after a second. */
  short?: true;
  /** What it shows is the same in every machine of a city, so the first lives it. */
  once?: true;
}

const decided: Reply = { rings: [{ success: { ignored: true } }] };
const moved: Reply = { throws: ['StageMoved', 'the case has moved on'] };
const outage: Reply = { throws: ['ServiceUnavailable', 'try again'] };
const inTurn = (even: Reply, odd: Reply) => (call: number) => (call % 2 === 0 ? even : odd);
const standing = (stands: string) => () => ({ returns: { id: 'QD-1', stands, version: 1, clocks: {} } });

const courses: readonly Course[] = [
  { name: 'every step, one after the other', answers: (at) => ({ LoadCase: at }) },
  { name: 'every step backwards', answers: (at, steps) => ({ LoadCase: (call) => at(steps - 1 - call) }) },
  {
    name: 'a case that has moved on at every step',
    answers: (at) => ({ LoadCase: at, AwaitDecision: () => moved, ApplyEffect: () => moved }),
  },
  {
    name: 'an outage at every call',
    answers: (at) => ({
      LoadCase: (call) => (call % 2 === 0 ? outage : at((call - 1) / 2)),
      AwaitDecision: inTurn(outage, decided),
      ApplyEffect: inTurn(outage, {}),
    }),
  },
  { name: 'an outage without an end', once: true, answers: () => ({ LoadCase: () => outage }) },
  { name: 'an outage of the effects', answers: (at) => ({ LoadCase: at, ApplyEffect: () => outage }) },
  { name: 'nobody decides', short: true, once: true, answers: (at) => ({ LoadCase: at, AwaitDecision: () => ({}) }) },
  { name: 'a case that is closed', once: true, answers: () => ({ LoadCase: standing('closed') }) },
  { name: 'a later run', once: true, answers: () => ({ LoadCase: standing('superseded') }) },
  { name: 'a stage that nobody knows', once: true, answers: () => ({ LoadCase: standing('lost') }) },
  {
    name: 'a case that stands nowhere',
    once: true,
    answers: () => ({ LoadCase: () => ({ returns: { id: 'QD-1' } }) }),
  },
  { name: 'no case at all', once: true, answers: () => ({ LoadCase: () => ({ returns: null }) }) },
];

/** What a clock is told, one evaluation after the other. */
const clockCourses: { readonly [name: string]: readonly Json[] } = {
  'from its start to its end': [
    { action: 'wait', wakeAt: '2099-01-05T16:12:00Z' },
    { action: 'remind' },
    { action: 'wait', wakeAt: '2099-02-28T16:03:00Z' },
    { action: 'overdue' },
    { action: 'wait', wakeAt: '2099-06-30T16:00:00Z' },
    { action: 'closed', at: 'decision' },
  ],
  'a measure that has lasted long enough': [{ action: 'lapse' }, { action: 'closed' }],
  'a later epoch': [{ action: 'superseded' }],
  'an action that nobody knows': [{ action: 'celebrate' }],
  'no action': [{}],
  'a wait without an end': [{ action: 'wait' }],
  'a wait until an instant that is past': [{ action: 'wait', wakeAt: '2001-01-01T00:00:00Z' }, { action: 'closed' }],
};

export const cityTrials = (): Trial[] =>
  cities.flatMap((city) => [
    ...Object.entries(currentPolicy(city).procedures).flatMap(([name, procedure], nth) =>
      courses
        .filter(({ once }) => once !== true || nth === 0)
        .map((course, index) => procedureTrial(city.name, name, procedure, course, index)),
    ),
    ...Object.entries(clockCourses).map(([course, due]) => ({
      name: `${city.name} ${clockMachine}: ${course}`,
      definition: definitionOf(city.name, clockMachine),
      input: { clock: { caseId: 'QD-1', clause: 'QD-19c', epoch: 1 } },
      functions: answering({ EvaluateClock: (call) => ({ returns: due[call] ?? due.at(-1) ?? null }) }),
    })),
  ]);

function procedureTrial(city: string, name: string, procedure: Procedure, course: Course, index: number): Trial {
  const steps = Object.keys(procedure.steps);
  const clauses = Object.values(procedure.steps).flatMap((step) =>
    step.kind === 'stage' ? step.within.map(({ clause }) => clause) : [],
  );
  const at = (step: number): Reply => ({
    returns: { id: 'QD-1', stands: steps[step] ?? 'closed', version: step + 1, clocks: clocksAt(step, clauses) },
  });
  // Each trial has a machine of clocks of its own, so that no name is taken when it begins.
  const clock = `${city}-${name}-clock-${index}`;
  const definition = definitionOf(city, name, clock);
  return {
    name: `${city} ${name}: ${course.name}`,
    others: { [clock]: machine({ Tick: pass(), End: END }) },
    definition: course.short ? impatient(definition) : definition,
    input: { caseId: 'QD-1', run: 1 },
    functions: answering(course.answers(at, steps.length)),
  };
}

/** From the second step on the clocks of the first are to be started with another input: their names clash. */
const clocksAt = (step: number, clauses: readonly string[]): Json =>
  Object.fromEntries(
    clauses.map((clause) => [clause, { name: `QD-1-${clause.replaceAll('.', '_')}-1`, ref: { clause, epoch: step } }]),
  );

function definitionOf(city: string, name: string, clock = 'clock'): StateMachine {
  const found = machinesEverywhere(clock).find((each) => each.city === city && each.machine.name === name);
  if (found === undefined) throw new Error(`${city} has no machine ${name}`);
  return found.machine.definition;
}

const impatient = (definition: StateMachine): StateMachine => ({
  ...definition,
  States: Object.fromEntries(
    Object.entries(definition.States).map(([name, state]): [string, State] => [
      name,
      state.Type === 'Task' && state.TimeoutSeconds !== undefined ? { ...state, TimeoutSeconds: 1 } : state,
    ]),
  ),
});

/** Tasks that nothing is said of answer `{}`, and a decision is rung at once. */
const answering = (answers: Answers) => (): Functions => {
  const calls = new Map<string, number>();
  return (arn) => {
    const name = arn.split(':').at(-1) as TaskName;
    const call = calls.get(name) ?? 0;
    calls.set(name, call + 1);
    return answers[name]?.(call) ?? (name === 'AwaitDecision' ? decided : {});
  };
};
