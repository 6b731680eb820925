import { agreementText } from '../../domain/access/agreement.ts';
import type { Person } from '../../domain/access/caller.ts';
import { commitmentText } from '../../domain/access/commitment.ts';
import { sha256 } from '../../domain/audit/chain.ts';
import type { Calendar } from '../../domain/calendar/calendar.ts';
import { awaited } from '../../domain/case/boxes.ts';
import { agencyOf, type Case, isOpen } from '../../domain/case/case.ts';
import type { Command } from '../../domain/case/command.ts';
import { decide, type Ruling } from '../../domain/case/decide.ts';
import type { AgreementRef, Terms, Unit } from '../../domain/case/event.ts';
import { maySee } from '../../domain/case/permissions.ts';
import { unitOf } from '../../domain/case/receive.ts';
import { carriedBy } from '../../domain/case/said.ts';
import { notNow, standing } from '../../domain/case/standing.ts';
import type { Dataset } from '../../domain/catalog/dataset.ts';
import { defined } from '../../domain/defined.ts';
import { type AgencyId, AgreementId, type CaseId } from '../../domain/ids.ts';
import { type City, currentPolicy, organisationOf, procedureOfCase } from '../../domain/policy/policy.ts';
import type { Procedure, Stage } from '../../domain/policy/procedure.ts';
import type { StepId } from '../../domain/policy/words.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Platform } from '../platform.ts';
import { type Agreement, agreementWrite, Outrun } from '../stores/cases.ts';
import { ring } from '../stores/doorbell.ts';
import { ConditionFailed, type Write } from '../stores/engine.ts';
import { arrivals, lengthenings } from '../stores/notices.ts';
import { releaseSubmissionWrites, submitWrites } from '../stores/opening.ts';
import { refuseUnlessChecked } from './attachments.ts';
import { refuseNarrowingSince } from './catalog-changes.ts';
import { partyNamed } from './named.ts';
import { refuseUnlessCorrected, refuseUnlessListed, refuseUnlessOpened, refuseUnlessReady } from './requirements.ts';
import { refuseUnsharable } from './sharing.ts';
import { refuseUngrantable, refuseUnopened } from './terms.ts';

// Others' acts on the same stage (a second signature, a reminder) come first now and then; six at once don't.
const TRIES = 6;

/** Decides on a command and appends its event; whoever loses a race decides on what the winner left. */
export async function give(p: Platform, id: CaseId, command: Command, person: Person): Promise<Case> {
  let first: Case | undefined;
  for (let attempt = 1; ; attempt++) {
    const kase = await p.cases.load(id);
    if (!maySee(person, kase, procedureOfCase(p.city, kase))) throw notYours(kase);
    first ??= kase;
    refuseStale(kase, first, command);
    try {
      const next = await giveOnce(p, kase, command, person);
      await ring(p, next);
      return next;
    } catch (error) {
      // Outrun by another event of the case, or by a change of the dataset that is written with it.
      if (!(error instanceof Outrun || error instanceof ConditionFailed)) throw error;
      if (attempt === TRIES) throw crowded(kase, error);
    }
  }
}

async function giveOnce(p: Platform, kase: Case, command: Command, person: Person): Promise<Case> {
  const [calendar, dataset] = await Promise.all([
    p.calendar(),
    kase.datasetId === undefined ? undefined : p.catalog.load(kase.datasetId),
  ]);
  const procedure = procedureOfCase(p.city, kase);
  const drawn: { up?: Agreement } = {};
  const ruling = ruled(p, { kase, command, person, calendar, dataset, procedure }, drawn);
  if (ruling.body.type === 'decided' && ruling.body.datasetId !== undefined) {
    const refuseWrong = kase.procedure === 'sharing-demand' ? refuseUnlessListed : refuseUnlessOpened;
    refuseWrong(kase, ruling.body.datasetId, await p.catalog.find(ruling.body.datasetId));
  }
  const reopens = reopensCorrected(ruling, procedure);
  if (reopens && dataset !== undefined) refuseUnlessCorrected(kase, dataset, currentPolicy(p.city).catalog, p.now());
  if (dataset !== undefined) {
    refuseUnsharable(ruling.body, { kase, dataset, procedure });
    refuseUnopened(ruling.body, dataset, procedure);
    refuseNarrowingSince(ruling.body, { kase, dataset, procedure });
  }
  if (command.command === 'supplement') await refuseUnlessChecked(p, kase, command.attachments ?? []);
  const now = p.now();
  const next = await p.cases.append(kase, { ruling, now, salt: p.salt() }, procedure, (after) => [
    ...(drawn.up === undefined ? [] : [agreementWrite(drawn.up)]),
    ...(dataset === undefined ? [] : submissionWrites(p, kase, after, dataset, procedure)),
    // What was found good must be what is opened: the working copy is locked until then.
    ...(reopens && dataset !== undefined ? submitWrites(dataset, kase.id, now) : []),
    ...arrivals(after, procedure, now),
    ...lengthenings(after, ruling.body, now),
  ]);
  p.log({ event: ruling.body.type, caseId: kase.id, command: command.command, stage: kase.stands, to: next.stands });
  return next;
}

