/** What the developer guide says of waiting: docs.aws.amazon.com/step-functions/latest/dg/state-wait.html */
import { describe, expect, it } from 'vitest';
import type { State } from '../../../../workflows/asl.ts';
import { END, lifeOf, MONDAY, pass, World } from '../world.ts';

const until = (Timestamp: string): State => ({ Type: 'Wait', Timestamp, Next: 'End' });
const seconds = (Seconds: number | string): State => ({ Type: 'Wait', Seconds, Next: 'End' });

describe('state-wait: Seconds', () => {
  it.each([[0], [1], [25_920_000]])('waits %i seconds from when the state was entered', async (count) => {
    const { wakes, status } = await lifeOf({ Wait: seconds(count), End: END });
    expect([wakes, status]).toEqual([count === 0 ? [] : [count], 'SUCCEEDED']);
  });

  it('takes its seconds from an expression', async () => {
    expect((await lifeOf({ Wait: seconds('{% $states.input.s * 2 %}'), End: END }, {}, { s: 21 })).wakes).toEqual([42]);
  });

  it.each([[-1], [1.5], [100_000_000], ['5']])('fails on %j', async (s) => {
    const { error } = await lifeOf({ Wait: seconds('{% $states.input.s %}'), End: END }, {}, { s });
    expect(error).toBe('States.QueryEvaluationError');
  });
});

describe('state-wait: Timestamp', () => {
  it.each([
    ['2026-01-05T00:01:00Z', 60],
    ['2026-01-05T08:01:00+08:00', 60],
    ['2026-01-05T00:01:00.999Z', 60], // milliseconds are dropped
    ['2026-02-28T00:00:00Z', 54 * 86_400], // longer than a timer of JavaScript's can
  ])('waits until %s', async (timestamp, wake) => {
    const { wakes, status } = await lifeOf({ Wait: until(timestamp), End: END });
    expect([wakes, status]).toEqual([[wake], 'SUCCEEDED']);
  });

  it('does not wait for an instant that is past', async () => {
    expect((await lifeOf({ Wait: until('2025-12-31T23:59:59Z'), End: END })).wakes).toEqual([]);
  });

  it.each([
    '2026-01-05 00:01:00Z',
    '2026-01-05t00:01:00z',
    '2026-01-05T00:01:00',
    '2026-01-05T00:01Z',
    '2026-01-05',
    '2026-13-05T00:01:00Z',
    '2026-01-05T25:01:00Z',
    '2026-02-30T00:01:00Z',
    '05-12-2026T21:29:29Z',
    '',
  ])('fails on %j', async (at) => {
    const { error, cause } = await lifeOf({ Wait: until('{% $states.input.at %}'), End: END }, {}, { at });
    expect([error, cause]).toEqual([
      'States.QueryEvaluationError',
      `An error occurred while executing the state 'Wait' (entered at the event id #2). The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${at}`,
    ]);
  });

  it('fails on what is no text', async () => {
    const { cause } = await lifeOf({ Wait: until('{% $states.input.at %}'), End: END }, {}, { at: MONDAY });
    expect(cause).toContain("returned an unexpected result type. Expected 'string', but was 'number'");
  });

  it('wakes early for an instant between two seconds, so that asking again spins until the history is full', async () => {
    const { status, error, cause, wakes } = await lifeOf({
      Wait: { Type: 'Wait', Timestamp: '2026-01-05T00:00:00.500Z', Next: 'Is it time?' },
      'Is it time?': {
        Type: 'Choice',
        Choices: [{ Condition: "{% $states.context.State.EnteredTime >= '2026-01-05T00:00:00.500Z' %}", Next: 'End' }],
        Default: 'Wait',
      },
      End: END,
    });
    expect({ status, error, cause, wakes }).toEqual({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: 'The execution reached the maximum number of history events (25000).',
      wakes: [],
    });
  });

  it('evaluates Assign and Output when it ends, with the variables as they were on entry', async () => {
    const wait: State = { Type: 'Wait', Seconds: 5, Assign: { x: '{% $x + 1 %}' }, Output: '{% $x %}', Next: 'Tell' };
    const { output } = await lifeOf({
      First: pass({ Assign: { x: 1 }, Next: 'Wait' }),
      Wait: wait,
      Tell: pass({ Output: '{% [$states.input, $x] %}' }),
      End: END,
    });
    expect(output).toEqual([1, 2]);
  });
});

describe('a clock that jumps', () => {
  it('wakes everybody whose time has come, the earliest first', async () => {
    const order: string[] = [];
    const world = new World({
      invoke: async (_, payload) => {
        order.push(String(payload));
        return {};
      },
    }).deploy({
      Wait: { Type: 'Wait', Seconds: '{% $states.input %}', Next: 'Call' },
      Call: {
        Type: 'Task',
        Resource: 'arn:aws-cn:states:::lambda:invoke',
        Arguments: { FunctionName: 'f', Payload: '{% $states.context.Execution.Name %}' },
        Next: 'End',
      },
      End: END,
    });
    for (const [name, seconds] of [
      ['late', 30],
      ['early', 10],
      ['never', 1000],
      ['also early', 10],
      ['middle', 20],
    ] as const) {
      await world.start(seconds, name.replace(' ', '-'));
    }
    await world.advance(500);
    expect(order).toEqual(['early', 'also-early', 'middle', 'late']);
    expect(world.sfn.nextWake()).toBe(MONDAY + 1_000_000);
  });
});
