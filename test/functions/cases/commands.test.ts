import { beforeEach, describe, expect, it } from 'vitest';
import { type CommandName, commandNames } from '../../../domain/policy/words.ts';
import { type CallerName, callers } from '../../builders/callers.ts';
import type { TestPlatform } from '../../builders/platform.ts';
import {
  anObjection,
  applied,
  casesOf,
  created,
  escalated,
  give,
  platformWithAir,
  pointersOf,
  read,
  through,
  told,
  viewOf,
} from './a-case.ts';

let p: TestPlatform;
let id: string;

beforeEach(async () => {
  p = await platformWithAir();
  id = (await applied(p)).id;
});

const stageOf = async () => viewOf(await read(p, id, 'auditor')).stage;

/** A body that every command's shape accepts. */
const aBody = (command: CommandName): object => ({
  command,
  reason: '理由',
  ...(command === 'supplement' ? { statement: '补充' } : {}),
  ...(command === 'request-extension' ? { days: 1 } : {}),
});

/** Who has which command in an application, and at which of its stages. */
const whitelist: { readonly [stage: string]: Partial<Record<CallerName, readonly CommandName[]>> } = {
  'formal-review': { regulator: ['pass', 'return'], company: ['supplement', 'withdraw'] },
  'agency-review': {
    'agency-reviewer': ['approve', 'refuse'],
    'agency-principal': ['approve', 'refuse'],
    company: ['supplement', 'withdraw'],
  },
  agreement: {
    'agency-reviewer': ['sign', 'decline'],
    'agency-principal': ['sign', 'decline'],
    company: ['sign', 'decline', 'withdraw'],
  },
};
const ways: { readonly [stage: string]: (readonly [CallerName, string])[] } = {
  'formal-review': [],
  'agency-review': [['regulator', 'pass']],
  agreement: [
    ['regulator', 'pass'],
    ['agency-reviewer', 'approve'],
  ],
};

describe.each(Object.keys(whitelist))('at %s', (stage) => {
  it.each(Object.keys(callers) as CallerName[])('%s may give what is whitelisted, and nothing else', async (as) => {
    const has = (at: string, command: CommandName) => whitelist[at]?.[as]?.includes(command) ?? false;
    await through(p, id, ...(ways[stage] ?? []));
    for (const command of commandNames.filter((name) => !has(stage, name))) {
      const elsewhere = Object.keys(whitelist).some((at) => has(at, command));
      const { status, body } = await give(p, id, as, aBody(command));
      expect([command, status], `${as} ${command}`).toEqual([
        command,
        as === 'anonymous' ? 401 : elsewhere ? 409 : 403,
      ]);
      if (elsewhere) expect(body).toMatchObject({ code: 'not-now', state: { id, stage, state: 'open' } });
    }
    expect(await stageOf()).toBe(stage);
  });

  it.each(Object.keys(whitelist[stage] ?? {}) as CallerName[])('%s is offered what it may give', async (as) => {
    await through(p, id, ...(ways[stage] ?? []));
    const offered = viewOf(await read(p, id, as)).allowedCommands.map(({ command }) => command);
    expect(offered.sort()).toEqual([...(whitelist[stage]?.[as] ?? [])].sort());
  });
});

