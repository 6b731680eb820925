import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../../domain/calendar/calendar.ts';
import { countPeriod } from '../../../domain/calendar/count.ts';
import { ningxia, RegionOverlay, withRegionalYear } from '../../../domain/calendar/region.ts';
import { CalendarYear } from '../../../domain/calendar/year.ts';
import { arrangement, arrangement2027, on, workingDays } from './builders.ts';

const national = calendarOf();
const regional = calendarOf({ region: ningxia });

/** As Ningxia's government published them: 开斋节5月13日至14日放假，古尔邦节7月19日至20日放假. */
const ningxia2021 = CalendarYear.parse({
  year: 2021,
  source: '宁夏回族自治区人民政府办公厅关于2021年部分节假日安排的通知',
  holidays: [
    { date: '2021-05-13', name: '开斋节' },
    { date: '2021-05-14', name: '开斋节' },
    { date: '2021-07-19', name: '古尔邦节' },
    { date: '2021-07-20', name: '古尔邦节' },
  ],
  makeUpDays: [],
});

describe("Ningxia's calendar", () => {
  it.each(['2020-05-25', '2020-05-26', '2020-07-30', '2020-07-31'])('is off on %s, when the nation works', (date) => {
    expect(national.day(on(date)).working).toBe(true);
    expect(regional.day(on(date))).toMatchObject({ working: false, reason: 'regional-holiday', provisional: false });
  });

  it('JF-25b: gives the responsible unit two days more across 开斋节 2020, lest it be declared overdue falsely', () => {
    const asked = { startedOn: on('2020-05-22'), period: workingDays(5) };
    expect(countPeriod(national, asked).dueOn).toBe('2020-05-29');
    expect(countPeriod(regional, asked)).toMatchObject({ dueOn: '2020-06-02', provisional: false });
    expect(countPeriod(regional, asked).explain.at(3)).toEqual({
      date: '2020-05-25',
      counted: null,
      reason: 'regional-holiday',
      name: '开斋节',
    });
  });

  it('JF-25b: is provisional in a year whose regional notice is missing, although the national one is out', () => {
    expect(national.day(on('2026-05-27')).provisional).toBe(false);
    expect(countPeriod(regional, { startedOn: on('2026-05-20'), period: workingDays(5) }).provisional).toBe(true);
  });

  it('JF-25b: becomes final with the notice, which moves what it meets', () => {
    const asked = { startedOn: on('2021-07-16'), period: workingDays(5) };
    expect(countPeriod(regional, asked)).toMatchObject({ dueOn: '2021-07-23', provisional: true });
    const published = calendarOf({ region: withRegionalYear(ningxia, ningxia2021) });
    expect(countPeriod(published, asked)).toMatchObject({ dueOn: '2021-07-27', provisional: false });
    expect(published.sourcesOf(2021)).toEqual(['国务院办公厅关于2021年部分节假日安排的通知', ningxia2021.source]);
  });

  it('follows the later of two notices for a year', () => {
    const moved = arrangement(2021, ['2021-05-12', '2021-05-13', '2021-07-20', '2021-07-21']);
    const calendar = calendarOf({ region: withRegionalYear(withRegionalYear(ningxia, ningxia2021), moved) });
    const working = ['2021-05-12', '2021-05-14', '2021-07-19', '2021-07-21'].map(
      (date) => calendar.day(on(date)).working,
    );
    expect(working).toEqual([false, true, true, false]);
  });

  it('stays provisional while the national notice is missing', () => {
    const ahead = withRegionalYear(ningxia, arrangement(2027, ['2027-03-10', '2027-05-17']));
    expect(calendarOf({ region: ahead }).day(on('2027-03-10'))).toMatchObject({ working: false, provisional: true });
    expect(calendarOf({ region: ahead, published: [arrangement2027] }).day(on('2027-03-10')).provisional).toBe(false);
  });

  it('keeps the national holiday where both fall on one day', () => {
    const meeting = withRegionalYear(ningxia, arrangement(2022, ['2022-05-03', '2022-07-11']));
    expect(calendarOf({ region: meeting }).day(on('2022-05-03'))).toMatchObject({ reason: 'holiday', name: '劳动节' });
  });

  it('is off on a regional holiday that the nation makes up on, and works where the region makes up', () => {
    const both = withRegionalYear(ningxia, arrangement(2026, ['2026-10-10', '2026-03-20'], ['2026-03-15']));
    const day = (date: string) => calendarOf({ region: both }).day(on(date)).reason;
    expect([day('2026-10-10'), day('2026-03-15')]).toEqual(['regional-holiday', 'make-up-workday']);
  });
});

describe('a regional overlay', () => {
  it('names the region and at least one festival', () => {
    expect(RegionOverlay.safeParse({ ...ningxia, festivals: [] }).success).toBe(false);
    expect(RegionOverlay.safeParse({ ...ningxia, region: '' }).success).toBe(false);
  });
});
