import { describe, expect, it } from 'vitest';
import { qingdao } from '../../../cities/qingdao.ts';
import { LocalDate } from '../../../domain/calendar/dates.ts';
import { City } from '../../../domain/policy/policy.ts';
import { calendarHandlers } from '../../../functions/calendar/handlers.ts';
import { calendar, type Preview, type YearView } from '../../../functions/routes/calendar.ts';
import { caller } from '../../builders/calls.ts';
import { testPlatform } from '../../builders/platform.ts';

const inQingdao = caller(calendar, calendarHandlers(testPlatform()));

describe('GET /v1/calendar/{year}', () => {
  const read = async (year: string) => inQingdao('year', { params: { year } });

  it('gives each day with its reason and name, and the notice the year rests on', async () => {
    const { status, body } = await read('2026');
    const view = body as YearView;

    expect(status).toBe(200);
    expect(view).toMatchObject({
      year: 2026,
      provisional: false,
      lastPublishedYear: 2026,
      publications: [{ layer: 'national', source: '国务院办公厅关于2026年部分节假日安排的通知' }],
    });
    expect(view).not.toHaveProperty('region');
    expect(view.days).toHaveLength(365);
    expect(view.days.filter((day) => day.reason === 'make-up-workday').map((day) => day.date)).toEqual([
      '2026-01-04',
      '2026-02-14',
      '2026-02-28',
      '2026-05-09',
      '2026-09-20',
      '2026-10-10',
    ]);
  });

  it('gives a year that isn’t published as far as it can be foreseen, and says so of each day', async () => {
    const view = (await read('2027')).body as YearView;

    expect(view).toMatchObject({ provisional: true, publications: [] });
    expect(view.days.every((day) => day.provisional)).toBe(true);
    expect(view.days.find((day) => day.date === '2027-10-01')).toMatchObject({ working: false, name: '国庆节' });
  });

  it.each([
    ['2003', 'path/year'],
    ['soon', 'path/year'],
  ])('refuses %s', async (year, pointer) => {
    expect(await read(year)).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
  });

  it('says how far it reaches when asked beyond', async () => {
    expect(await read('2041')).toMatchObject({
      status: 400,
      body: {
        code: 'invalid-request',
        detail: 'the calendar reaches from 2004 to 2040; 2041-01-01 lies outside',
      },
    });
  });
});

describe('in a region with festivals of its own', () => {
  const jinfeng = City.parse({ ...JSON.parse(JSON.stringify(qingdao)), holidayRegion: 'ningxia' });
  const p = testPlatform({ city: jinfeng });
  const call = caller(calendar, calendarHandlers(p));
  const read = async (year: string) => (await call('year', { params: { year } })).body as YearView;

  it('a year shows them over the national calendar, with both notices', async () => {
    const view = await read('2020');

    expect(view).toMatchObject({
      provisional: false,
      publications: [
        { layer: 'national' },
        { layer: 'region', source: '宁夏回族自治区人民政府办公厅关于2020年部分节假日安排的通知' },
      ],
      region: { name: '宁夏回族自治区', festivals: ['开斋节', '古尔邦节'], provisional: false },
    });
    expect(view.days.filter((day) => day.reason === 'regional-holiday').map((day) => day.date)).toEqual([
      '2020-05-25',
      '2020-05-26',
      '2020-07-30',
      '2020-07-31',
    ]);
  });

  it('a year is provisional until the region’s notice is published, by two persons likewise', async () => {
    const params = { year: '2026' };
    const notice = {
      layer: 'region',
      source: '宁夏回族自治区人民政府办公厅关于2026年部分节假日安排的通知',
      holidays: [{ date: '2026-03-20', name: '开斋节' }],
      makeUpDays: [],
    };
    const before = await read('2026');
    await call('propose', { as: 'operator', params, body: notice });
    const national = await call('confirm', { as: 'regulator', params, body: {} });
    const regional = await call('confirm', { as: 'regulator', params, body: { layer: 'region' } });
    const after = await read('2026');

    expect(before).toMatchObject({ provisional: true, region: { provisional: true } });
    expect([national.status, regional.status]).toEqual([409, 200]);
    expect(after).toMatchObject({
      provisional: false,
      region: { provisional: false },
      publications: [{ layer: 'national' }, { layer: 'region', publishedBy: 'regulator' }],
    });
    expect((await p.calendar()).day(LocalDate.parse('2026-03-20'))).toMatchObject({
      working: false,
      reason: 'regional-holiday',
      name: '开斋节',
    });
  });

  it('elsewhere there is no such notice to propose', async () => {
    const answer = await inQingdao('propose', {
      as: 'operator',
      params: { year: '2026' },
      body: { layer: 'region', source: 's', holidays: [{ date: '2026-03-20', name: '开斋节' }], makeUpDays: [] },
    });

    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: '/layer' }] } });
  });
});

