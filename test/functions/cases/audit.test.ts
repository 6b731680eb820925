import { beforeEach, describe, expect, it } from 'vitest';
import { firstBreak } from '../../../domain/audit/chain.ts';
import type { CaseEvent } from '../../../domain/case/event.ts';
import type { Item } from '../../../functions/stores/engine.ts';
import { caseKeys } from '../../../functions/stores/keys.ts';
import type { CallerName } from '../../builders/callers.ts';
import type { TestPlatform } from '../../builders/platform.ts';
import { applied, casesOf, platformWithAir, through } from './a-case.ts';

interface Audit {
  caseId: string;
  intact: boolean;
  firstBreak?: { seq: number; why: string };
  events: CaseEvent[];
}

let p: TestPlatform;
let id: string;

beforeEach(async () => {
  p = await platformWithAir();
  id = (await applied(p)).id;
  await through(p, id, ['regulator', 'pass'], ['agency-reviewer', 'refuse', { reason: '用途不符' }]);
});

async function audit(as: CallerName = 'auditor'): Promise<Audit> {
  const { status, body, text } = await casesOf(p)('audit', { as, params: { id } });
  if (status !== 200) throw new Error(text);
  return body as Audit;
}

/** Changes an event behind the platform's back. */
async function tamper(seq: number, change: (item: Item) => Item): Promise<void> {
  const item = await p.engine.get('cases', caseKeys.event(id, seq));
  if (item === undefined) throw new Error(`no event ${seq}`);
  await p.engine.write([{ table: 'cases', put: change(structuredClone(item)) }]);
}

describe('the audit of a case', () => {
  it('gives its chain, which anybody can verify', async () => {
    const { caseId, intact, events, firstBreak: none } = await audit();
    expect([caseId, intact, none]).toEqual([id, true, undefined]);
    expect(events.map(({ seq, body }) => [seq, body.type])).toEqual([
      [1, 'received'],
      [2, 'decided'],
      [3, 'decided'],
      [4, 'applied'],
    ]);
    expect(events[0]?.prevHash).toBe('0'.repeat(64));
    expect(firstBreak(events)).toBeUndefined();
  });

  it('holds no personal data and nothing that was written, only its hash', async () => {
    const text = JSON.stringify((await audit()).events);
    expect(text).not.toMatch(/company|用途不符|研究/);
    expect((await audit()).events[0]?.contentHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each(['company', 'regulator', 'agency-clerk'] as const)('is for the %s as well', async (as) => {
    expect((await audit(as)).intact).toBe(true);
  });

  it.each(['resident', 'other-agency-clerk', 'operator'] as const)('is not for the %s: 403', async (as) => {
    const refused = await casesOf(p)('audit', { as, params: { id } });
    expect(refused).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });

  it('asks for a sign-in (401) and a case that there is (404)', async () => {
    expect((await casesOf(p)('audit', { params: { id } })).status).toBe(401);
    expect((await casesOf(p)('audit', { as: 'auditor', params: { id: 'nothing' } })).status).toBe(404);
  });
});

describe('tampering', () => {
  it('with a decision is found', async () => {
    await tamper(2, (item) => ({ ...item, event: { ...(item.event as CaseEvent), at: '2026-09-20T01:00:00.000Z' } }));
    expect(await audit()).toMatchObject({
      intact: false,
      firstBreak: { seq: 2, why: 'event 2 was changed after it was written' },
    });
  });

  it('with what was written beside a decision is found', async () => {
    await tamper(3, (item) => ({
      ...item,
      aside: { ...(item.aside as object), content: { reasons: ['关系户优先'] } },
    }));
    expect(await audit()).toMatchObject({
      intact: false,
      firstBreak: { seq: 3, why: 'what stands beside event 3 was changed' },
    });
  });

  it('with who acted is found', async () => {
    await tamper(2, (item) => ({ ...item, aside: { ...(item.aside as object), subject: 'somebody-else' } }));
    expect((await audit()).firstBreak?.seq).toBe(2);
  });

  it.each([
    ['in the middle', 3, 'event 3 is missing; 4 follows'],
    ['at the end', 4, 'event 4 is missing; the case has come to event 4'],
  ])('by taking out an event %s is found', async (_, seq, why) => {
    await p.engine.write([{ table: 'cases', remove: caseKeys.event(id, seq) }]);
    expect(await audit()).toMatchObject({ intact: false, firstBreak: { seq, why } });
  });

  it.each([
    ['no event any more', { body: { type: 'decided' } }],
    ['of a kind that there is not', { body: { type: 'invented' } }],
    ['with something added', { bribe: '1' }],
  ])('that leaves what is %s is found too', async (_, change) => {
    await tamper(2, (item) => ({ ...item, event: { ...(item.event as CaseEvent), ...change } }));
    const { firstBreak: found, intact, events } = await audit();
    expect([intact, found?.seq, events.map(({ seq }) => seq)]).toEqual([false, 2, [1, 3, 4]]);
  });

  it('that leaves no event is told by an earlier place, if there is one', async () => {
    await tamper(3, (item) => ({ ...item, event: 'gone' }));
    await tamper(2, (item) => ({ ...item, aside: { ...(item.aside as object), name: '某人' } }));
    expect((await audit()).firstBreak?.seq).toBe(2);
  });

  it('twice is told by its first place', async () => {
    await tamper(4, (item) => ({ ...item, event: { ...(item.event as CaseEvent), prevHash: 'f'.repeat(64) } }));
    await tamper(2, (item) => ({ ...item, aside: { ...(item.aside as object), name: '某人' } }));
    expect((await audit()).firstBreak?.seq).toBe(2);
  });

  it('is not what erasing is: without what stood beside it the chain still holds', async () => {
    await tamper(1, ({ aside: _, ...rest }) => rest as Item);
    expect(await audit()).toMatchObject({ intact: true });
  });
});
