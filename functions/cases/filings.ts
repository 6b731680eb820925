import type { Person } from '../../domain/access/caller.ts';
import type { Grant } from '../../domain/access/grant.ts';
import type { Instant, LocalDate } from '../../domain/calendar/dates.ts';
import type { Dataset } from '../../domain/catalog/dataset.ts';
import { kindOfChange } from '../../domain/catalog/entry-change.ts';
import { isOfficial, maySee } from '../../domain/catalog/visibility.ts';
import { defined } from '../../domain/defined.ts';
import type { AgencyId, DatasetId, GrantId } from '../../domain/ids.ts';
import { currentPolicy, type Organisation, type Policy, partyOf, procedureOf } from '../../domain/policy/policy.ts';
import { filersOf } from '../../domain/policy/procedure.ts';
import { ProcedureName } from '../../domain/policy/words.ts';
import type { Answer, Handler, Handlers, Request, Route } from '../http.ts';
import { signedIn } from '../middleware/signed-in.ts';
import type { Platform } from '../platform.ts';
import {
  CatalogChangeForm,
  CatalogExtensionForm,
  IndustryEntryForm,
  NewSystemForm,
  OpennessProposalForm,
} from '../routes/catalog-filings.ts';
import { ApplicationForm, filings } from '../routes/filings.ts';
import { refuseUnlessAccepted } from '../stores/accepted.ts';
import { noDataset } from '../stores/catalog.ts';
import { begin, file, type ToFile } from '../stores/receiving.ts';
import { refuseUnlessChangeable, refuseUnlessExtendable, refuseUnlessProposable } from './catalog-changes.ts';
import { wasLengthened } from './catalog-extensions.ts';
import { viewed } from './looking.ts';
import { partyNamed } from './named.ts';
import { refuseUnlessDescribed } from './new-systems.ts';
import {
  refusePast,
  refuseUnlessApplicable,
  refuseUnlessAsked,
  refuseUnlessOwn,
  refuseUnlessProven,
  refuseUnlessPublished,
  refuseUnlessReady,
  refuseUnnumbered,
} from './requirements.ts';
import {
  refuseIfReceived,
  refuseUnlessBetweenDepartments,
  refuseUnlessSource,
  sharingJudges,
} from './sharing-filings.ts';
import { supervisionJudges } from './supervision-filings.ts';

/** What the forms have in common; each has some of it. */
interface Form {
  datasetId?: DatasetId;
  grantId?: GrantId;
  /** The unit that the filing names as the one whose matter it is. */
  suggestedAgency?: AgencyId;
  kind?: string;
  days?: number;
  /** The day of the change of law or duties that obliges to file. */
  effectiveFrom?: LocalDate;
}

/** What a filing is about, as the platform knows it. */
export interface Matter {
  person: Person;
  dataset?: Dataset;
  grant?: Grant;
  /** The unit whose matter it is, where that is known, and the other of a matter between two. */
  agency?: Organisation;
  counterpart?: Organisation;
  /** What kind of filing the form says it is. */
  kind?: string;
  policy: Policy;
}

/**
 * What a procedure asks of a filing beyond its form: `suits` before it is asked whether the person may file at all,
 * `complete` after it.
 */
export interface Judge {
  suits?: (matter: Matter) => void;
  /** What kind of filing it is, where the form doesn't say. */
  kind?: (matter: Matter, form: unknown) => string | undefined;
  /** Asked of the stores: what else the filing names. */
  looksUp?: (p: Platform, matter: Matter, form: unknown) => Promise<void>;
  complete?: (dataset: Dataset, form: unknown, rules: Rules) => void;
}

export interface Rules {
  policy: Policy;
  now: Instant;
}

export type Judges = Readonly<Partial<Record<ProcedureName, Judge>>>;

const judges: Judges = {
  application: {
    suits: ({ dataset, person }) => dataset && refuseUnlessApplicable(dataset, person),
    complete: (dataset, form, { policy, now }) => {
      const application = ApplicationForm.parse(form);
      refuseUnlessAsked(application, procedureOf(policy, 'application').filing);
      refusePast(application.usePeriod.to, '/usePeriod/to', now);
      refuseUnlessProven(dataset, application);
    },
  },
  'industry-entry': {
    looksUp: async (_p, { policy }, form) => refuseUnnumbered(IndustryEntryForm.parse(form), policy),
  },
  objection: {
    suits: (matter) => {
      if (matter.dataset !== undefined) refuseUnlessPublished(matter.dataset);
      refuseUnlessBetweenDepartments(matter);
    },
  },
  publication: {
    suits: ({ dataset, person }) => dataset && refuseUnlessOwn(dataset, person),
    looksUp: async (p, matter) => {
      await refuseUnlessSource(p, matter);
      await refuseIfReceived(p, matter);
    },
    complete: (dataset, _form, { policy }) => refuseUnlessReady(dataset, policy.catalog),
  },
  ...sharingJudges,
  ...supervisionJudges,
  'catalog-change': {
    kind: ({ dataset }, form) =>
      dataset?.published && kindOfChange(dataset.published.entry, CatalogChangeForm.parse(form).change),
    complete: (dataset, form, rules) => refuseUnlessChangeable(dataset, CatalogChangeForm.parse(form), rules),
  },
  'catalog-extension': {
    complete: (dataset, form, rules) => refuseUnlessExtendable(dataset, CatalogExtensionForm.parse(form), rules),
  },
  'new-system': { looksUp: (p, { agency }, form) => refuseUnlessDescribed(p, agency, NewSystemForm.parse(form)) },
  'openness-proposal': {
    kind: ({ dataset }, form) =>
      dataset?.published && kindOfChange(dataset.published.entry, OpennessProposalForm.parse(form).change),
    complete: (dataset, form, rules) => refuseUnlessProposable(dataset, OpennessProposalForm.parse(form), rules),
  },
};

