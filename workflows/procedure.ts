import type { PeriodRule } from '../domain/policy/period.ts';
import type { Effect, Procedure, Stage, Step } from '../domain/policy/procedure.ts';
import type { Catcher, ChoiceState, State, StateMachine, TaskState } from './asl.ts';
import { type Arns, invoke, retryOutages } from './parts.ts';

const LOAD = 'Load case';
const ROUTE = 'Where does it stand?';
const CLOSED = 'Closed';
const SUPERSEDED = 'Superseded';
const HANDED_OVER = 'Handed over';
const UNKNOWN = 'Unknown stage';

// 300 days: an execution may live a year; a new one takes its case on before that.
const HAND_OVER_SECONDS = 300 * 24 * 3600;

type States = { [name: string]: State };

/**
 * The machine that ushers a case through its procedure: a star around *Load case*, so that it can be entered and
 * re-entered wherever the case stands. States are named after the stages, in the regulation's order.
 * Its input is `{caseId, run}`, its only variable `$case = {id, stands, version, clocks}`.
 */
export function procedureMachine({ title, clause, steps }: Procedure, arns: Arns): StateMachine {
  const all = Object.entries(steps);
  return {
    Comment: `${title.en} (${title.zh}), ${clause}. The case is the truth; this machine only ushers it.`,
    QueryLanguage: 'JSONata',
    StartAt: LOAD,
    States: {
      [LOAD]: loadCase(arns),
      [ROUTE]: whereItStands(all),
      ...Object.assign({}, ...all.map(([id, step]) => statesOf(id, step, arns))),
      ...ends,
    },
  };
}

/** The only place that learns where the case stands. */
const loadCase = (arns: Arns): State =>
  invoke(
    arns,
    'LoadCase',
    { flow: '{% $states.context.Execution.Input %}' },
    {
      Assign: { case: '{% $states.result.Payload %}' },
      Next: ROUTE,
    },
  );

/** On the case's current state, never on the decision just read. What isn't known here must not pass silently. */
const whereItStands = (steps: readonly (readonly [string, Step])[]): ChoiceState => ({
  Type: 'Choice',
  Choices: [
    ...steps.map(([id, step]) => ({ Condition: `{% $case.stands = '${id}' %}`, Next: entryOf(id, step) })),
    { Condition: "{% $case.stands = 'closed' %}", Next: CLOSED },
    { Condition: "{% $case.stands = 'superseded' %}", Next: SUPERSEDED },
  ],
  Default: UNKNOWN,
});

const ends: States = {
  [CLOSED]: { Type: 'Succeed', Output: '{% $case %}' },
  [SUPERSEDED]: { Type: 'Succeed', Comment: 'A later run ushers the case', Output: '{% $case %}' },
  [HANDED_OVER]: { Type: 'Succeed', Comment: 'The reconciler starts the next run', Output: '{% $case %}' },
  [UNKNOWN]: {
    Type: 'Fail',
    Error: 'Case.UnknownStage',
    Cause: "{% 'this definition has no stage ' & $case.stands & ' for case ' & $case.id %}",
  },
};

const statesOf = (id: string, step: Step, arns: Arns): States =>
  step.kind === 'stage' ? stageStates(id, step, arns) : { [sentence(id)]: effectState(step, arns) };

const entryOf = (id: string, step: Step): string => {
  const [first, ...more] = clocksAt(step);
  return first === undefined ? sentence(id) : clockEntry(id, first, 1 + more.length);
};

/** The periods that run at a step; one that the filing itself had to keep has ended with it. */
const clocksAt = (step: Step): readonly PeriodRule[] =>
  step.kind === 'stage' ? step.within.filter(({ from }) => from !== 'event') : [];

function stageStates(id: string, stage: Stage, arns: Arns): States {
  const waiting = sentence(id);
  const rules = clocksAt(stage);
  const clocks = rules.flatMap((rule, i): [string, State][] => {
    const following = rules[i + 1];
    const next = following === undefined ? waiting : clockEntry(id, following, rules.length);
    const start = clockState(id, rule, rules.length);
    const started: [string, State] = [start, startClock(rule, next, arns)];
    return rule.kinds === undefined
      ? [started]
      : [[clockEntry(id, rule, rules.length), whetherItRuns(rule, start, next)], started];
  });
  return { ...Object.fromEntries(clocks), [waiting]: awaitDecision(stage, arns) };
}

