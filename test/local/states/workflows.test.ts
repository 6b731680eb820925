import { describe, expect, it } from 'vitest';
import { qingdao } from '../../../cities/qingdao.ts';
import { problemsOf } from '../../../local/states/refuse.ts';
import { machinesOf } from '../../../workflows/machines.ts';

const machines = machinesOf(qingdao, {
  partition: 'aws-cn',
  task: (name) => `arn:aws-cn:lambda:cn-north-1:123456789012:function:${name}`,
  clock: 'arn:aws-cn:states:cn-north-1:123456789012:stateMachine:qingdao-statutory-clock:live',
});

describe('the machines of a city', () => {
  it.each(
    machines.map(({ name, definition }) => [name, definition] as const),
  )('%s: the laptop refuses nothing in it', (_name, definition) => {
    expect(problemsOf(JSON.stringify(definition))).toEqual([]);
  });
});
