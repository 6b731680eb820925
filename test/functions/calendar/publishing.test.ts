import { beforeEach, describe, expect, it } from 'vitest';
import { qingdao } from '../../../cities/qingdao.ts';
import { firstBreak } from '../../../domain/audit/chain.ts';
import { LocalDate } from '../../../domain/calendar/dates.ts';
import { confirmYear } from '../../../domain/calendar/publishing.ts';
import { deadlineOf } from '../../../domain/case/deadline.ts';
import { receive } from '../../../domain/case/receive.ts';
import { type CaseId, DatasetId, CaseId as Id } from '../../../domain/ids.ts';
import { currentPolicy, organisationOf, procedureOf } from '../../../domain/policy/policy.ts';
import { calendarHandlers } from '../../../functions/calendar/handlers.ts';
import { calendar, type ProposalView, type YearView } from '../../../functions/routes/calendar.ts';
import { calendarStore } from '../../../functions/stores/calendar.ts';
import { year2027 } from '../../builders/calendar-year.ts';
import { callers } from '../../builders/callers.ts';
import { type Calling, caller } from '../../builders/calls.ts';
import { type TestPlatform, testPlatform } from '../../builders/platform.ts';

const params = { year: '2027' };
let p: TestPlatform;
let call: ReturnType<typeof caller<typeof calendar>>;

beforeEach(() => {
  p = testPlatform({ now: '2026-12-30T01:00:00Z' });
  call = caller(calendar, calendarHandlers(p));
});

const propose = (over: Calling = {}) => call('propose', { as: 'operator', params, body: year2027(), ...over });
const confirm = (over: Calling = {}) => call('confirm', { as: 'regulator', params, body: {}, ...over });
const yearAs = async (as: Calling['as'] = 'anonymous'): Promise<YearView> =>
  (await call('year', { as: as ?? 'anonymous', params })).body as YearView;

/** A case whose formal review (QD-17.2a) is due in January 2027. */
async function fileCase(id = 'case-1'): Promise<CaseId> {
  const policy = currentPolicy(qingdao);
  const agency = organisationOf(qingdao, 'ecology-bureau');
  const filing = { procedure: 'application' as const, datasetId: DatasetId.parse('air'), agency, content: {} };
  const ruling = receive(filing, callers.company, policy, p.now());
  const appending = { ruling, now: p.now(), salt: p.salt() };
  return p.cases.open(Id.parse(id), appending, procedureOf(policy, 'application'), () => []);
}
async function dueOn(id: CaseId) {
  const [clock] = (await p.cases.load(id)).clocks;
  if (clock === undefined) throw new Error('the case has a clock');
  const { dueOn: day, provisional } = deadlineOf(clock, await p.calendar(), p.now());
  return { day, provisional };
}

