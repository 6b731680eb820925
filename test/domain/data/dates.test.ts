import { describe, expect, it } from 'vitest';
import { excelSerialDate, isDateShaped, parseDate, parseInstant } from '../../../domain/data/dates.ts';

describe('parseDate', () => {
  it.each([
    '2026-01-05',
    '2026/1/5',
    '2026.1.5',
    '2026年1月5日',
    '2026年01月05号',
    '二〇二六年一月五日',
  ])('reads %s', (text) => {
    expect(parseDate(text)).toBe('2026-01-05');
  });

  it.each([
    ['二〇二五年十月十日', '2025-10-10'],
    ['一九九九年十二月三十一日', '1999-12-31'],
    ['二〇二四年二月二十九日', '2024-02-29'],
    ['2000-02-29', '2000-02-29'],
    ['0099-01-01', '0099-01-01'],
    ['2026-04-30', '2026-04-30'],
    ['2026-05-31', '2026-05-31'],
    ['2026-11-30', '2026-11-30'],
    ['二〇二六年十二月二十一日', '2026-12-21'],
    ['二〇二六年三月三十日', '2026-03-30'],
  ])('reads %s', (text, date) => {
    expect(parseDate(text)).toBe(date);
  });

  it.each([
    '2026-02-30',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-04-31',
    '2026-06-31',
    '2026-09-31',
    '2026-11-31',
    '2026-01-32',
    '2026-02-29',
    '2100-02-29',
    '2026年1月',
    '二〇二六年一月',
    '公元二〇二六年一月五日',
    'x2026-01-05',
    '2026-01-05x',
    '2026-1/5',
    '26-1-5',
    '46027',
    '20260105',
    '',
  ])('does not read %s', (text) => {
    expect(parseDate(text)).toBeUndefined();
  });

  it('still sees the shape of a date in one that the calendar lacks', () => {
    expect(isDateShaped('2026-02-30')).toBe(true);
  });
});

describe('parseInstant', () => {
  it.each([
    ['2026-01-05 08:00', '2026-01-05T08:00:00+08:00'],
    ['2026/1/5 8:00:30', '2026-01-05T08:00:30+08:00'],
    ['2026-01-05T00:00:00Z', '2026-01-05T08:00:00+08:00'],
    ['2025-12-31T20:30:00-05:00', '2026-01-01T09:30:00+08:00'],
    ['2026-01-05T08:00:00.500+0800', '2026-01-05T08:00:00.5+08:00'],
    ['2026-01-05T08:00:00.000', '2026-01-05T08:00:00+08:00'],
    ['2026-01-05', '2026-01-05T00:00:00+08:00'],
    ['2026-01-05 23:59:59', '2026-01-05T23:59:59+08:00'],
    ['2026-01-05 00:00 Z', '2026-01-05T08:00:00+08:00'],
    ['2026-01-05T08:00:10.10', '2026-01-05T08:00:10.1+08:00'],
    ['2026年1月5日 08:00', '2026-01-05T08:00:00+08:00'],
  ])('reads %s as the city time %s', (text, instant) => {
    expect(parseInstant(text)).toBe(instant);
  });

  it.each([
    '2026-01-05T24:00:00+08:00',
    '2026-02-30T08:00',
    '2026-01-05 08:60',
    '2026-01-05 08:00:60',
    '2026-01-05T08:00:00+99:00',
    '08:00',
    '',
  ])('does not read %j', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  it('gives texts that order as the instants do, with and without fractions', () => {
    const instants = ['00.55', '00', '00.5', '01'].map((second) => parseInstant(`2026-01-05T08:00:${second}`));

    expect(instants.toSorted().map((text) => text?.slice(17, -6))).toEqual(['00', '00.5', '00.55', '01']);
  });
});

describe('excelSerialDate', () => {
  it.each([
    ['46027', '2026-01-05'],
    ['46027.5', '2026-01-05'],
    ['46027.99', '2026-01-05'],
    ['20000', '1954-10-03'],
    ['60000', '2064-04-08'],
  ])('says which date %s is in Excel', (serial, date) => {
    expect(excelSerialDate(serial)).toBe(date);
  });

  it.each([
    '12345',
    '99999',
    '2026',
    '4602a',
    '19999',
    '60001',
    '146027',
    '46027.',
    '46027x',
    'x46027',
  ])('says nothing of %s', (text) => {
    expect(excelSerialDate(text)).toBeUndefined();
  });
});
