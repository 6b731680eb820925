import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openClock } from '../../../local/clock.ts';

const monday = Date.parse('2026-09-21T01:00:00Z');
const day = 24 * 3600 * 1000;

let dir: string;
let machine: { now: number };
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'laptop-clock-'));
  machine = { now: Date.parse('2026-11-22T00:00:00Z') };
});
afterEach(() => rmSync(dir, { recursive: true }));

const open = (start?: number) => openClock({ dir, start: () => start, machineNow: () => machine.now });

describe('the one clock', () => {
  it('starts at the machine’s time where nothing else is said', () => {
    expect(open().now()).toBe(machine.now);
  });

  it('ticks on from its start', () => {
    const clock = open(monday);
    machine.now += 1234;
    expect(clock.now()).toBe(monday + 1234);
  });

  it('goes to an instant and ticks on from there', () => {
    const clock = open(monday);
    clock.moveTo(monday + 3 * day);
    machine.now += 5;
    expect(clock.now()).toBe(monday + 3 * day + 5);
  });

  it('never goes back: not by a move', () => {
    const clock = open(monday);
    clock.moveTo(monday - day);
    expect(clock.now()).toBe(monday);
  });

  it('never goes back: not when the machine’s clock is set back', () => {
    const clock = open(monday);
    machine.now -= day;
    expect(clock.now()).toBe(monday);
    expect(open().now()).toBe(monday);
  });

  it('stands still while it is held, and ticks on from there', () => {
    const clock = open(monday);
    clock.holdAt(monday + day);
    machine.now += 1000;
    const held = clock.now();
    clock.release();
    machine.now += 1;
    expect([held, clock.now()]).toEqual([monday + day, monday + day + 1]);
  });

  it('continues after a restart, whatever start is asked for', () => {
    open(monday).moveTo(monday + day);
    machine.now += 60_000;
    expect(open(monday + 30 * day).now()).toBe(monday + day + 60_000);
  });

  it('continues from where it was held by a process that was killed', () => {
    open(monday).holdAt(monday + day);
    machine.now += 1;
    expect(open().now()).toBe(monday + day + 1);
  });

  it('becomes the Date of its process', () => {
    const seen = execFileSync(process.execPath, [join(import.meta.dirname, 'installed.ts'), dir], { encoding: 'utf8' });
    expect(JSON.parse(seen)).toEqual({
      now: true,
      created: true,
      text: true,
      given: '2020-01-02T03:04:05.000Z',
      isDate: true,
      subclass: true,
    });
  });
});
