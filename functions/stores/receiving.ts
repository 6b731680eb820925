import { type Case, datasetOf } from '../../domain/case/case.ts';
import { type FiledBy, type Filing, receive, suspendsAtOnce } from '../../domain/case/receive.ts';
import type { Dataset } from '../../domain/catalog/dataset.ts';
import { defined } from '../../domain/defined.ts';
import { CaseId } from '../../domain/ids.ts';
import { currentPolicy, procedureOf, procedureOfCase } from '../../domain/policy/policy.ts';
import type { Procedure } from '../../domain/policy/procedure.ts';
import type { ProcedureName } from '../../domain/policy/words.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Platform } from '../platform.ts';
import { ConditionFailed, type Write } from './engine.ts';
import { arrivals } from './notices.ts';
import type { Once } from './once.ts';
import { markSuspendedWrites, submitWrites, suspend } from './opening.ts';

/** A filing as it is to be received: about this dataset, if about any. */
export interface ToFile extends Omit<Filing, 'datasetId'> {
  dataset?: Dataset;
  filer: FiledBy;
  /** A duty's own id, so that it is opened once. */
  id?: CaseId;
  once?: Once;
  /** Refuses what is incomplete; asked of whoever may file at all. */
  refuseIncomplete?: (dataset: Dataset | undefined) => void;
}

// Others change the same dataset now and then, such as a second objector; six at once don't.
const TRIES = 6;

/**
 * Opens a case: its first event, what the dataset must know of it and the notices are one transaction; then its flow
 * is started. Where the regulation suspends at once, it answers only after every lock is verified.
 */
export async function file(p: Platform, toFile: ToFile): Promise<CaseId> {
  const id = await openPastChanges(p, toFile);
  await begin(p, id);
  return id;
}

/**
 * What follows a receipt, and is done again when its filing is repeated: a first answer may have been lost, or never
 * given because a lock could not be closed.
 */
export async function begin(p: Platform, id: CaseId): Promise<void> {
  const kase = await p.cases.load(id);
  await startFlow(p, kase.procedure, id);
  if (suspendsAtOnce(procedureOfCase(p.city, kase), circumstancesOf(kase, p))) await suspend(p, datasetOf(kase), id);
}

/** What is changed between our reading and our writing is read again. */
async function openPastChanges(p: Platform, toFile: ToFile): Promise<CaseId> {
  let { dataset } = toFile;
  for (let attempt = 1; ; attempt++) {
    try {
      return await open(p, { ...toFile, ...defined({ dataset }) });
    } catch (error) {
      if (!(error instanceof ConditionFailed) || dataset === undefined) throw error;
      if (attempt === TRIES) throw changing(error);
      dataset = await p.catalog.load(dataset.id);
    }
  }
}

async function open(p: Platform, toFile: ToFile): Promise<CaseId> {
  const { dataset, filer, id: given, once, refuseIncomplete, ...rest } = toFile;
  const procedure = procedureOf(currentPolicy(p.city), toFile.procedure);
  const now = p.now();
  const filing: Filing = { ...rest, ...defined({ datasetId: dataset?.id }) };
  const ruling = receive(filing, filer, currentPolicy(p.city), now);
  refuseIncomplete?.(dataset);
  await refuseSecond(p, procedure, filing, filer);
  const newId = given ?? CaseId.parse(p.newId());
  const ofDataset: Write[] =
    dataset === undefined
      ? []
      : [
          ...(toFile.procedure === 'publication' ? submitWrites(dataset, newId, now) : []),
          ...(suspendsAtOnce(procedure, filing) ? markSuspendedWrites(dataset, newId, now) : []),
        ];
  const appending = { ruling, now, salt: p.salt(), ...nameOf(filer) };
  const more = (kase: Case): Write[] => [...ofDataset, ...arrivals(kase, procedure, now)];
  const id = await p.cases.open(newId, appending, procedure, more, once);
  p.log({ event: 'received', caseId: id, procedure: toFile.procedure, clause: procedure.clause });
  return id;
}

/** Whoever has one of the kind open about the same dataset adds to that one; the race of two is decided by the write. */
async function refuseSecond(p: Platform, procedure: Procedure, filing: Filing, filer: FiledBy): Promise<void> {
  const { datasetId, procedure: name, kind } = filing;
  if (procedure.filing.oneOpenAtATime !== true || datasetId === undefined || filer === 'platform') return;
  const open = await p.cases.soleOpen({ procedure: name, datasetId, subject: filer.subject, ...defined({ kind }) });
  if (open === undefined) return;
  throw new Refusal(
    'conflict',
    {
      zh: `您就数据集 ${datasetId} 提出的办件 ${open} 尚未办结,可以在其中补充材料`,
      en: `your case ${open} about dataset ${datasetId} is open still; please add to it`,
    },
    { state: { caseId: open } },
  );
}

const nameOf = (filer: FiledBy): { name?: string } => (filer === 'platform' ? {} : defined({ name: filer.name }));

/** By what a case was opened where it was, as far as the case still knows. */
function circumstancesOf({ kind, agency, district }: Case, { city }: Pick<Platform, 'city'>) {
  const organisation = city.organisations.find(({ id }) => id === agency?.id);
  return defined({ kind, agency: organisation, district });
}

/** It was changed each time: the caller may simply try again. */
const changing = (cause: ConditionFailed): Refusal =>
  new Refusal(
    'conflict',
    { zh: '数据集刚刚发生了变化,请重试', en: 'the dataset has just changed; please try again' },
    { cause },
  );

/** The case is received whether or not its flow could be started; the reconciler starts a missing one. */
async function startFlow(p: Platform, procedure: ProcedureName, id: CaseId): Promise<void> {
  try {
    await p.executions.startFlow(procedure, id, 1);
  } catch (error) {
    p.log({ event: 'flow-not-started', caseId: id, message: error instanceof Error ? error.message : String(error) });
  }
}
