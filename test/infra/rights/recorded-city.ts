import { CaseId } from '../../../domain/ids.ts';
import { currentPolicy, procedureOf } from '../../../domain/policy/policy.ts';
import { aboutHandlers } from '../../../functions/about/handlers.ts';
import { accessHandlers } from '../../../functions/access/handlers.ts';
import { authorizerHandler } from '../../../functions/authorizer/handler.ts';
import { calendarHandlers } from '../../../functions/calendar/handlers.ts';
import { casesHandlers } from '../../../functions/cases/handlers.ts';
import { datasetsHandlers } from '../../../functions/datasets/handlers.ts';
import { downloadsHandlers } from '../../../functions/downloads/handlers.ts';
import type { Platform } from '../../../functions/platform.ts';
import { routes } from '../../../functions/routes.ts';
import { checkUpload } from '../../../functions/uploads/check.ts';
import { uploadsHandlers } from '../../../functions/uploads/handlers.ts';
import type { FunctionName } from '../../../infra/rights.ts';
import type { LoadedCase } from '../../../workflows/tasks/payloads.ts';
import { tasks } from '../../../workflows/tasks/tasks.ts';
import { caller } from '../../builders/calls.ts';
import { type TestPlatform, testPlatform } from '../../builders/platform.ts';
import { dataServiceOf } from '../../functions/data/a-data-service.ts';
import { type Recorded, recordedPlatform } from './recorded-platform.ts';
import { wholeCity } from './whole-city.ts';

/** One city in process. Each of its functions has a platform of its own, on which what it does is recorded. */
export function recordedCity() {
  const shared = testPlatform({ city: wholeCity });
  const records = new Map<FunctionName, Recorded>();
  const recordOf = (name: FunctionName): Recorded => {
    const record = records.get(name) ?? { uses: new Set(), calls: new Set() };
    records.set(name, record);
    return record;
  };
  const of = (name: FunctionName): Platform => recordedPlatform(shared, recordOf(name));
  const task = (name: keyof typeof tasks, input: object = {}): Promise<object> => tasks[name](of(name))(input);

  return {
    /** The platform behind all of them; what is done to it is nobody's. */
    shared,
    recordOf,
    task,
    usher: (id: string) => usher(shared, task, CaseId.parse(id)),
    authorize: authorizerHandler(of('authorizer')),
    checkUpload: checkUpload(of('check-upload')),
    datasets: caller(routes.datasets, datasetsHandlers(of('datasets'))),
    uploads: caller(routes.uploads, uploadsHandlers(of('uploads'))),
    downloads: caller(routes.downloads, downloadsHandlers(of('downloads'))),
    data: dataServiceOf(of('data')),
    cases: caller(routes.cases, casesHandlers(of('cases'))),
    access: caller(routes.access, accessHandlers(of('access'))),
    calendar: caller(routes.calendar, calendarHandlers(of('calendar'))),
    about: caller(routes.about, aboutHandlers(of('about'))),
  };
}
export type RecordedCity = ReturnType<typeof recordedCity>;

/** What a case's machine does, until the case waits for people or is closed. */
async function usher(
  city: TestPlatform,
  task: (name: keyof typeof tasks, input: object) => Promise<object>,
  id: CaseId,
) {
  for (;;) {
    const { run, version, procedure } = await city.cases.load(id);
    const loaded = (await task('LoadCase', { flow: { caseId: id, run } })) as LoadedCase;
    const step = procedureOf(currentPolicy(city.city), procedure).steps[loaded.stands];
    if (step?.kind !== 'effect') {
      if (step?.kind === 'stage') await task('AwaitDecision', { case: loaded, token: `token-${id}-${version}` });
      return;
    }
    await task('ApplyEffect', { case: loaded });
  }
}