describe('GET /v1/deadlines/preview', () => {
  const preview = (query: Record<string, string>) => inQingdao('preview', { query });

  it('counts ten working days over 国庆节, with each day’s part in it', async () => {
    const { status, body } = await preview({ from: '2026-09-28', length: '10', unit: 'working-day' });
    const { explain, ...counted } = body as Preview;

    expect(status).toBe(200);
    expect(counted).toEqual({
      startedOn: '2026-09-28',
      dueOn: '2026-10-16',
      dueAt: '2026-10-16T16:00:00.000Z',
      provisional: false,
      unit: 'working-day',
      length: 10,
      remindAt: '2026-10-12T16:00:00.000Z',
      lastPublishedYear: 2026,
    });
    expect(explain).toHaveLength(19);
    expect(explain.slice(0, 4)).toEqual([
      { date: '2026-09-28', counted: 0, reason: 'workday' },
      { date: '2026-09-29', counted: 1, reason: 'workday' },
      { date: '2026-09-30', counted: 2, reason: 'workday' },
      { date: '2026-10-01', counted: null, reason: 'holiday', name: '国庆节' },
    ]);
    expect(explain.find((day) => day.date === '2026-10-10')).toEqual({
      date: '2026-10-10',
      counted: 5,
      reason: 'make-up-workday',
      name: '国庆节',
    });
  });

  it('gives a calendar-day period its target and its due date', async () => {
    const { body } = await preview({ from: '2026-09-01', length: '30', unit: 'calendar-day' });

    expect(body).toMatchObject({ targetOn: '2026-09-30', dueOn: '2026-10-08' });
  });

  it('lengthens a period by an extension', async () => {
    expect((await preview({ from: '2026-09-28', length: '10', extendBy: '10' })).body).toMatchObject({
      length: 10,
      extendedBy: 10,
      dueOn: '2026-10-30',
    });
  });

  it('flags what rests on a year that isn’t published', async () => {
    const { body } = await preview({ from: '2026-12-30', length: '5' });

    expect(body).toMatchObject({ dueOn: '2027-01-07', provisional: true });
    expect((body as Preview).explain.filter((day) => day.provisional === true)).toHaveLength(7);
  });

  it('names every fault of a question', async () => {
    const { status, body } = await preview({ from: '2026-02-30', length: '0', unit: 'month', extendBy: 'ten' });

    expect(status).toBe(400);
    expect((body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer)).toEqual([
      'query/from',
      'query/length',
      'query/unit',
      'query/extendBy',
    ]);
    expect(await preview({})).toMatchObject({
      body: {
        errors: [
          { pointer: 'query/from', detail: 'required' },
          { pointer: 'query/length', detail: 'required' },
        ],
      },
    });
  });

  it.each([
    { from: '2003-12-31', length: '5' },
    { from: '2040-12-20', length: '30' },
    { from: '2039-01-01', length: '2500' },
  ])('says how far the calendar reaches when it is asked beyond: %j', async (query) => {
    expect(await preview(query)).toMatchObject({
      status: 400,
      body: { code: 'invalid-request', detail: expect.stringMatching(/^the calendar reaches from 2004 to 2040/) },
    });
  });
});
