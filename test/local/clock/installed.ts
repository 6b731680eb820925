import { install, openClock } from '../../../local/clock.ts';

// Run by clock.test.ts in a process of its own, for the clock takes the place of that process's Date.
const monday = Date.parse('2026-09-21T01:00:00Z');
install(openClock({ dir: process.argv[2] ?? '', start: () => monday }));

const near = (time: number): boolean => time >= monday && time < monday + 60_000;
class Day extends Date {}
const report = {
  now: near(Date.now()),
  created: near(Date.parse(new Date().toISOString())),
  text: Date().startsWith('Mon Sep 21 2026'),
  given: new Date(Date.UTC(2020, 0, 2, 3, 4, 5)).toISOString(),
  isDate: new Date() instanceof Date,
  subclass: near(Date.parse(new Day().toISOString())) && new Day() instanceof Day,
};
process.stdout.write(JSON.stringify(report));
