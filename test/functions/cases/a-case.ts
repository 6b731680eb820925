import { CaseId } from '../../../domain/ids.ts';
import { inPolicy } from '../../../functions/cases/filings.ts';
import { casesHandlers } from '../../../functions/cases/handlers.ts';
import type { CaseView } from '../../../functions/routes/case-view.ts';
import { cases } from '../../../functions/routes/cases.ts';
import { tasks } from '../../../workflows/tasks/tasks.ts';
import type { CallerName } from '../../builders/callers.ts';
import { type Called, type Calling, caller } from '../../builders/calls.ts';
import { openDataset } from '../../builders/dataset.ts';
import { type TestPlatform, testPlatform } from '../../builders/platform.ts';

/** The calls of the noun on one platform, each through the whole chain. */
export const casesOf = (p: TestPlatform) => caller(cases, casesHandlers(p), inPolicy(p));

export const anApplication = (over: object = {}) => ({
  datasetId: 'air',
  purpose: '研究空气质量',
  scenario: '年度报告',
  safeguards: '专人保管',
  usePeriod: { from: '2026-10-01', to: '2027-09-30' },
  commitment: true,
  ...over,
});

export const anObjection = (over: object = {}) => ({
  datasetId: 'air',
  kind: 'error',
  statement: '浓度一列有误',
  ...over,
});

/** What a problem says, as far as tests ask. */
export interface Told {
  code: string;
  detail: string;
  errors?: { pointer: string; detail: string }[];
  state?: unknown;
}

export const told = ({ body }: Called): Told => body as Told;
export const pointersOf = (called: Called): string[] => (told(called).errors ?? []).map(({ pointer }) => pointer);
export const viewOf = ({ body }: Called): CaseView => body as CaseView;

/** Answers what is created; anything else fails the test with what was answered instead. */
export async function created(calling: Promise<Called>): Promise<CaseView> {
  const called = await calling;
  if (called.status !== 201) throw new Error(`${called.status}: ${called.text}`);
  return viewOf(called);
}

interface Applying {
  as?: CallerName;
  /** Beside or in place of what the form says. */
  form?: object;
}

/** An application, of the company unless said otherwise, for the open conditional dataset `air`. */
export const applied = (p: TestPlatform, { as = 'company', form = {} }: Applying = {}): Promise<CaseView> =>
  created(casesOf(p)('application', { as, body: anApplication(form) }));

/** A platform with the dataset `air`, open on condition. */
export async function platformWithAir(over: object = {}): Promise<TestPlatform> {
  const p = testPlatform();
  await openDataset(p, { over });
  return p;
}

/** Gives commands one after the other, each with a reason, letting the platform do what follows. */
export async function through(p: TestPlatform, id: string, ...steps: (readonly [CallerName, string, object?])[]) {
  for (const [as, command, more = {}] of steps) {
    const called = await give(p, id, as, { command, reason: '理由', ...more });
    if (called.status !== 200) throw new Error(`${as} ${command}: ${called.status} ${called.text}`);
    await effectsOf(p, id);
  }
}

export const give = (p: TestPlatform, id: string, as: CallerName, body: unknown, more: Calling = {}): Promise<Called> =>
  casesOf(p)('command', { as, params: { id }, body, ...more });

export const read = (p: TestPlatform, id: string, as: CallerName, more: Calling = {}): Promise<Called> =>
  casesOf(p)('read', { as, params: { id }, ...more });

/** Does the effects at which a case stands, as its machine would. */
export async function effectsOf(p: TestPlatform, id: string): Promise<void> {
  for (;;) {
    const loaded = await tasks.LoadCase(p)({ flow: { caseId: id, run: 1 } });
    const { settled } = viewOf(await read(p, id, 'auditor'));
    if (settled) return;
    await tasks.ApplyEffect(p)({ case: loaded });
  }
}

/** Lets a clock's machine set the overdue marks that are due. */
export async function escalated(p: TestPlatform, id: string): Promise<void> {
  const kase = await p.cases.load(CaseId.parse(id));
  for (const { clause, epoch } of kase.clocks) await tasks.EscalateOverdue(p)({ clock: { caseId: id, clause, epoch } });
}