describe('a command', () => {
  it('moves the case, and answers how it then stands', async () => {
    const { status, body } = await give(p, id, 'regulator', { command: 'pass' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id, stage: 'agency-review', version: 2, state: 'open' });
    expect((body as { deadlines: unknown[] }).deadlines).toMatchObject([
      { clause: 'QD-17.2a', endedAt: '2026-09-21T01:00:00.000Z' },
      { clause: 'QD-17.2b', startedOn: '2026-09-21', length: 10 },
    ]);
  });

  it('is given in a case that there is: 404', async () => {
    expect(await give(p, 'nothing', 'regulator', { command: 'pass' })).toMatchObject({
      status: 404,
      body: { code: 'not-found' },
    });
  });

  it('given twice is refused the second time, with the state that it found', async () => {
    await give(p, id, 'regulator', { command: 'pass' });
    expect(await give(p, id, 'regulator', { command: 'pass' })).toMatchObject({
      status: 409,
      body: { code: 'not-now', state: { id, stage: 'agency-review', version: 2 } },
    });
  });

  it('in a closed case is refused with its outcome', async () => {
    await through(p, id, ['company', 'withdraw']);
    expect(await give(p, id, 'regulator', { command: 'pass' })).toMatchObject({
      status: 409,
      body: { state: { state: 'closed', stage: 'closed', outcome: 'withdrawn' } },
    });
  });

  it('rings the flow that waits for it, once', async () => {
    await p.cases.openDoor(id as never, { version: 1, token: 'token-1' });
    await give(p, id, 'regulator', { command: 'pass' });
    expect(p.executions.rung).toEqual(['token-1']);
    expect(await p.cases.door(id as never)).toBeUndefined();
  });

  it('is carried out although its ring is lost; that is logged for the reconciler to mend', async () => {
    await p.cases.openDoor(id as never, { version: 1, token: 'token-1' });
    p.executions.ring = async () => {
      throw new Error('Step Functions is away');
    };
    expect((await give(p, id, 'regulator', { command: 'pass' })).status).toBe(200);
    expect(p.logged).toContainEqual(expect.objectContaining({ event: 'ring-lost', caseId: id }));
    expect((await p.cases.door(id as never))?.token).toBe('token-1');
  });

  it('of two deciders at once is carried out for one; the other is told how the case stands', async () => {
    const both = await Promise.all([
      give(p, id, 'regulator', { command: 'pass' }),
      give(p, id, 'regulator', { command: 'return', reasons: ['材料不齐'] }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'not-now' });
  });

  it('that is none is refused, naming those that there are', async () => {
    const refused = await give(p, id, 'regulator', { command: 'shred' });
    expect(refused.status).toBe(400);
    expect(pointersOf(refused)).toEqual(['/command']);
    expect(told(refused).errors?.[0]?.detail).toContain('pass');
  });

  it.each([
    ['an unknown field', { command: 'pass', remark: '!' }, ['/remark']],
    ['an empty reason', { command: 'return', reason: ' ' }, ['/reason']],
    ['no reasons in a list of them', { command: 'return', reasons: [] }, ['/reasons']],
    ['a version that is none', { command: 'pass', ifVersion: 0 }, ['/ifVersion']],
    ['a quota that is none', { command: 'approve', quota: { calls: 0, per: 'year' } }, ['/quota/calls', '/quota/per']],
    ['a supplement of nothing', { command: 'supplement' }, ['/statement']],
    ['nothing at all', {}, ['/command']],
  ])('with %s is refused with its place', async (_, body, pointers) => {
    const refused = await give(p, id, 'regulator', body);
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
    expect(pointersOf(refused)).toEqual(pointers);
  });
});

describe('a command given on what was seen (ifVersion)', () => {
  it('is carried out when the case is as it was seen', async () => {
    expect((await give(p, id, 'regulator', { command: 'pass', ifVersion: 1 })).status).toBe(200);
  });

  it('is refused with the current state when it is stale: 409', async () => {
    await give(p, id, 'company', { command: 'supplement', statement: '补充材料' });
    const refused = await give(p, id, 'regulator', { command: 'pass', ifVersion: 1 });
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'stale-version', state: { id, state: 'open', stage: 'formal-review', version: 2 } },
    });
    expect(told(refused).detail).toBe(`case ${id} is at version 2; you saw 1`);
    expect(await stageOf()).toBe('formal-review');
  });

  it('is not stale because the platform reminded or marked meanwhile', async () => {
    p.setNow('2026-10-12T01:00:00Z');
    await escalated(p, id);
    expect((await give(p, id, 'regulator', { command: 'pass', ifVersion: 1 })).status).toBe(200);
  });

  it.each([
    'resident',
    'other-agency-clerk',
    'district-regulator',
    'operator',
  ] as const)('tells %s, whose case it is not, nothing of how it stands: 403', async (as) => {
    const refused = await give(p, id, as, { command: 'pass', ifVersion: 7 });
    expect(refused).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(refused.body).not.toHaveProperty('state');
  });
});

describe('reasons', () => {
  it('QD-17.2a: are required, all at once, to return: 400', async () => {
    const refused = await give(p, id, 'regulator', { command: 'return' });
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
    expect(told(refused).errors).toEqual([{ pointer: '/reasons', detail: 'all reasons must be given at once' }]);
    const inChinese = await give(p, id, 'regulator', { command: 'return' }, { headers: { 'Accept-Language': 'zh' } });
    expect(told(inChinese).errors).toEqual([{ pointer: '/reasons', detail: '应当一次性告知全部理由' }]);
  });

  it('QD-17.2a: are told to the applicant, with the outcome', async () => {
    await through(p, id, ['regulator', 'return', { reason: undefined, reasons: ['缺少承诺书', '用途不明'] }]);
    expect(viewOf(await read(p, id, 'company'))).toMatchObject({
      state: 'closed',
      outcome: 'returned',
      reasons: ['缺少承诺书', '用途不明'],
    });
    expect((await p.cases.messages('person:company'))[0]?.text.zh).toBe('申请未通过形式审核,理由:缺少承诺书;用途不明');
  });

  it('are required to refuse', async () => {
    await through(p, id, ['regulator', 'pass']);
    const refused = await give(p, id, 'agency-reviewer', { command: 'refuse' });
    expect(pointersOf(refused)).toEqual(['/reason']);
    await through(p, id, ['agency-reviewer', 'refuse', { reason: '用途与数据不符' }]);
    expect(viewOf(await read(p, id, 'company'))).toMatchObject({ outcome: 'refused', reasons: ['用途与数据不符'] });
  });

  it('given as one and as a list are all kept', async () => {
    await through(p, id, ['regulator', 'return', { reason: '一', reasons: ['二', '三'] }]);
    expect(viewOf(await read(p, id, 'company')).reasons).toEqual(['一', '二', '三']);
  });
});

describe('separation of duties', () => {
  it('whoever filed decides nothing on it in another capacity; a colleague does', async () => {
    const filed = await created(casesOf(p)('objection', { as: 'agency-reviewer', body: anObjection() }));
    const found = { command: 'unfounded', reason: '无误' };
    expect(await give(p, filed.id, 'agency-reviewer', found)).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    });
    expect((await give(p, filed.id, 'agency-principal', found)).status).toBe(200);
  });

  it('an operator decides nothing', async () => {
    expect(await give(p, id, 'operator', { command: 'pass' })).toMatchObject({ status: 403 });
  });
});

describe('many commands at once', () => {
  it('are carried out one after the other, or refused as a conflict; none is a fault of ours', async () => {
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, n) => give(p, id, 'company', { command: 'supplement', statement: `补充之${n}` })),
    );
    const done = all.filter(({ status }) => status === 200).length;
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200, 409]));
    expect(all.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'conflict', state: { id } });
    expect(viewOf(await read(p, id, 'company')).version).toBe(1 + done);
  });
});
