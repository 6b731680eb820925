import { DescribeExecutionCommand, SendTaskSuccessCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterEach, describe, expect, it } from 'vitest';
import type { FaultOrder } from '../../../local/faults.ts';
import { refusalOf, Service } from './service.ts';
import { MACHINE, tokenOf } from './world.ts';

const opened: Service[] = [];
const open = async (options?: ConstructorParameters<typeof Service>[0]): Promise<Service> => {
  const service = new Service(options);
  opened.push(service);
  return service.open();
};
afterEach(async () => {
  for (const service of opened.splice(0)) await service.close();
});

describe('faults on order', () => {
  const order = (service: Service, fault: Partial<FaultOrder>) =>
    service.faults.order({
      service: 'states',
      operation: 'StartExecution',
      action: 'fail',
      times: 1,
      afterCommit: false,
      ...fault,
    });

  it.each<[FaultOrder['action'], boolean, string, number]>([
    ['fail', false, 'InternalServerError', 0],
    ['fail', true, 'InternalServerError', 1],
    ['drop', false, 'TimeoutError|Error', 0],
    ['drop', true, 'TimeoutError|Error', 1],
    ['delay', false, 'accepted', 1],
    ['delay', true, 'accepted', 1],
  ])('%s, after the commit: %s', async (action, afterCommit, answer, count) => {
    const service = await open();
    order(service, { action, afterCommit });
    expect((await refusalOf(service.start('a')))[0]).toMatch(new RegExp(`^(${answer})$`));
    expect([service.core.list().length, service.pauses]).toEqual([count, action === 'delay' ? [2_000] : []]);
    expect((await refusalOf(service.start('a')))[0]).toBe('accepted');
  });

  it('a caller that tries again after a lost answer finds what it started', async () => {
    const service = await open();
    const patient = service.newClient(3);
    order(service, { action: 'drop', afterCommit: true });
    await patient.send(new StartExecutionCommand({ stateMachineArn: MACHINE, name: 'a', input: '{}' }));
    expect(service.core.list()).toHaveLength(1);
    patient.destroy();
  });
});

describe('handlers that call back while a run is under way', () => {
  const answer = (service: Service, taskToken: string) =>
    service.client.send(new SendTaskSuccessCommand({ taskToken, output: '"answered"' }));

  it('may answer their own token and start others over HTTP', async () => {
    const called: string[] = [];
    const service = await open({
      invoke: async (_, payload) => {
        called.push(tokenOf(payload));
        if (called.length === 1) await service.start('child');
        await answer(service, tokenOf(payload));
        return {};
      },
    });
    await service.start('parent');
    await service.core.run();
    expect(service.core.list().map(({ name, status, output }) => [name, status, output])).toEqual([
      ['parent', 'SUCCEEDED', 'answered'],
      ['child', 'SUCCEEDED', 'answered'],
    ]);
    expect(new Set(called).size).toBe(2);
  });

  it('may do so by the hundred: every execution ends, every function runs once', async () => {
    let calls = 0;
    const service = await open({
      invoke: async (_, payload) => {
        calls += 1;
        await answer(service, tokenOf(payload));
        return {};
      },
    });
    await Promise.all(Array.from({ length: 200 }, (_, index) => service.start(`case-${index}`)));
    await service.core.run();
    expect([service.core.list({ status: 'SUCCEEDED' }).length, calls]).toEqual([200, 200]);
  });
});

describe('a restart', () => {
  it('finds every execution where it was', async () => {
    const service = await open();
    const { executionArn } = await service.start('a');
    await service.core.run();
    await service.open();
    await service.client.send(new SendTaskSuccessCommand({ taskToken: service.tokens[0], output: '7' }));
    await service.core.run();
    const { status, output } = await service.client.send(new DescribeExecutionCommand({ executionArn }));
    expect([status, output]).toEqual(['SUCCEEDED', '7']);
  });
});
