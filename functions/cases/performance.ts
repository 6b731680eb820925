import { dayNumberOf, endOfDay, LocalDate, localDateOf, startOfDay } from '../../domain/calendar/dates.ts';
import { procedureBox } from '../../domain/case/boxes.ts';
import type { Case } from '../../domain/case/case.ts';
import type { Clock } from '../../domain/case/clock.ts';
import { spanOf } from '../../domain/case/duties.ts';
import { performanceOf, rateOf } from '../../domain/case/performance.ts';
import type { Counted } from '../../domain/catalog/listing.ts';
import { standingOf } from '../../domain/catalog/standing.ts';
import { defined } from '../../domain/defined.ts';
import { currentPolicy, procedureOfCase } from '../../domain/policy/policy.ts';
import type { Procedure } from '../../domain/policy/procedure.ts';
import { ProcedureName } from '../../domain/policy/words.ts';
import { Refusal } from '../../domain/refusal.ts';
import { formatOf } from '../data/format.ts';
import type { Handlers, Language } from '../http.ts';
import { signedIn } from '../middleware/signed-in.ts';
import type { Platform } from '../platform.ts';
import type { Figures, performance } from '../routes/performance.ts';
import { writeCsv } from '../uploads/csv/write.ts';
import { indicatorColumns, indicatorsOf } from './indicators.ts';

export const performanceHandlers = (p: Platform): Handlers<typeof performance> => ({
  effectiveness: async ({ query, language }) => {
    const span = spanned(p, query);
    const { city, districts, agencies } = await figuresOf(p, span, language);
    const { agency, district } = query;
    return {
      status: 200,
      headers: { 'Cache-Control': 'public, max-age=300' },
      body: {
        ...span,
        asOf: p.now(),
        city,
        districts: districts.filter((each) => district === undefined || each.district.id === district),
        agencies: agencies.filter(
          (each) =>
            (agency === undefined || each.agency.id === agency) &&
            (district === undefined || each.district === district),
        ),
      },
    };
  },

  assessment: async ({ query, caller, headers, language }) => {
    const { district } = signedIn(caller);
    const span = spanned(p, query);
    const { agencies } = await figuresOf(p, span, language);
    // A district's regulator sees to its own units.
    const own = agencies.filter((each) => district === undefined || each.district === district);
    const indicators = own.flatMap(indicatorsOf);
    if (formatOf(headers.accept)?.kind === 'csv') {
      const rows = indicators.map((each) => indicatorColumns.map((column) => each[column] ?? null));
      const body = writeCsv({ columns: [...indicatorColumns], rows });
      return { status: 200, headers: { 'Content-Type': 'text/csv; charset=utf-8' }, body };
    }
    return { status: 200, body: { format: 'assessment/1', ...span, asOf: p.now(), indicators } };
  },

  bulletins: async ({ query, language }) => {
    const { procedure, district, page, pageSize } = query;
    const names = Object.entries(currentPolicy(p.city).procedures).flatMap(([name, each]) =>
      each !== undefined && publishes(each) ? ProcedureName.parse(name) : [],
    );
    const wanted = names.filter((name) => procedure === undefined || name === procedure);
    const listed = await Promise.all(wanted.map((name) => p.cases.listed(procedureBox(name))));
    const closed = listed.flat().filter(({ state }) => state === 'closed');
    const found = (await p.cases.snapshots(closed.map(({ id }) => id)))
      .filter((kase) => kase.outcome === 'published' && (district === undefined || kase.district === district))
      .sort((a, b) => (a.changedAt < b.changedAt ? 1 : -1));
    const items = found.slice((page - 1) * pageSize, page * pageSize).map((kase) => bulletin(p, kase, language));
    return { status: 200, body: { total: found.length, page, pageSize, items } };
  },
});

const publishes = ({ steps }: Procedure): boolean =>
  Object.values(steps).some((step) => step.kind === 'effect' && step.does === 'publish-bulletin');

function bulletin(p: Platform, kase: Case, language: Language) {
  const { id, procedure, district, changedAt, filing, reasons } = kase;
  const { title, clause } = procedureOfCase(p.city, kase);
  const dates = kase.clocks.flatMap(({ rule }) => (rule.unit === 'date' ? rule.on : []));
  const dueBy = LocalDate.safeParse((filing as { dueBy?: unknown } | null)?.dueBy).data;
  const span = dueBy === undefined ? undefined : spanOf(dates, dueBy);
  return {
    id,
    procedure,
    title: title[language],
    clause,
    ...defined({
      district,
      from: span?.from,
      to: span?.to,
      figures:
        span &&
        `/v1/effectiveness?from=${span.from}&to=${span.to}${district === undefined ? '' : `&district=${district}`}`,
    }),
    publishedAt: changedAt,
    text: ((reasons as { reasons?: unknown[] } | null)?.reasons ?? []).map(String),
  };
}