/** What begins a use of the platform; nobody is kept from complaining of one. */
const beginsUse: readonly ProcedureName[] = ['application', 'publication'];

/** Every procedure is filed in one way: by its form, which says what it is about. */
export function filingHandlers(p: Platform): Handlers<typeof filings> {
  const handler =
    (name: ProcedureName): Handler<Route> =>
    (request) =>
      filed(p, name, request);
  const names = Object.keys(filings).map((name) => ProcedureName.parse(name));
  return Object.fromEntries(names.map((name) => [name, handler(name)])) as Handlers<typeof filings>;
}

/** Refuses to file what the city's regulation has no procedure for, whatever is sent. */
export const inPolicy =
  (p: Platform) =>
  ({ procedure }: Route): void => {
    if (procedure !== undefined) procedureOf(currentPolicy(p.city), procedure);
  };

/** Files a case once for each key of the caller; a repeated request is answered with the same case. */
async function filed(p: Platform, name: ProcedureName, request: Request): Promise<Answer> {
  const { once, origin } = request;
  const before = once && (await p.cases.openedBefore(once));
  if (before !== undefined) await begin(p, before);
  const id = before ?? (await file(p, await toFile(p, name, request)));
  return { status: 201, headers: { Location: `${origin}/v1/cases/${id}` }, body: await viewed(p, request, id) };
}

async function toFile(p: Platform, procedure: ProcedureName, { body, caller, once }: Request): Promise<ToFile> {
  const form = body as Form;
  const person = signedIn(caller);
  const { suits, kind, complete, looksUp } = judges[procedure] ?? {};
  const matter = await matterOf(p, procedure, form, person);
  suits?.(matter);
  if (beginsUse.includes(procedure)) await refuseUnlessAccepted(p, person);
  await looksUp?.(p, matter, body);
  const { dataset, grant, agency, counterpart } = matter;
  return {
    procedure,
    filer: person,
    content: body,
    ...defined({
      dataset,
      agency,
      counterpart,
      // What is no unit's yet is looked after where it was asked for.
      district: agency === undefined ? counterpart?.district : undefined,
      grantId: grant?.id,
      respondent: grant?.holder,
      kind: form.kind ?? kind?.(matter, body),
      days: form.days,
      eventOn: form.effectiveFrom,
      eventExtended:
        dataset && form.effectiveFrom && (await wasLengthened(p, dataset.id, form.effectiveFrom)) ? true : undefined,
      once,
      refuseIncomplete:
        complete &&
        ((current: Dataset | undefined) =>
          current && complete(current, body, { policy: currentPolicy(p.city), now: p.now() })),
    }),
  };
}

async function matterOf(p: Platform, procedure: ProcedureName, form: Form, person: Person): Promise<Matter> {
  const grant = form.grantId === undefined ? undefined : await p.access.grant(form.grantId);
  const dataset =
    form.datasetId === undefined
      ? grant && (await p.catalog.load(grant.datasetId))
      : await named(p, procedure, form.datasetId, person);
  const own = filersOf(procedureOf(currentPolicy(p.city), procedure)).includes('agency-staff')
    ? person.agency
    : undefined;
  const known = dataset?.publisher ?? form.suggestedAgency ?? own;
  const agency = known && partyNamed(p.city, known, '/suggestedAgency');
  const { confidential } = procedureOf(currentPolicy(p.city), procedure).filing;
  const counterpart =
    grant?.sharedWith === undefined ? counterpartOf(p, person, agency) : partyOf(p.city, grant.sharedWith);
  return {
    person,
    policy: currentPolicy(p.city),
    // Its unit would tell who files.
    ...defined({ dataset, grant, agency, counterpart: confidential ? undefined : counterpart, kind: form.kind }),
  };
}

/**
 * The dataset that a filing names, where the filer may know of it; to others there is none. Of one datum the officials of
 * either entry hear, so that they can dispute whose it is (一数一源).
 */
async function named(p: Platform, procedure: ProcedureName, id: DatasetId, person: Person): Promise<Dataset> {
  const dataset = await p.catalog.find(id);
  if (dataset === undefined) throw noDataset(id);
  if (maySee(person, dataset)) return dataset;
  const same = procedure === 'dispute' ? await p.catalog.sameItem(dataset) : [];
  if (same.some((each) => isOfficial(person, each.dataset))) return dataset;
  throw noDataset(id);
}

/** Whoever files for another unit is the other side of the matter. */
function counterpartOf(
  p: Platform,
  { agency: own }: Person,
  agency: Organisation | undefined,
): Organisation | undefined {
  const known = own !== agency?.id && p.city.organisations.some(({ id }) => id === own);
  return own === undefined || !known ? undefined : partyOf(p.city, own);
}
