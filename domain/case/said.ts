import { defined } from '../defined.ts';
import { Carried, type Decision, type Step } from '../policy/procedure.ts';
import { type Fault, Refusal } from '../refusal.ts';
import type { Case } from './case.ts';
import type { Command } from './command.ts';

/** The law wants some decisions to be given with a reason, or with all reasons at once. */
export function requireReasons(kase: Case, command: Command, { needs }: Pick<Decision, 'needs'>): void {
  if (needs === undefined || command.reason !== undefined || command.reasons !== undefined) return;
  const pointer = needs === 'all-reasons' ? '/reasons' : '/reason';
  const detail = {
    zh: needs === 'all-reasons' ? '应当一次性告知全部理由' : '应当说明理由',
    en: needs === 'all-reasons' ? 'all reasons must be given at once' : 'a reason must be given',
  };
  const faults: Fault[] = [{ pointer, detail }];
  throw new Refusal(
    'invalid-request',
    {
      zh: `“${command.command}”办件 ${kase.id} ${detail.zh}`,
      en: `"${command.command}" of case ${kase.id}: ${detail.en}`,
    },
    { faults },
  );
}

type CarriedBy = { [K in Carried]?: Exclude<Extract<Command, { command: 'pass' }>[K], undefined> };

/** What a command brings beside its reasons. */
export function carriedBy(command: Command): CarriedBy {
  if (command.command === 'sign' || command.command === 'supplement' || command.command === 'request-extension') {
    return {};
  }
  const { basis, agency, datasetId, days, answer, informed, notice, source } = command;
  return defined({ basis, agency, datasetId, days, answer, informed, notice, source });
}

/** Names what is missing beside the reasons, and what has no place in this decision, all at once. */
export function requireCarried(
  kase: Case,
  command: Command,
  { carries = [], mayCarry = [], informs = [] }: Partial<Decision>,
): void {
  const given = carriedBy(command);
  const missing = carries.filter((name) => given[name] === undefined);
  const strange = Carried.options.filter(
    (name) => given[name] !== undefined && !carries.includes(name) && !mayCarry.includes(name),
  );
  const faults: Fault[] = [
    ...missing.map((name) => ({
      pointer: `/${name}`,
      detail: { zh: `应当填写“${name}”`, en: `"${name}" must be given` },
    })),
    ...strange.map((name) => ({
      pointer: `/${name}`,
      detail: { zh: `此决定不带“${name}”`, en: `this decision takes no "${name}"` },
    })),
    ...informs
      .filter(({ zh }) => given.informed?.includes(zh) === false)
      .map(({ zh, en }) => ({
        pointer: '/informed',
        detail: { zh: `应当向“${zh}”通报`, en: `${en} (${zh}) must be informed` },
      })),
  ];
  if (faults.length === 0) return;
  throw new Refusal(
    'invalid-request',
    {
      zh: `“${command.command}”办件 ${kase.id} 有 ${faults.length} 处不符`,
      en: `"${command.command}" of case ${kase.id} has ${faults.length} fault(s)`,
    },
    { faults },
  );
}

/** What comes to a unit is some unit's: one has to be named where the case has none yet. */
export function requireUnit(kase: Case, command: Command, next: Step | undefined): void {
  if (kase.agency !== undefined || carriedBy(command).agency !== undefined) return;
  if (next?.kind !== 'stage' || !next.by.some((actor) => actor.startsWith('agency'))) return;
  const detail = { zh: '应当确定转交的单位', en: 'the unit to which it is passed must be named' };
  throw new Refusal(
    'invalid-request',
    { zh: `办件 ${kase.id} ${detail.zh}`, en: `case ${kase.id}: ${detail.en}` },
    { faults: [{ pointer: '/agency', detail }] },
  );
}

/** Whoever signs may say which text; another text than the one drawn up is not signed. */
export function requireSameText(kase: Case, command: Command): void {
  if (
    command.command !== 'sign' ||
    command.textSha256 === undefined ||
    command.textSha256 === kase.agreement?.textSha256
  )
    return;
  throw new Refusal('text-differs', {
    zh: `办件 ${kase.id} 的协议文本摘要是 ${kase.agreement?.textSha256},与您所签的不符`,
    en: `the agreement of case ${kase.id} has the hash ${kase.agreement?.textSha256}, which isn't the one you sign`,
  });
}

/** What was said with a command, kept beside the chain. */
export function said(command: Command): unknown {
  const { reason, reasons = [] } = command;
  const all = reason === undefined ? reasons : [reason, ...reasons];
  const { basis, answer, informed, notice } = carriedBy(command);
  const content = { ...(all.length === 0 ? {} : { reasons: all }), ...defined({ basis, answer, informed, notice }) };
  return Object.keys(content).length === 0 ? undefined : content;
}
