/** The ends of a Wait. Source: https://docs.aws.amazon.com/step-functions/latest/dg/state-wait.html */
import { StateError } from './errors.ts';
import { type Evaluator, typed } from './jsonata.ts';
import { MAX_SECONDS } from './limits.ts';

/** The instant of a Timestamp, in ms, its milliseconds dropped: an instant between two seconds wakes early. */
export function timestampEvaluator(value: string): Evaluator<number> {
  const timestamp = typed('string', value, 'Timestamp');
  return async (scope) => {
    const text = await timestamp(scope);
    const instant = parseTimestamp(text);
    if (instant === undefined) throw notATimestamp(text);
    return instant;
  };
}

/** The whole seconds of a Seconds field. */
export function secondsEvaluator(value: number | string): Evaluator<number> {
  const seconds = typed('number', value, 'Seconds');
  return async (scope) => {
    const count = await seconds(scope);
    if (!isSeconds(count)) throw notSeconds(count);
    return count;
  };
}

/** RFC 3339 with a capital T between date and time, and a capital Z or an offset behind: the instant's whole second. */
function parseTimestamp(text: string): number | undefined {
  const [, date, offset] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)$/.exec(text) ?? [];
  if (date === undefined || offset === undefined) return undefined;
  const local = Date.parse(`${date}Z`);
  // Date.parse takes 31 February for 3 March.
  if (Number.isNaN(local) || new Date(local).toISOString().slice(0, 19) !== date) return undefined;
  const instant = Date.parse(`${date}${offset}`);
  return Number.isNaN(instant) ? undefined : instant;
}

function isSeconds(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= MAX_SECONDS;
}

const notATimestamp = (text: string): StateError =>
  new StateError(
    'States.QueryEvaluationError',
    `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${text}`,
    'Timestamp',
  );

const notSeconds = (count: number): StateError =>
  new StateError(
    'States.QueryEvaluationError',
    `The Seconds field must be an integer from 0 to ${MAX_SECONDS}, but was ${count}`,
    'Seconds',
  );