interface Span {
  from: LocalDate;
  to: LocalDate;
}

// A bulletin tells of a year at most; each further one would be read in full again.
const LONGEST_DAYS = 366;

/** This year up to today, unless it is asked for otherwise. */
function spanned(p: Platform, { from, to }: Partial<Span>): Span {
  const today = localDateOf(p.now());
  const last = to ?? today;
  const first = from ?? LocalDate.parse(`${last.slice(0, 4)}-01-01`);
  const days = dayNumberOf(last) - dayNumberOf(first) + 1;
  if (days >= 1 && days <= LONGEST_DAYS) return { from: first, to: last };
  throw new Refusal(
    'invalid-request',
    { zh: `期间应为 1 至 ${LONGEST_DAYS} 日`, en: `a period has 1 to ${LONGEST_DAYS} days` },
    { faults: [{ pointer: '/from', detail: { zh: '期间过长或起止颠倒', en: 'too long, or its ends are exchanged' } }] },
  );
}

/** Everything is read once: the cases of the period from the city's one box, and the public catalog. */
async function figuresOf(p: Platform, { from, to }: Span, language: Language) {
  const range = { from: startOfDay(from), to: endOfDay(to) };
  const [listed, catalog, calendar] = await Promise.all([
    p.cases.listed('all#regulator:municipal', range),
    p.catalog.listed(),
    p.calendar(),
  ]);
  const cases = await p.cases.snapshots(listed.map(({ id }) => id));
  const figures = (
    of: readonly Case[],
    counted: readonly Counted[],
    answersFor: (kase: Case, clock: Clock) => boolean,
  ) => figuresFrom(p, of, counted, { calendar, now: p.now(), answersFor });
  return {
    city: figures(cases, catalog, () => true),
    districts: p.city.districts.map(({ id, title }) => ({
      district: { id, title: title[language] },
      ...figures(
        cases.filter((kase) => (kase.district ?? districtOf(p, kase.agency?.id)) === id),
        catalog.filter(({ listed: { district } }) => district === id),
        () => true,
      ),
    })),
    agencies: p.city.organisations.map(({ id, title, district }) => ({
      agency: { id, title: title[language] },
      ...defined({ district }),
      ...figures(
        cases.filter(({ agency }) => agency?.id === id),
        catalog.filter(({ listed: { publisher } }) => publisher === id),
        (kase, clock) => isTheUnits(p, kase, clock),
      ),
    })),
  };
}

const districtOf = ({ city }: Platform, agency: string | undefined) =>
  city.organisations.find(({ id }) => id === agency)?.district;

/** Whether the period is kept at a stage at which the unit itself acts. */
function isTheUnits({ city }: Platform, kase: Case, { stage }: Clock): boolean {
  const step = procedureOfCase(city, kase).steps[stage];
  return step?.kind === 'stage' && step.by.some((actor) => actor.startsWith('agency'));
}

function figuresFrom(
  { city, now }: Platform,
  cases: readonly Case[],
  counted: readonly Counted[],
  rules: Parameters<typeof performanceOf>[1],
): Figures {
  const { received, closed, refused, returned, outcomes, onTime, clauses } = performanceOf(cases, rules);
  const { gathering, sharing, opening, updates, use, ...standing } = standingOf(
    counted,
    currentPolicy(city).catalog,
    now(),
  );
  const open = opening.unconditional + opening.conditional;
  return {
    ...standing,
    cases: { received, closed, refused, returned, outcomes },
    onTime,
    clauses,
    gathering: { ...gathering, ...defined({ rate: rateOf(gathering.gathered, gathering.required) }) },
    sharing: { ...sharing, requests: cases.filter(({ procedure }) => procedure === 'sharing-request').length },
    opening: { ...opening, ...defined({ rate: rateOf(open, open + opening.closed) }) },
    updates: { ...updates, ...defined({ rate: rateOf(updates.due - updates.overdue, updates.due) }) },
    use: { ...use, granted: outcomes.granted ?? 0 },
  };
}