/** Whether a decision takes that the agency has corrected the data (处理后再开放). */
const reopensCorrected = ({ body }: Ruling, { steps }: Procedure): boolean => {
  const step = body.type === 'decided' ? steps[body.stage] : undefined;
  return body.type === 'decided' && step?.kind === 'stage' && step.decisions[body.command]?.onlyAfter === 'correction';
};

interface Matter {
  kase: Case;
  command: Command;
  person: Person;
  calendar: Calendar;
  dataset: Dataset | undefined;
  procedure: Procedure;
}

function ruled(
  p: Platform,
  { kase, command, person, calendar, dataset, procedure }: Matter,
  drawn: { up?: Agreement },
): Ruling {
  const agreement = (terms: Terms, stage: Stage & { id: StepId }): AgreementRef => {
    if (dataset === undefined) throw new Error(`case ${kase.id} comes to an agreement about no dataset`);
    refuseUngrantable(terms, dataset);
    drawn.up = drawUp(p, kase, dataset, terms, stage);
    return { id: drawn.up.id, textSha256: drawn.up.textSha256 };
  };
  const { source } = carriedBy(command);
  const unit = (id: AgencyId): Unit => unitOf(partyNamed(p.city, id, id === source ? '/source' : '/agency'));
  return decide(kase, command, person, { procedure, calendar, now: p.now(), unit, agreement });
}

/** The first agreement of a case has its id; a city may have another signed after it. */
function drawUp(p: Platform, kase: Case, dataset: Dataset, terms: Terms, stage: Stage & { id: StepId }): Agreement {
  const agency = organisationOf(p.city, agencyOf(kase).id);
  const grantor = stage.by.includes('government') ? governmentOf(p.city, kase.district) : undefined;
  const draw = stage.by.every((actor) => actor === 'applicant') ? commitmentText : agreementText;
  const text = draw({
    city: p.city,
    kase,
    dataset,
    agency,
    terms,
    ...defined({ title: stage.agreement?.zh, grantor }),
  });
  return {
    id: AgreementId.parse(kase.agreement === undefined ? kase.id : p.newId()),
    caseId: kase.id,
    stage: stage.id,
    text,
    textSha256: sha256(text),
    parties: [
      { role: 'applicant', name: kase.applicant.name ?? '' },
      grantor === undefined ? { role: 'agency', name: agency.title.zh } : { role: 'government', name: grantor },
    ],
  };
}

/** The government that authorises (DZ-30): of the city, or of the district whose unit it is. */
const governmentOf = ({ title, districts }: City, district: string | undefined): string =>
  `${(districts.find(({ id }) => id === district)?.title ?? title).zh}人民政府`;

/** While somebody else than the agency has the submission in hand, its dataset can't be changed. */
function submissionWrites(p: Platform, before: Case, after: Case, dataset: Dataset, procedure: Procedure): Write[] {
  if (after.procedure !== 'publication' || inReview(before, procedure) === inReview(after, procedure)) return [];
  if (!inReview(after, procedure)) return releaseSubmissionWrites(dataset, after.id, p.now());
  refuseUnlessReady(dataset, currentPolicy(p.city).catalog);
  return submitWrites(dataset, after.id, p.now());
}

const inReview = (kase: Case, procedure: Procedure): boolean =>
  isOpen(kase) && !awaited(kase, procedure).includes('agency-staff');

/** Told before anything else, so that a stranger learns nothing of how the case stands. */
const notYours = ({ id }: Case): Refusal =>
  new Refusal('forbidden', { zh: `您无权办理办件 ${id}`, en: `case ${id} is not yours to act in` });

/** Nothing was wrong with the command: it may simply be given again. */
const crowded = (kase: Case, cause: Error): Refusal =>
  new Refusal(
    'conflict',
    {
      zh: `办件 ${kase.id} 正有多人同时办理,请重试`,
      en: `several people act in case ${kase.id} at once; please try again`,
    },
    { cause, state: standing(kase) },
  );

/** A command given on what the caller saw; on anything else it is told how the case stands. */
function refuseStale(kase: Case, first: Case, { ifVersion, command }: Command): void {
  if (ifVersion !== undefined && ifVersion !== kase.version) {
    throw new Refusal(
      'stale-version',
      {
        zh: `办件 ${kase.id} 已是第 ${kase.version} 版,您看到的是第 ${ifVersion} 版`,
        en: `case ${kase.id} is at version ${kase.version}; you saw ${ifVersion}`,
      },
      { state: standing(kase) },
    );
  }
  if (kase.stands !== first.stands) throw notNow(kase, command);
}
