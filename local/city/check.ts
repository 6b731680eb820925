/**
 * `npm run city:check -- FILE [--from 2026-09-21]`: judges a city's file and prints its procedures as timelines. Takes
 * the name of a city that is registered as well. Exits 1 with every fault of the file.
 */
import { parseArgs } from 'node:util';
import { calendarOf } from '../../domain/calendar/calendar.ts';
import { LocalDate } from '../../domain/calendar/dates.ts';
import { currentPolicy } from '../../domain/policy/policy.ts';
import { ProcedureName } from '../../domain/policy/words.ts';
import { regionOf } from '../../functions/stores/calendar.ts';
import { cityOf } from './city-of.ts';
import { timelineOf } from './timeline.ts';

const usage = 'npm run city:check -- FILE [--from 2026-09-21]';

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { from: { type: 'string', default: '2026-09-21' } },
  });
  const [file] = positionals;
  const from = LocalDate.safeParse(values.from);
  if (file === undefined || positionals.length > 1 || !from.success) throw new Error(usage);
  const city = await cityOf(file);
  const policy = currentPolicy(city);
  const calendar = calendarOf({ region: regionOf(city) });
  console.log(`${city.title.zh} ${city.title.en}: ${policy.regulation.zh}, ${policy.version}`);
  for (const name of Object.keys(policy.procedures)) {
    console.log(`\n${timelineOf(policy, ProcedureName.parse(name), from.data, calendar).join('\n')}`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
