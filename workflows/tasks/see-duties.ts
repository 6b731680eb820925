import { endOfDay, localDateOf } from '../../domain/calendar/dates.ts';
import { isOpen } from '../../domain/case/case.ts';
import { dutyId, roundOf, subjectsOf } from '../../domain/case/duties.ts';
import { defined } from '../../domain/defined.ts';
import type { CaseId } from '../../domain/ids.ts';
import { currentPolicy } from '../../domain/policy/policy.ts';
import type { Procedure } from '../../domain/policy/procedure.ts';
import { validityNotice } from '../../domain/policy/validity.ts';
import { ProcedureName } from '../../domain/policy/words.ts';
import type { Platform } from '../../functions/platform.ts';
import { messageWrite } from '../../functions/stores/cases.ts';
import { endUpkeep } from '../../functions/stores/fulfilling.ts';
import { file } from '../../functions/stores/receiving.ts';
import { type DutyRounds, roundsFor } from './duty-rounds.ts';

/**
 * Daily: opens the cases of the duties that recur without anybody's filing, each once, and ends those that were
 * fulfilled unnoticed. From then on its machine keeps a case's period as any other's.
 */
export const seeDuties = (p: Platform) => async (): Promise<{ opened: number }> => {
  const faults: unknown[] = [];
  // What ails one duty must not keep the others from being seen to.
  const heeding = async <T>(procedure: string, doing: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await doing();
    } catch (error) {
      p.log({ event: 'duty-not-seen-to', procedure, message: String(error) });
      faults.push(error);
      return otherwise;
    }
  };
  let opened = 0;
  for (const [name, procedure] of Object.entries(currentPolicy(p.city).procedures)) {
    if (procedure?.duty === undefined) continue;
    for (const round of await heeding(name, () => notYetOpen(p, name, procedure), [])) {
      opened += await heeding(name, () => open(p, ProcedureName.parse(name), round), 0);
    }
  }
  await heeding('upkeep', () => endWhatIsFulfilled(p), undefined);
  await heeding('validity', () => tellOfValidity(p), undefined);
  // The alarm is raised by this run's failing.
  if (faults.length > 0) throw faults[0];
  return { opened };
};

interface ToOpen extends DutyRounds {
  id: CaseId;
  dueBy?: string;
}

async function notYetOpen(p: Platform, name: string, procedure: Procedure): Promise<ToOpen[]> {
  const subjects = procedure.duty === undefined ? [] : subjectsOf(procedure.duty);
  const rounds = (await Promise.all(subjects.map((each) => roundsFor[each](p)))).flat();
  const due = rounds.flatMap((each) => {
    const round = roundOf(procedure, each.subject, p.now());
    return round === undefined
      ? []
      : [{ ...each, id: dutyId(name, each.subject, round.name), ...defined({ dueBy: round.dueBy }) }];
  });
  const known = new Set((await p.cases.snapshots(due.map(({ id }) => id))).map(({ id }) => id));
  return due.filter(({ id }) => !known.has(id));
}

async function open(p: Platform, procedure: ProcedureName, { id, dueBy, filing }: ToOpen): Promise<0 | 1> {
  try {
    const { release, ...matter } = await filing();
    const content = defined({ dueBy: dueBy ?? matter.due?.on, release });
    await file(p, { id, procedure, filer: 'platform', content, ...matter });
    return 1;
  } catch (error) {
    // Another run was first.
    if ((await p.cases.find(id)) !== undefined) return 0;
    throw error;
  }
}

/** What was published or ended without the upkeep's hearing of it. */
async function endWhatIsFulfilled(p: Platform): Promise<void> {
  const listed = await p.cases.listed('open#regulator:municipal');
  const upkeep = listed.filter(({ procedure }) => procedure === 'upkeep').map(({ id }) => id);
  const cases = (await p.cases.snapshots(upkeep)).filter(isOpen);
  const datasets = await p.catalog.many(cases.flatMap(({ datasetId }) => datasetId ?? []));
  await endUpkeep(p, cases, datasets);
}

/** Once to each regulator, for the day on which the regulation ran out (DZ-53, JF-35). */
async function tellOfValidity(p: Platform): Promise<void> {
  const policy = currentPolicy(p.city);
  const notice = validityNotice(policy, localDateOf(p.now()));
  const turned = policy.inForce.to === undefined ? undefined : endOfDay(policy.inForce.to);
  if (notice === undefined || turned === undefined || turned > p.now()) return;
  const districts = p.city.districts.filter(({ regulator }) => regulator !== false).map(({ id }) => id);
  for (const level of ['municipal', ...districts]) {
    // The key of a message is its instant and id: told again, it is the same.
    await p.engine.write([
      messageWrite(`regulator:${level}`, {
        id: `${policy.version}-expired`,
        at: turned,
        kind: 'regulation-expired',
        text: notice,
      }),
    ]);
  }
}
