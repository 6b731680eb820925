import { describe, expect, it } from 'vitest';
import { floodGuard } from '../../../local/gateway/flood-guard.ts';
import { allow, startGateway } from './laptop.ts';

// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
describe('flood guard', () => {
  it('admits a burst, then as many as the rate refills', () => {
    const clock = { now: 0 };
    const guard = floodGuard({ now: () => clock.now, rate: 2, burst: 3 });
    const admitted = (calls: number) => Array.from({ length: calls }, () => guard('key')).filter(Boolean).length;

    expect(admitted(5)).toBe(3);
    clock.now += 1000;
    expect(admitted(5)).toBe(2);
    clock.now += 3_600_000;
    expect(admitted(5)).toBe(3);
  });

  it('counts each usage key by itself', () => {
    const guard = floodGuard({ now: () => 0, rate: 1, burst: 1 });

    expect([guard('a'), guard('b'), guard('a')]).toEqual([true, true, false]);
  });

  it('answers 429 with a problem and when to come back', async () => {
    const gateway = await startGateway({ authorize: () => allow, rate: 1, burst: 1 });

    await gateway.call();
    const second = await gateway.call();
    gateway.clock.now += 1000;
    const third = await gateway.call();
    await gateway.close();

    expect(second).toMatchObject({ status: 429, headers: { 'retry-after': '1' } });
    expect(second.body).toContain('"code":"too-many-requests"');
    expect(third.status).toBe(200);
  });
});
