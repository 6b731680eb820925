import { describe, expect, it } from 'vitest';
import { answers } from './conformance/answers.ts';
import { authorizers } from './conformance/authorizers.ts';
import { events } from './conformance/events.ts';
import { limits } from './conformance/limits.ts';
import { routing } from './conformance/routing.ts';
import { startGateway } from './laptop.ts';

describe.each(Object.entries({ routing, events, authorizers, answers, limits }))('API Gateway: %s', (_group, rows) => {
  it.each(rows)('$does ($page)', async ({ setup, call, tells, asks, answers: expected }) => {
    const gateway = await startGateway(setup);

    const answer = await gateway.call(call);
    await gateway.close();

    expect(answer).toMatchObject(expected ?? { status: 200 });
    if (tells) expect(gateway.events).toMatchObject([tells]);
    if (asks) expect(gateway.asked).toMatchObject([asks]);
  });
});
