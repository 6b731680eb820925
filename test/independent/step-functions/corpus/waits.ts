import type { State } from '../../../../workflows/asl.ts';
import { END, machine, pass, type Trial } from '../trial.ts';

const DAY = 86_400;

const wait = (name: string, rest: { Timestamp: string } | { Seconds: number | string }, input = {}): Trial => ({
  name: `wait: ${name}`,
  input,
  definition: machine({
    Wait: {
      Type: 'Wait',
      Assign: { from: '{% $states.input %}' },
      Next: 'Tell',
      ...rest,
    },
    Tell: pass({ Output: '{% [$states.input, $from] %}' }),
    End: END,
  }),
});

const until = (at: unknown, what = 'until'): Trial =>
  wait(`${what} ${at}`, { Timestamp: '{% $states.input.at %}' }, { at });
const seconds = (s: unknown, what = 'told'): Trial =>
  wait(`${what} ${s} seconds`, { Seconds: '{% $states.input.s %}' }, { s });

const again: State = {
  Type: 'Wait',
  Timestamp: '{% $days[$n] %}',
  Assign: { n: '{% $n + 1 %}' },
  Next: 'More?',
};

export const waitTrials: readonly Trial[] = [
  wait('no time at all', { Seconds: 0 }),
  wait('a second', { Seconds: 1 }),
  // A timer of JavaScript's ends at 24.8 days.
  wait('thirty days', { Seconds: 30 * DAY }),
  wait('three hundred days', { Seconds: 300 * DAY }),
  wait('seconds that are computed', { Seconds: `{% ${DAY} * 26 %}` }),
  ...[0, 26 * DAY].map((s) => seconds(s)),
  ...[-1, 1.5, 100_000_000, '5', null].map((s) => seconds(s, 'mistaken')),
  seconds(99_999_999, 'longer than a year,'),
  wait('a constant instant', { Timestamp: '2099-03-01T00:00:00Z' }),
  wait('an instant that is past', { Timestamp: '2001-03-01T00:00:00Z' }),
  ...['2099-10-16T16:00:00Z', '2099-10-16T16:00:00.999Z', '2099-10-16T16:00:00.000Z', '2096-02-29T23:59:59Z'].map(
    (at) => until(at),
  ),
  until('2099-10-17T00:00:00+08:00', 'until, with an offset,'),
  ...[
    '2099-02-29T00:00:00Z',
    '2099-13-01T00:00:00Z',
    '2099-10-16T25:00:00Z',
    '2099-10-16 16:00:00Z',
    '2099-10-16t16:00:00z',
    '2099-10-16T16:00:00',
    '2099-10-16T16:00Z',
    '2099-10-16',
    '',
    4_100_000_000,
    null,
  ].map((at) => until(at, 'mistaken until')),
  wait('until an instant that is missing', { Timestamp: '{% $states.input.absent %}' }),
  wait(
    'until an instant that is computed',
    { Timestamp: '{% $fromMillis($toMillis($states.input.day) + 86400000) %}' },
    { day: '2099-11-30T00:00:00Z' },
  ),
  {
    name: 'wait: a clock of three milestones',
    definition: machine({
      Begin: pass({
        Assign: { n: 0, days: ['2099-01-01T16:00:00Z', '2099-01-31T16:00:00Z', '2099-03-31T16:00:00Z'] },
        Next: 'Wait',
      }),
      Wait: again,
      'More?': { Type: 'Choice', Choices: [{ Condition: '{% $n < 3 %}', Next: 'Wait' }], Default: 'End' },
      End: END,
    }),
  },
];
