import { beforeEach, describe, expect, it } from 'vitest';
import { Command } from '../../../domain/case/command.ts';
import { idPattern } from '../../../domain/ids.ts';
import type { CommandName } from '../../../domain/policy/words.ts';
import type { CallerName } from '../../builders/callers.ts';
import { openDataset } from '../../builders/dataset.ts';
import type { TestPlatform } from '../../builders/platform.ts';
import {
  anApplication,
  applied,
  casesOf,
  created,
  escalated,
  give,
  platformWithAir,
  read,
  through,
  viewOf,
} from './a-case.ts';

let p: TestPlatform;
let id: string;

beforeEach(async () => {
  p = await platformWithAir();
  id = (await applied(p)).id;
});

const seen = async (as: CallerName = 'company') => viewOf(await read(p, id, as));

describe('who may read a case', () => {
  it.each([
    'company',
    'agency-clerk',
    'agency-reviewer',
    'agency-principal',
    'regulator',
    'auditor',
  ] as const)('is the %s', async (as) => {
    expect((await read(p, id, as)).status).toBe(200);
  });

  it.each([
    'citizen',
    'resident',
    'blacklisted',
    'other-agency-clerk',
    'district-regulator',
    'operator',
  ] as const)('is not the %s: 403, and nothing of the case is told', async (as) => {
    const refused = await read(p, id, as);
    expect(refused).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(refused.text).not.toMatch(/formal-review|research|研究/);
  });

  it('is nobody who is not signed in: 401', async () => {
    expect(await read(p, id, 'anonymous')).toMatchObject({ status: 401, body: { code: 'sign-in-required' } });
  });

  it('asks for a case that there is: 404; an id that can be none: 400', async () => {
    expect(await read(p, 'nothing', 'auditor')).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(await read(p, 'Nothing.pdf', 'auditor')).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
  });

  it("of a district's case is its district's regulator", async () => {
    await openDataset(p, { id: 'homes', over: { publisher: 'laoshan-housing-bureau', district: 'laoshan' } });
    ({ id } = await created(
      casesOf(p)('application', { as: 'resident', body: anApplication({ datasetId: 'homes' }) }),
    ));
    expect((await read(p, id, 'district-regulator')).status).toBe(200);
    expect((await read(p, id, 'agency-principal')).status).toBe(403);
  });
});

describe('a case', () => {
  it('is identified by an id that fits into a path', () => {
    expect(id).toMatch(idPattern);
  });

  it('has the fields of the contract, and none of them before it has a value', async () => {
    expect(Object.keys(await seen()).sort()).toEqual(
      [
        'id',
        'procedure',
        'state',
        'stage',
        'settled',
        'version',
        'datasetId',
        'receivedAt',
        'policyVersion',
        'parties',
        'filing',
        'deadlines',
        'timeline',
        'allowedCommands',
        'regulation',
      ].sort(),
    );
  });

  it('names its agency in the language of the reader', async () => {
    const inChinese = viewOf(await read(p, id, 'company', { headers: { 'Accept-Language': 'zh-CN' } }));
    expect(inChinese.parties[1]).toEqual({ role: 'agency', id: 'ecology-bureau', name: '青岛市生态环境局' });
  });

  it('is not settled while an effect still runs', async () => {
    await through(p, id, ['regulator', 'pass'], ['agency-reviewer', 'approve'], ['company', 'sign']);
    expect((await give(p, id, 'agency-reviewer', { command: 'sign' })).body).toMatchObject({ settled: false });
    expect(await seen()).toMatchObject({ stage: 'grant-access', settled: false, state: 'open', allowedCommands: [] });
  });

  it('never shows who acted, only in what capacity', async () => {
    await through(p, id, ['regulator', 'pass']);
    expect(JSON.stringify(await seen('auditor'))).not.toMatch(/"(subject|salt)"/);
    expect((await seen()).timeline.map(({ by }) => by)).toEqual(['applicant', 'regulator']);
  });
});

