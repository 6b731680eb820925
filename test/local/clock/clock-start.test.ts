import { describe, expect, it } from 'vitest';
import { clockStart, wantedStart } from '../../../local/clock-start.ts';

const machineNow = Date.parse('2026-11-22T00:00:00Z');

describe('where the clock starts', () => {
  it('is now, where the calendar is published for 60 days ahead', () => {
    expect(clockStart(undefined, machineNow, 2027)).toEqual({});
    expect(clockStart(undefined, Date.parse('2026-11-01T15:59:59Z'), 2026)).toEqual({});
  });

  it('is the 21st of September 2026, with a word about it, where it isn’t', () => {
    const { start, word } = clockStart(undefined, Date.parse('2026-11-01T16:00:00Z'), 2026);
    expect(start).toBe(Date.parse('2026-09-21T01:00:00Z'));
    expect(word).toContain('today is 2026-11-02');
  });

  it('is where it is asked to be', () => {
    expect(clockStart(machineNow - 1, machineNow, 2027)).toEqual({ start: machineNow - 1 });
  });
});

describe('CLOCK_START', () => {
  it('may be an instant', () => {
    expect(wantedStart('2026-09-28T23:59:59+08:00')).toBe(Date.parse('2026-09-28T15:59:59Z'));
  });

  it('may be a day, and means its nine o’clock', () => {
    expect(wantedStart('2026-09-28')).toBe(Date.parse('2026-09-28T01:00:00Z'));
  });

  it.each([undefined, ''])('may be left out: %j', (text) => {
    expect(wantedStart(text)).toBeUndefined();
  });

  it.each(['tomorrow', '2026-13-01', '2026-09-28T09:00:00'])('refuses %s', (text) => {
    expect(() => wantedStart(text)).toThrow(`CLOCK_START is ${text}`);
  });
});