describe('a year', () => {
  it('is in force only after a second person has confirmed what the first proposed', async () => {
    const { status, body } = await propose();
    const proposed = await yearAs();
    await confirm({ body: { proposal: (body as ProposalView).id } });
    const published = await yearAs();

    expect(status).toBe(201);
    expect(proposed).toMatchObject({ provisional: true, lastPublishedYear: 2026, publications: [] });
    expect(published).toMatchObject({
      provisional: false,
      lastPublishedYear: 2027,
      publications: [
        {
          layer: 'national',
          source: '国务院办公厅关于2027年部分节假日安排的通知',
          proposedAt: '2026-12-30T01:00:00.000Z',
          publishedAt: '2026-12-30T01:00:00.000Z',
          proposedBy: 'operator',
          publishedBy: 'regulator',
        },
      ],
    });
    expect(published.days.find((day) => day.date === '2027-02-20')).toEqual({
      date: '2027-02-20',
      working: true,
      reason: 'make-up-workday',
      name: '春节',
      provisional: false,
    });
  });

  it('once published counts for the very next reader of the calendar', async () => {
    const id = await fileCase();
    const before = await dueOn(id);
    await propose({ body: year2027({ holidays: [{ date: '2027-01-04', name: '元旦' }] }) });
    await confirm();

    expect(before).toEqual({ day: '2027-01-07', provisional: true });
    expect(await dueOn(id)).toEqual({ day: '2027-01-07', provisional: false });
    expect((await p.calendar()).day(LocalDate.parse('2027-01-01'))).toMatchObject({
      working: true,
      provisional: false,
    });
  });

  it('tells how many running deadlines were counted again and how many moved', async () => {
    await fileCase('case-1');
    p.setNow('2026-12-01T01:00:00Z');
    await fileCase('case-2'); // due on 8 December, whatever 2027 brings
    await propose({ body: year2027({ holidays: [{ date: '2027-01-04', name: '元旦' }, ...year2027().holidays] }) });

    expect((await confirm()).body).toEqual({
      year: 2027,
      layer: 'national',
      publishedAt: '2026-12-01T01:00:00.000Z',
      recomputed: 2,
      changed: 1,
    });
    expect(await dueOn(Id.parse('case-1'))).toEqual({ day: '2027-01-08', provisional: false });
  });

  it('counts again more cases than one read may ask for', async () => {
    for (let n = 1; n <= 101; n++) await fileCase(`case-${n}`);
    await propose();

    expect((await confirm()).body).toMatchObject({ recomputed: 101, changed: 0 });
  });

  it('may be published again, as a correction, by the same two', async () => {
    await propose();
    await confirm();
    await propose({ body: year2027({ source: '更正', makeUpDays: [] }) });
    const waiting = await yearAs();
    await confirm();
    const corrected = await yearAs();

    expect(waiting.publications).toMatchObject([{ source: '国务院办公厅关于2027年部分节假日安排的通知' }]);
    expect(corrected.publications).toMatchObject([{ source: '更正' }]);
    expect(corrected.days.find((day) => day.date === '2027-02-20')?.reason).toBe('weekend');
  });

  it('that came with this version may be corrected too', async () => {
    const holidays = [{ date: '2026-10-01', name: '国庆节' }];
    const of2026 = { params: { year: '2026' } };
    await propose({ ...of2026, body: { source: '更正', holidays, makeUpDays: [] } });
    await confirm(of2026);

    const { body } = await call('year', of2026);
    expect((body as YearView).publications).toMatchObject([{ source: '更正', publishedBy: 'regulator' }]);
    expect((body as YearView).days.find((day) => day.date === '2026-10-02')?.working).toBe(true);
  });
});

describe('two persons', () => {
  it.each([
    ['anonymous', 401],
    ['company', 403],
    ['agency-principal', 403],
    ['regulator', 403],
    ['auditor', 403],
  ] as const)('a proposal by %s is refused', async (as, status) => {
    expect((await propose({ as })).status).toBe(status);
  });

  it.each([
    ['anonymous', 401],
    ['operator', 403],
    ['district-regulator', 403],
    ['government', 403],
  ] as const)('a confirmation by %s is refused', async (as, status) => {
    await propose();

    expect((await confirm({ as })).status).toBe(status);
    expect((await yearAs()).provisional).toBe(true);
  });

  it('may not be one person in two roles', async () => {
    const person = { ...callers.operator, subject: 'both', roles: ['operator' as const, 'regulator' as const] };
    const store = calendarStore(p.engine, undefined);
    await propose();

    const proposal = await store.proposal('national', 2027);
    expect(proposal?.subject).toBe('operator');
    const confirmBy = (by: typeof person) => () =>
      confirmYear({ layer: 'national', year: 2027 }, proposal, by, undefined);
    expect(confirmBy(person)).toThrow('published by the municipal regulator and by no operator');
    expect(confirmBy({ ...callers.regulator, subject: 'operator' } as typeof person)).toThrow(
      'whoever proposed a calendar does not confirm it',
    );
  });
});

describe('a confirmation', () => {
  it('of nothing is told so', async () => {
    expect(await confirm()).toMatchObject({
      status: 409,
      body: { code: 'not-now', detail: 'no calendar of 2027 waits to be confirmed' },
    });
  });

  it('of a proposal that was replaced meanwhile publishes nothing', async () => {
    const { body: first } = await propose();
    const { body: second } = await propose({ body: year2027({ source: '更正' }) });
    const stale = await confirm({ body: { proposal: (first as ProposalView).id } });

    expect(stale).toMatchObject({
      status: 409,
      body: { code: 'stale-version', state: { proposal: (second as ProposalView).id } },
    });
    expect((await yearAs()).provisional).toBe(true);
  });

  it('happens once: a second one finds nothing that waits', async () => {
    await propose();
    await confirm();

    expect((await confirm()).status).toBe(409);
  });
});

describe('a repeated request', () => {
  const headers = { 'Idempotency-Key': 'k-1' };

  it('to propose is answered as the first was, and proposes nothing', async () => {
    const first = await propose({ headers });
    const other = await propose({ body: year2027({ source: '更正' }) });
    const again = await propose({ headers });

    expect(again.body).toEqual(first.body);
    expect((await yearAs('regulator')).proposals).toEqual([other.body]);
  });

  it('to confirm is answered as the first was', async () => {
    await fileCase();
    await propose();
    const first = await confirm({ headers });

    expect(await confirm({ headers })).toMatchObject({ status: 200, body: first.body });
  });

  it('with another body is a mismatch', async () => {
    await propose({ headers });

    expect(await propose({ headers, body: year2027({ source: '更正' }) })).toMatchObject({
      status: 422,
      body: { code: 'idempotency-mismatch' },
    });
  });
});

