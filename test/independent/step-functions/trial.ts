import { transitionsOf } from '../../../local/states/refuse/variables.ts';
import type { Json, State, StateMachine } from '../../../workflows/asl.ts';

/** A machine, and all that its surroundings do to it. Told to two services, it must live the same life twice. */
export interface Trial {
  name: string;
  definition: StateMachine;
  input?: Json;
  /** Machines that it may start, by their name; they are deployed before it. */
  others?: { readonly [name: string]: StateMachine };
  /** Fresh functions for each of its two lives. */
  functions?: () => Functions;
}

export type Functions = (name: string, payload: Json) => Reply;

/** What a function does with a call. */
export interface Reply {
  returns?: Json;
  /** The error's name and message. */
  throws?: readonly [name: string, message: string];
  /** What is answered to the token in the payload once the function has returned. */
  rings?: readonly Ring[];
}

export type Ring = { readonly success: Json } | { readonly failure: { error?: string; cause?: string } };

export const REGION = 'cn-north-1';
export const arnOf = (machine: string): string => `arn:aws-cn:states:${REGION}:123456789012:stateMachine:${machine}`;

/** A machine that begins at the first of its states; those that no way leads to are left out, for nobody accepts them. */
export function machine(states: { [name: string]: State }): StateMachine {
  const StartAt = Object.keys(states)[0] ?? '';
  const reached = new Set([StartAt]);
  for (const name of reached) {
    const state = states[name];
    for (const { next } of state === undefined ? [] : transitionsOf(state)) reached.add(next);
  }
  const States = Object.fromEntries(Object.entries(states).filter(([name]) => reached.has(name)));
  return { Comment: 'Judged by more than one', QueryLanguage: 'JSONata', StartAt, States };
}

/** Answers call after call with these, and the last one for ever. */
export const script =
  (...replies: Reply[]) =>
  (): Functions => {
    let calls = 0;
    return () => replies[Math.min(calls++, replies.length - 1)] ?? {};
  };

const LAMBDA = 'arn:aws-cn:states:::lambda:invoke';
export const END: State = { Type: 'Succeed' };

/** Calls the function `f` with its input and goes to `End`. */
export const task = (rest: object = {}): State => ({
  Type: 'Task',
  Resource: LAMBDA,
  Arguments: { FunctionName: 'f', Payload: { input: '{% $states.input %}' } },
  Next: 'End',
  ...rest,
});

/** Gives `f` a token and waits for the answer. */
export const callback = (rest: object = {}): State =>
  task({
    Resource: `${LAMBDA}.waitForTaskToken`,
    Arguments: { FunctionName: 'f', Payload: { token: '{% $states.context.Task.Token %}' } },
    ...rest,
  });

/** Starts another machine and goes to `End`. */
export const start = (Arguments: { [name: string]: Json }, rest: object = {}): State => ({
  Type: 'Task',
  Resource: 'arn:aws-cn:states:::states:startExecution',
  Arguments,
  Next: 'End',
  ...rest,
});

export const pass = (rest: object = {}): State => ({ Type: 'Pass', Next: 'End', ...rest });
