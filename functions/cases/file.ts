import type { Person } from '../../domain/access/caller.ts';
import { type Filing, receive, suspendsAtOnce } from '../../domain/case/receive.ts';
import type { Dataset } from '../../domain/catalog/dataset.ts';
import { readiness } from '../../domain/catalog/readiness.ts';
import { CaseId } from '../../domain/ids.ts';
import { currentPolicy, organisationOf, procedureOf } from '../../domain/policy/policy.ts';
import type { ProcedureName } from '../../domain/policy/words.ts';
import { type Fault, incomplete, Refusal } from '../../domain/refusal.ts';
import type { Platform } from '../platform.ts';
import type { ApplicationForm } from '../routes/cases.ts';
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
}

/**
 * Opens a case: its first event, what the dataset must know of it and the notices are one transaction; then its flow
 * is started. Where the regulation suspends at once, it answers only after every lock is verified.
 */
export async function file(p: Platform, toFile: ToFile): Promise<CaseId> {
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
  const suspends = suspendsAtOnce(procedure, toFile.kind);
  const newId = CaseId.parse(p.newId());
  const ofDataset: Write[] = [
    ...(toFile.procedure === 'publication' ? submitWrites(dataset, newId, now) : []),
    ...(suspends ? markSuspendedWrites(dataset, newId, now) : []),
  ];
  const appending = { ruling, now, salt: p.salt(), ...(person.name === undefined ? {} : { name: person.name }) };
  const id = await opened(() =>
    p.cases.open(newId, appending, procedure, (kase) => [...ofDataset, ...arrivals(kase, procedure, now)], toFile.once),
  );
  await startFlow(p, toFile.procedure, id);
  if (suspends) await suspend(p, dataset.id, id);
  p.log({ event: 'received', caseId: id, procedure: toFile.procedure, clause: procedure.clause });
  return id;
}

/** The dataset was changed between our reading and our writing: the caller may simply try again. */
async function opened(open: () => Promise<CaseId>): Promise<CaseId> {
  try {
    return await open();
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
    throw new Refusal(
      'conflict',
      { zh: '数据集刚刚发生了变化,请重试', en: 'the dataset has just changed; please try again' },
      { cause: error },
    );
  }
}

/** The case is received whether or not its flow could be started; the reconciler starts a missing one. */
async function startFlow(p: Platform, procedure: ProcedureName, id: CaseId): Promise<void> {
  try {
    await p.executions.startFlow(procedure, id, 1);
  } catch (error) {
    p.log({ event: 'flow-not-started', caseId: id, message: error instanceof Error ? error.message : String(error) });
  }
}

/** QD-12.1: whatever step is missing is named. */
export function refuseUnlessReady(dataset: Dataset): void {
  const missing = readiness(dataset);
  if (missing.length === 0) return;
  throw incomplete(
    {
      zh: `数据集 ${dataset.id} 还缺少 ${missing.length} 个提交开放的步骤`,
      en: `dataset ${dataset.id} lacks ${missing.length} step(s) before it can be submitted`,
    },
    missing,
  );
}

/** An application is for conditional data that is open now, with every proof that the agency asks for. */
export function refuseUnlessApplicable(dataset: Dataset, form: ApplicationForm): void {
  const { published } = dataset;
  if (published === undefined || dataset.takenDownBy !== undefined) {
    throw new Refusal('dataset-not-open', {
      zh: `数据集 ${dataset.id} 没有开放`,
      en: `dataset ${dataset.id} is not open`,
    });
  }
  if (published.entry.openness !== 'conditional') {
    throw new Refusal('not-now', {
      zh: `数据集 ${dataset.id} 不是有条件开放的,无需申请`,
      en: `dataset ${dataset.id} is ${published.entry.openness}; it needs no application`,
    });
  }
  const given = new Set((form.attachments ?? []).map((a) => (typeof a === 'string' ? a : a.title)));
  const faults: Fault[] = (published.entry.requiredProofs ?? [])
    .filter((proof) => !given.has(proof))
    .map((proof) => ({
      pointer: '/attachments',
      detail: { zh: `缺少证明材料:${proof}`, en: `the proof "${proof}" is missing` },
    }));
  if (faults.length > 0) {
    throw incomplete(
      { zh: `申请缺少 ${faults.length} 项证明材料`, en: `the application lacks ${faults.length} required proof(s)` },
      faults,
    );
  }
}
