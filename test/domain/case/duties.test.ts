import { describe, expect, it } from 'vitest';
import { LocalDate } from '../../../domain/calendar/dates.ts';
import { dutyId, roundOf, spanOf } from '../../../domain/case/duties.ts';
import { by, byNamedDay } from '../../../domain/policy/period.ts';
import { Procedure } from '../../../domain/policy/procedure.ts';
import { leads, procedure, stage } from '../../../domain/policy/writing.ts';
import { at } from '../../builders/instants.ts';

const yearly = (on: string | string[], daysAhead?: number): Procedure =>
  Procedure.parse(
    procedure({
      zh: '评估',
      en: 'Evaluation',
      clause: 'XX-1',
      filing: { by: 'platform', clause: 'XX-1' },
      opens: [{ kinds: ['agency'], at: 'of-unit' }, { at: 'evaluation' }],
      duty: { for: ['city', 'agency'], ...(daysAhead === undefined ? {} : { daysAhead }) },
      steps: {
        evaluation: stage({
          zh: '评估',
          en: 'Evaluation',
          clause: 'XX-1',
          by: ['municipal-regulator'],
          within: [by(on, 'XX-1')],
          decisions: { pass: leads('closed') },
        }),
        'of-unit': stage({
          zh: '自评',
          en: 'Of unit',
          clause: 'XX-1',
          by: ['agency'],
          within: [by('06-30', 'XX-1')],
          decisions: { pass: leads('closed') },
        }),
      },
    }),
  );

const upkeep = Procedure.parse(
  procedure({
    zh: '更新',
    en: 'Upkeep',
    clause: 'XX-2',
    filing: { by: 'platform', clause: 'XX-2' },
    opens: [{ at: 'renewal' }],
    duty: { for: 'open-dataset' },
    steps: {
      renewal: stage({
        zh: '更新',
        en: 'Renewal',
        clause: 'XX-2',
        by: ['agency-staff'],
        within: [byNamedDay('XX-2')],
        fulfilment: { by: 'newer-release', to: 'closed', outcome: 'done' },
      }),
    },
  }),
);

const city = { id: 'city', kind: 'city' };
const round = (procedure: Procedure, now: string, subject: object = city) =>
  roundOf(procedure, { ...city, ...subject }, at(now))?.name;

describe('the round of a dated duty', () => {
  it.each([
    ['is that of the next date', '2026-09-21 09:00', '2026-12-31'],
    ['lasts to the evening before the date', '2026-12-30 23:59:59', '2026-12-31'],
    ['is nobody’s on the date itself, on which the one before still runs', '2026-12-31 00:30', undefined],
    ['nor in the last second of it', '2026-12-31 23:59:59', undefined],
    ['is the next year’s from 00:00 of New Year on', '2027-01-01 00:00', '2027-12-31'],
  ])('%s', (_what, now, name) => {
    expect(round(yearly('12-31'), now)).toBe(name);
  });

  it('is that of the next of several dates', () => {
    expect(round(yearly(['06-30', '12-31']), '2026-06-29 12:00')).toBe('2026-06-30');
    expect(round(yearly(['06-30', '12-31']), '2026-07-01 00:00')).toBe('2026-12-31');
  });

  it('is opened so many days before its date, not sooner', () => {
    expect(round(yearly('12-31', 60), '2026-10-31 23:59:59')).toBeUndefined();
    expect(round(yearly('12-31', 60), '2026-11-01 00:00')).toBe('2026-12-31');
    expect(round(yearly('01-15', 60), '2026-11-16 00:00')).toBe('2027-01-15');
  });

  it('goes by the stage at which its kind opens', () => {
    expect(round(yearly('12-31'), '2026-09-21 09:00', { kind: 'agency' })).toBe('2027-06-30');
  });
});

it('a duty without a date has a round for each release', () => {
  expect(roundOf(upkeep, { id: 'dataset#air', release: 'r1#2026-10-21' }, at('2026-09-21 09:00'))).toEqual({
    name: 'r1#2026-10-21',
  });
});

it('the case of a round has one id, and no other round, subject or duty has it', () => {
  const ids = [
    dutyId('upkeep', city, '2026-12-31'),
    dutyId('upkeep', city, '2027-12-31'),
    dutyId('upkeep', { id: 'district#laoshan' }, '2026-12-31'),
    dutyId('effectiveness', city, '2026-12-31'),
  ];
  expect(new Set(ids).size).toBe(4);
  expect(dutyId('upkeep', city, '2026-12-31')).toBe(ids[0]);
});

describe('the days of which a round tells', () => {
  it.each([
    ['2026-12-31', ['06-30', '12-31'], '2026-07-01'],
    ['2026-06-30', ['06-30', '12-31'], '2026-01-01'],
    ['2026-12-31', ['12-31'], '2026-01-01'],
    ['2026-03-31', ['03-31'], '2025-04-01'],
  ])('%s', (dueBy, dates, from) => {
    expect(spanOf(dates, LocalDate.parse(dueBy))).toEqual({ from, to: dueBy });
  });
});