describe('its deadlines', () => {
  it('QD-17.2a: are as the contract has them, each day explained', async () => {
    expect((await seen()).deadlines).toEqual([
      {
        stage: 'formal-review',
        startedOn: '2026-09-21',
        dueOn: '2026-09-29',
        dueAt: '2026-09-29T16:00:00.000Z',
        unit: 'working-day',
        length: 5,
        clause: 'QD-17.2a',
        kind: 'statutory',
        provisional: false,
        explain: [
          { date: '2026-09-21', counted: 0, reason: expect.anything() },
          { date: '2026-09-22', counted: 1, reason: expect.anything() },
          { date: '2026-09-23', counted: 2, reason: expect.anything() },
          { date: '2026-09-24', counted: 3, reason: expect.anything() },
          { date: '2026-09-25', counted: null, reason: 'holiday', name: '中秋节' },
          { date: '2026-09-26', counted: null, reason: expect.anything(), name: '中秋节' },
          { date: '2026-09-27', counted: null, reason: expect.anything(), name: '中秋节' },
          { date: '2026-09-28', counted: 4, reason: expect.anything() },
          { date: '2026-09-29', counted: 5, reason: expect.anything() },
        ],
      },
    ]);
  });

  it('are overdue from the due instant on, before any mark is set', async () => {
    p.setNow('2026-09-29T15:59:59.999Z');
    expect((await seen()).deadlines[0]).not.toHaveProperty('overdueSince');
    p.setNow('2026-09-29T16:00:00Z');
    expect((await seen()).deadlines[0]?.overdueSince).toBe('2026-09-29T16:00:00.000Z');
  });

  it('say the same once the mark is set, by whoever looks', async () => {
    p.setNow('2026-10-08T01:00:00Z');
    await escalated(p, id);
    for (const as of ['company', 'regulator', 'auditor'] as const) {
      expect((await seen(as)).deadlines[0]?.overdueSince, as).toBe('2026-09-29T16:00:00.000Z');
    }
    expect((await seen()).timeline.at(-1)).toMatchObject({ type: 'overdue', by: 'platform', clause: 'QD-17.2a' });
  });

  it('QD-17.2b: begin anew with the transfer; what was late stays on record as late', async () => {
    p.setNow('2026-09-30T01:00:00Z');
    await through(p, id, ['regulator', 'pass']);
    expect((await seen()).deadlines).toMatchObject([
      { clause: 'QD-17.2a', overdueSince: '2026-09-29T16:00:00.000Z', endedAt: '2026-09-30T01:00:00.000Z' },
      { clause: 'QD-17.2b', startedOn: '2026-09-30', stage: 'agency-review', length: 10 },
    ]);
  });

  it('that rest on a calendar not yet published are provisional, and never overdue', async () => {
    p.setNow('2026-12-30T01:00:00Z');
    const { id: late } = await applied(p, { as: 'resident' });
    p.setNow('2027-03-01T01:00:00Z');
    const [deadline] = viewOf(await read(p, late, 'resident')).deadlines;
    expect(deadline).toMatchObject({ provisional: true });
    expect(deadline).not.toHaveProperty('overdueSince');
  });
});

describe('its timeline', () => {
  it('tells what happened, oldest first, with stage, command and reasons', async () => {
    await through(p, id, ['regulator', 'pass'], ['agency-reviewer', 'refuse', { reason: '用途不符' }]);
    expect((await seen()).timeline).toMatchObject([
      { type: 'received', by: 'applicant', to: 'formal-review', at: '2026-09-21T01:00:00.000Z' },
      { type: 'decided', by: 'regulator', stage: 'formal-review', command: 'pass', to: 'agency-review' },
      { type: 'decided', by: 'agency-reviewer', command: 'refuse', outcome: 'refused', reasons: ['用途不符'] },
      { type: 'applied', by: 'platform', stage: 'tell-reasons', to: 'closed' },
    ]);
  });
});

describe('the commands that it offers', () => {
  it('come with a schema that takes them, and nothing else', async () => {
    const { allowedCommands } = await seen('regulator');
    expect(allowedCommands.map(({ command }) => command)).toEqual(['pass', 'return']);
    for (const { command, schema } of allowedCommands) {
      expect(schema).toMatchObject({
        type: 'object',
        properties: { command: { const: command }, reason: { type: 'string' }, ifVersion: { type: 'integer' } },
        required: ['command'],
        additionalProperties: false,
      });
    }
  });

  it('have a schema each, whatever the command', () => {
    const names = Command.options.map(({ shape }) => shape.command.value) satisfies CommandName[];
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(['agency-reviewer', 'auditor'] as const)('are none for the %s now', async (as) => {
    expect((await seen(as)).allowedCommands).toEqual([]);
  });
});
