import type { States } from '../world.ts';
import { callback, END, MONDAY, task } from '../world.ts';

export type Message =
  | { endpoint: string }
  | { token: string; name: string }
  | { rang: string; at: number }
  | { quiet: number; wake: number | null };

/** Move the clock there and do what is due. */
export interface Order {
  to: number;
}

export const HOUR = 3_600_000;
export const START = MONDAY;

const NAME = '{% $states.context.Execution.Name %}';

/** Rings after an hour, waits for an answer, and ends with it an hour later. */
export const FLOW: States = {
  Wait: { Type: 'Wait', Seconds: 3_600, Next: 'Ring' },
  Ring: task({ Arguments: { FunctionName: 'ring', Payload: NAME }, Next: 'Await' }),
  Await: callback({
    Arguments: { FunctionName: 'await', Payload: { token: '{% $states.context.Task.Token %}', name: NAME } },
    Assign: { answer: '{% $states.result %}' },
    Next: 'Rest',
  }),
  Rest: { Type: 'Wait', Seconds: 3_600, Output: '{% $answer %}', Next: 'End' },
  End: END,
};