describe('a proposal', () => {
  it('is refused with every fault of the year', async () => {
    const { status, body } = await propose({
      body: year2027({
        year: 2028,
        holidays: [
          { date: '2028-01-01', name: '元旦' },
          { date: '2027-10-01', name: '国庆节' },
        ],
        makeUpDays: [
          { date: '2027-10-01', name: '国庆节' },
          { date: '2027-10-11', name: '国庆节' },
        ],
      }),
    });

    expect(status).toBe(400);
    expect((body as { errors: unknown }).errors).toEqual([
      { pointer: '/year', detail: "isn't the year 2027 of the path" },
      { pointer: '/holidays/0/date', detail: '2028-01-01 is neither in 2027 nor in the December before it' },
      { pointer: '/makeUpDays/0/date', detail: '2027-10-01 is named twice' },
      { pointer: '/makeUpDays/0/date', detail: '2027-10-01 is no weekend day, so nothing is made up on it' },
      { pointer: '/makeUpDays/1/date', detail: '2027-10-11 is no weekend day, so nothing is made up on it' },
    ]);
  });

  it('is refused with every fault of its shape, in the caller’s language', async () => {
    const { body } = await propose({
      headers: { 'Accept-Language': 'zh-CN' },
      body: { holidays: [{ date: '2027-02-30' }], makeUpDays: 'none', urgent: true },
    });

    expect((body as { errors: unknown }).errors).toEqual([
      { pointer: '/source', detail: '必填' },
      { pointer: '/holidays/0/date', detail: '应为存在的日期，如 2026-10-16' },
      { pointer: '/holidays/0/name', detail: '必填' },
      { pointer: '/makeUpDays', detail: '应为列表，而不是文本' },
      { pointer: '/urgent', detail: '没有这一项' },
    ]);
  });

  it('of a year too far off to foresee is refused', async () => {
    const { status, body } = await propose({
      params: { year: '2041' },
      body: { source: 's', holidays: [{ date: '2041-01-01', name: '元旦' }], makeUpDays: [] },
    });

    expect({ status, body }).toMatchObject({ status: 400, body: { detail: expect.stringContaining('2004 to 2040') } });
  });

  it('is shown to those who propose, confirm or audit, without who made it', async () => {
    const { body } = await propose();

    for (const as of ['operator', 'regulator', 'auditor'] as const) {
      expect((await yearAs(as)).proposals).toEqual([body]);
    }
    for (const as of ['anonymous', 'company', 'agency-clerk'] as const) {
      expect(await yearAs(as)).not.toHaveProperty('proposals');
    }
    expect(JSON.stringify(body)).not.toContain('operator');
  });

  it('is answered with where its year stands', async () => {
    expect((await propose()).headers.Location).toBe('https://data.example/v1/calendar/2027');
  });
});

describe('the ledger', () => {
  it('chains what was proposed and published, and in what role', async () => {
    await propose();
    await confirm();
    await propose({ body: year2027({ source: '更正' }) });
    const history = await calendarStore(p.engine, undefined).history();

    expect(history.map(({ by, body }) => [by.role, body.type])).toEqual([
      ['operator', 'proposed'],
      ['regulator', 'published'],
      ['operator', 'proposed'],
    ]);
    expect(history[1]?.body).toMatchObject({ year: 2027, layer: 'national', proposal: history[0]?.hash });
    expect(firstBreak(history)).toBeUndefined();
    expect(firstBreak([...history.slice(0, 1), ...history.slice(2)])).toBeDefined();
  });

  it('keeps both of two who propose at once', async () => {
    await Promise.all([propose(), propose({ params: { year: '2028' }, body: of2028 })]);
    const history = await calendarStore(p.engine, undefined).history();

    expect(history).toHaveLength(2);
    expect(firstBreak(history)).toBeUndefined();
  });

  it('publishes once when two confirm at once', async () => {
    await propose();
    const answers = await Promise.all([confirm(), confirm()]);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await calendarStore(p.engine, undefined).history()).toHaveLength(2);
  });
});

const of2028 = { source: 's', holidays: [{ date: '2028-01-01', name: '元旦' }], makeUpDays: [] };
