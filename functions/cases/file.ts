import type { Person } from '../../domain/access/caller.ts';
import type { Case } from '../../domain/case/case.ts';
import { type Filing, receive, suspendsAtOnce } from '../../domain/case/receive.ts';
import type { Dataset } from '../../domain/catalog/dataset.ts';
import { CaseId } from '../../domain/ids.ts';
import { currentPolicy, organisationOf, policyOf, procedureOf } from '../../domain/policy/policy.ts';
import type { ProcedureName } from '../../domain/policy/words.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Platform } from '../platform.ts';
import { ConditionFailed, type Write } from '../stores/engine.ts';
import { arrivals } from '../stores/notices.ts';
import type { Once } from '../stores/once.ts';
import { markSuspendedWrites, submitWrites, suspend } from '../stores/opening.ts';

export interface ToFile {
  procedure: ProcedureName;
  dataset: Dataset;
  kind?: string;
  content: unknown;
  person: Person;
  once?: Once;
  /** Refuses what is incomplete; asked of whoever may file at all. */
  refuseIncomplete?: (dataset: Dataset) => void;
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
  const procedure = procedureOf(policyOf(p.city, kase.policyVersion), kase.procedure);
  if (suspendsAtOnce(procedure, kase.kind)) await suspend(p, kase.datasetId, id);
}

/** What is changed between our reading and our writing is read again. */
async function openPastChanges(p: Platform, toFile: ToFile): Promise<CaseId> {
  let { dataset } = toFile;
  for (let attempt = 1; ; attempt++) {
    try {
      return await open(p, { ...toFile, dataset });
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
      if (attempt === TRIES) throw changing(error);
      dataset = await p.catalog.load(dataset.id);
    }
  }
}

async function open(p: Platform, toFile: ToFile): Promise<CaseId> {
  const { dataset, person } = toFile;
  const policy = currentPolicy(p.city);
  const procedure = procedureOf(policy, toFile.procedure);
  const now = p.now();
  const filing: Filing = {
    procedure: toFile.procedure,
    datasetId: dataset.id,
    agency: organisationOf(p.city, dataset.publisher),
    ...(toFile.kind === undefined ? {} : { kind: toFile.kind }),
    content: toFile.content,
  };
  const ruling = receive(filing, person, policy, now);
  toFile.refuseIncomplete?.(dataset);
  const newId = CaseId.parse(p.newId());
  const ofDataset: Write[] = [
    ...(toFile.procedure === 'publication' ? submitWrites(dataset, newId, now) : []),
    ...(suspendsAtOnce(procedure, toFile.kind) ? markSuspendedWrites(dataset, newId, now) : []),
  ];
  const appending = { ruling, now, salt: p.salt(), ...(person.name === undefined ? {} : { name: person.name }) };
  const more = (kase: Case): Write[] => [...ofDataset, ...arrivals(kase, procedure, now)];
  const id = await p.cases.open(newId, appending, procedure, more, toFile.once);
  p.log({ event: 'received', caseId: id, procedure: toFile.procedure, clause: procedure.clause });
  return id;
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
