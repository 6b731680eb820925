import { z } from 'zod';
import { has, type Person } from '../../domain/access/caller.ts';
import type { Calendar } from '../../domain/calendar/calendar.ts';
import { type Instant, localDateOf } from '../../domain/calendar/dates.ts';
import { type Case, isOpen } from '../../domain/case/case.ts';
import { commandSchema } from '../../domain/case/command.ts';
import { deadlinesOf } from '../../domain/case/deadline.ts';
import type { RecordedEvent } from '../../domain/case/event.ts';
import { mayAskExtension } from '../../domain/case/extension.ts';
import { countsAlone } from '../../domain/case/joint.ts';
import { mayKnowFiler, permissionsFor } from '../../domain/case/permissions.ts';
import { defined } from '../../domain/defined.ts';
import { type City, organisationOf, policyOf, procedureOfCase } from '../../domain/policy/policy.ts';
import type { Procedure } from '../../domain/policy/procedure.ts';
import { validityNotice, validityOf } from '../../domain/policy/validity.ts';
import type { CommandName } from '../../domain/policy/words.ts';
import type { Language } from '../http.ts';
import type { CaseSummary, CaseView } from '../routes/case-view.ts';

/** In whose eyes, by which calendar and when a case is looked at. */
export interface Look {
  city: City;
  person: Person;
  calendar: Calendar;
  now: Instant;
  language: Language;
}

export function caseView(kase: Case, recorded: readonly RecordedEvent[], look: Look): CaseView {
  const procedure = procedureOfCase(look.city, kase);
  const reasons = reasonsOf(kase.reasons);
  return {
    ...caseSummary(kase, look),
    regulation: regulationOf(kase, look),
    filing: kase.filing,
    ...(reasons === undefined ? {} : { reasons }),
    deadlines: deadlinesOf(kase.clocks, look.calendar, look.now),
    timeline: recorded.map(timelineEntry),
    allowedCommands: allowedCommands(kase, procedure, look).map((command) => ({
      command,
      schema: commandSchema(command),
    })),
  };
}

/** By which version it is handled, and what is to be said of that where it wasn't, or isn't any more, in force. */
function regulationOf(kase: Case, { city, now, language }: Look): CaseView['regulation'] {
  const policy = policyOf(city, kase.policyVersion);
  const { version, regulation, inForce, transition } = policy;
  const notice = validityNotice(policy, localDateOf(now));
  return {
    version,
    title: regulation[language],
    inForce,
    onReceipt: validityOf(policy, localDateOf(kase.receivedAt)),
    transition: transition[language],
    ...defined({ notice: notice?.[language] }),
  };
}

export function caseSummary(kase: Case, { city, person, calendar, now, language }: Look): CaseSummary {
  const procedure = procedureOfCase(city, kase);
  const filer = mayKnowFiler(person, kase, procedure) ? defined({ name: kase.applicant.name }) : {};
  const unit = (role: string, id: string | undefined) =>
    id === undefined ? [] : [{ role, id, name: organisationOf(city, id).title[language] }];
  return {
    id: kase.id,
    procedure: kase.procedure,
    state: isOpen(kase) ? 'open' : 'closed',
    stage: kase.stands,
    settled: procedure.steps[kase.stands]?.kind !== 'effect',
    version: kase.version,
    ...defined({ datasetId: kase.datasetId, kind: kase.kind, district: kase.district }),
    receivedAt: kase.receivedAt,
    policyVersion: kase.policyVersion,
    parties: [
      { role: 'applicant', ...filer },
      ...unit('agency', kase.agency?.id),
      ...unit('counterpart', kase.counterpart?.id),
    ],
    ...(kase.outcome === undefined ? {} : { outcome: kase.outcome }),
    ...(kase.agreement === undefined ? {} : { agreementId: kase.agreement.id }),
    ...(kase.grantId === undefined ? {} : { grantId: kase.grantId }),
    deadlines: deadlinesOf(kase.clocks, calendar, now).map(({ explain: _, ...brief }) => brief),
  };
}

/** What the person may command now; what its side has given already isn't offered again. */
export function allowedCommands(
  kase: Case,
  procedure: Procedure,
  { person, ...time }: Pick<Look, 'person' | 'calendar' | 'now'>,
): CommandName[] {
  if (has(person, 'operator')) return [];
  const now = permissionsFor(person, kase, procedure).filter((p) => p.stage === kase.stands);
  const stage = procedure.steps[kase.stands];
  const open = now.filter(({ actor, command }) => {
    if (command === 'grant-extension' || command === 'deny-extension') {
      return kase.extensionAsked !== undefined && kase.extensionAsked.subject !== person.subject;
    }
    if (command === 'refer') return kase.referred !== true;
    if (command === 'advise') return kase.referred === true;
    if (command === 'request-extension') return stage?.kind === 'stage' && mayAskExtension(kase, stage, time);
    const given = kase.contributions.some((c) => c.as === actor && c.command === command);
    return !given || (stage?.kind === 'stage' && countsAlone(kase, actor, stage, time));
  });
  return [...new Set(open.map(({ command }) => command))];
}

function timelineEntry({ event: { at, by, body }, aside }: RecordedEvent): CaseView['timeline'][number] {
  const reasons = reasonsOf(aside?.content);
  return {
    at,
    type: body.type,
    by: by.role,
    ...('stage' in body ? { stage: body.stage } : {}),
    ...('step' in body ? { stage: body.step } : {}),
    ...('command' in body ? { command: body.command } : {}),
    ...('to' in body ? { to: body.to } : {}),
    ...('outcome' in body && body.outcome !== undefined ? { outcome: body.outcome } : {}),
    ...('clause' in body ? { clause: body.clause } : {}),
    ...('source' in body && body.source !== undefined ? { source: body.source } : {}),
    ...('findings' in body && body.findings !== undefined ? { findings: body.findings } : {}),
    ...(reasons === undefined ? {} : { reasons }),
    ...(body.type === 'decided' || body.type === 'contributed' ? saidBeside(aside?.content) : {}),
    ...(body.type === 'supplemented' ? supplementOf(aside?.content) : {}),
  };
}

const Supplement = z.object({ statement: z.string(), attachments: z.array(z.string()) });

/** What was added; nothing once it is erased. */
const supplementOf = (content: unknown): Partial<z.infer<typeof Supplement>> =>
  Supplement.safeParse(content).data ?? {};

const Beside = z.object({
  basis: z.string().optional(),
  answer: z.object({ mode: z.string(), time: z.string(), requirements: z.string() }).optional(),
  informed: z.array(z.string()).optional(),
  notice: z.object({ title: z.string(), text: z.string() }).optional(),
});

/** The basis and the terms that were given with a decision. */
function saidBeside(content: unknown): Pick<CaseView['timeline'][number], 'basis' | 'answer' | 'informed' | 'notice'> {
  return defined(Beside.safeParse(content).data ?? {});
}

function reasonsOf(content: unknown): string[] | undefined {
  if (content === null || typeof content !== 'object' || !('reasons' in content)) return undefined;
  return Array.isArray(content.reasons) ? content.reasons.map(String) : undefined;
}