/** A period of some kinds of filings doesn't run in every case. */
const whetherItRuns = ({ clause, kinds = [] }: PeriodRule, start: string, next: string): ChoiceState => {
  const runs = `$exists($lookup($case.clocks, '${clause}'))`;
  return {
    Type: 'Choice',
    Comment: `only for ${kinds.join(', ')}`,
    Choices: [
      { Condition: `{% ${runs} %}`, Next: start },
      { Condition: `{% $not(${runs}) %}`, Next: next },
    ],
    Default: UNKNOWN,
  };
};

/** Lights up for as long as the stage lasts. The answer to the token says nothing: the flow loads the case again. */
const awaitDecision = (stage: Stage, arns: Arns): TaskState => ({
  Type: 'Task',
  Comment: describeStage(stage),
  Resource: `arn:${arns.partition}:states:::lambda:invoke.waitForTaskToken`,
  Arguments: {
    FunctionName: arns.task('AwaitDecision'),
    Payload: { case: '{% $case %}', token: '{% $states.context.Task.Token %}' },
  },
  TimeoutSeconds: HAND_OVER_SECONDS,
  Retry: [...retryOutages],
  Catch: [
    { ErrorEquals: ['StageMoved'], Next: LOAD },
    { ErrorEquals: ['States.Timeout'], Next: HANDED_OVER },
  ],
  Next: LOAD,
});

/** A clock's name says all of its input, so a second start finds the first and goes on. */
function startClock(rule: PeriodRule, next: string, arns: Arns): State {
  const running: Catcher = { ErrorEquals: ['StepFunctions.ExecutionAlreadyExistsException'], Next: next };
  const clock = `$lookup($case.clocks, '${rule.clause}')`;
  return {
    Type: 'Task',
    Comment: describePeriod(rule),
    Resource: `arn:${arns.partition}:states:::states:startExecution`,
    Arguments: { StateMachineArn: arns.clock, Name: `{% ${clock}.name %}`, Input: { clock: `{% ${clock}.ref %}` } },
    Retry: [{ ErrorEquals: running.ErrorEquals, MaxAttempts: 0 }, ...retryOutages],
    Catch: [running],
    Next: next,
  };
}

const effectState = ({ title, clause, does }: Effect, arns: Arns): State =>
  invoke(
    arns,
    'ApplyEffect',
    { case: '{% $case %}' },
    {
      Comment: `${title.zh}, ${clause}: ${does}`,
      Catch: [{ ErrorEquals: ['StageMoved'], Next: LOAD }],
      Next: LOAD,
    },
  );

const describeStage = ({ title, clause, by, within, decisions }: Stage): string => {
  const outcomes = Object.entries(decisions).map(([command, { to }]) => `${command} → ${sentence(to)}`);
  return `${title.zh}, ${clause}${within.map((rule) => `, ${describePeriod(rule)}`).join('')}. ${by.join(' and ')}: ${outcomes.join(', ')}`;
};

const describePeriod = (rule: PeriodRule): string => {
  const length = rule.unit === 'date' ? `by ${rule.on.join(' or ')}` : `${rule.length} ${rule.unit}s`;
  return `${length} from ${counted[rule.from]}, ${rule.clause}${rule.kind === 'statutory' ? '' : ` (${rule.kind})`}`;
};

const counted = {
  stage: 'the day it came here',
  receipt: 'receipt of the case',
  event: 'the event that obliged to file',
} as const;

const clockState = (id: string, { clause }: PeriodRule, periods: number): string =>
  `Start clock of ${id.replaceAll('-', ' ')}${periods > 1 ? `, ${clause}` : ''}`;

/** Where a period is come to: at the question whether it runs at all, where that depends on the filing. */
const clockEntry = (id: string, rule: PeriodRule, periods: number): string =>
  rule.kinds === undefined ? clockState(id, rule, periods) : `Does ${rule.clause} run in ${id.replaceAll('-', ' ')}?`;

/** `formal-review` is the state *Formal review*. */
export const sentence = (id: string): string => `${id.charAt(0).toUpperCase()}${id.slice(1).replaceAll('-', ' ')}`;
