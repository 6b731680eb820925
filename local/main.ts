import { enableCompileCache, flushCompileCache } from 'node:module';
import { resolve } from 'node:path';
import { calendarOf } from '../domain/calendar/calendar.ts';
import { install, openClock } from './clock.ts';
import { clockStart, wantedStart } from './clock-start.ts';
import { lockFolder } from './lock.ts';

// The packages are compiled once, not at each start: a third of it.
enableCompileCache();

const { STATE_DIR, CITY, PORT, CLOCK_START } = process.env;
const dir = resolve(STATE_DIR || '.local');
try {
  const wanted = wantedStart(CLOCK_START);
  const lock = lockFolder(dir);
  let word: string | undefined;
  const clock = openClock({
    dir,
    start: (machineNow) => {
      const chosen = clockStart(wanted, machineNow, calendarOf().lastPublishedYear);
      word = chosen.word;
      return chosen.start;
    },
  });
  // The issuer, the presigners and the SDK's signers read Date: they are imported when it is the laptop's.
  install(clock);
  const { run } = await import('./run.ts');
  await run({ dir, city: CITY || 'qingdao', port: PORT || '3000', clock, word, release: lock.release });
  flushCompileCache();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}
