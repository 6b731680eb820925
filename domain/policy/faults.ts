import type { PeriodRule } from './period.ts';
import { filersOf, type Procedure, reachable, type Stage, type Step } from './procedure.ts';

interface RuleFault {
  path: (string | number)[];
  message: string;
}

interface Rules {
  letters: string;
  overlays?: readonly { letters: string }[] | undefined;
  procedures: Partial<Record<string, Procedure>>;
}

/** What is wrong with a policy beyond its shape, each fault naming its rule. */
export function ruleFaults({ letters, overlays = [], procedures }: Rules): RuleFault[] {
  const known = [letters, ...overlays.map((overlay) => overlay.letters)];
  return Object.entries(procedures).flatMap(([name, procedure]) =>
    procedure === undefined
      ? []
      : procedureFaults(procedure, known).map((f) => ({ ...f, path: ['procedures', name, ...f.path] })),
  );
}

function procedureFaults(procedure: Procedure, letters: readonly string[]): RuleFault[] {
  const { steps, opens, withdraw } = procedure;
  const known = (id: string): boolean => id === 'closed' || Object.hasOwn(steps, id);
  const leadsNowhere = (path: (string | number)[], rule: string, to: string): RuleFault[] =>
    known(to) ? [] : [{ path, message: `${rule} leads to "${to}", which is no step of this procedure` }];
  return [
    ...opens.flatMap((o, i) => leadsNowhere(['opens', i], 'opening', o.at)),
    ...(withdraw === undefined ? [] : leadsNowhere(['withdraw'], 'withdrawal', withdraw.to)),
    ...(withdraw?.from ?? []).flatMap((id) =>
      steps[id]?.kind === 'stage'
        ? []
        : [{ path: ['withdraw'], message: `withdrawal is offered at "${id}", which is no stage` }],
    ),
    ...Object.entries(steps).flatMap(([id, step]) => stepFaults(id, step, leadsNowhere)),
    ...Object.keys(steps).flatMap((id) =>
      reachable(steps, id).has('closed')
        ? []
        : [{ path: ['steps', id], message: `from "${id}" the case can never be closed` }],
    ),
    ...Object.entries(steps).flatMap(([id, step]) =>
      step.kind === 'stage'
        ? extensionFaults(step, steps).map((fault) => ({
            path: ['steps', id],
            message: `stage "${id}" (${step.clause}) ${fault}`,
          }))
        : [],
    ),
    ...fileFaults(procedure),
    ...clausesOf(procedure).flatMap(({ path, clause }) =>
      letters.some((known) => clause.startsWith(`${known}-`))
        ? []
        : [{ path, message: `clause ${clause} isn't of this regulation (${letters.join('-…, ')}-…)` }],
    ),
  ];
}

function stepFaults(
  id: string,
  step: Step,
  leadsNowhere: (path: (string | number)[], rule: string, to: string) => RuleFault[],
): RuleFault[] {
  const path = ['steps', id];
  if (step.kind === 'effect') return leadsNowhere(path, `effect "${id}" (${step.clause})`, step.then);
  const periods = step.within.map(({ clause, from }) => `${clause}${from === 'event' ? ' before the filing' : ''}`);
  return [
    ...(Object.keys(step.decisions).length > 0 ||
    step.fulfilment !== undefined ||
    step.within.some(({ lapsesTo }) => lapsesTo !== undefined)
      ? []
      : [{ path, message: `stage "${id}" (${step.clause}) offers no decision` }]),
    ...Object.entries(step.decisions).flatMap(([command, decision]) => [
      ...leadsNowhere([...path, command], `"${command}" at stage "${id}" (${step.clause})`, decision.to),
      ...(decision.by ?? []).flatMap((actor) =>
        step.jointly === undefined || step.by.includes(actor)
          ? []
          : [
              {
                path: [...path, command],
                message: `"${command}" at stage "${id}" is given to ${actor}, who doesn't act there`,
              },
            ],
      ),
    ]),
    ...(step.fulfilment === undefined
      ? []
      : leadsNowhere(path, `what stage "${id}" (${step.clause}) waits for`, step.fulfilment.to)),
    ...jointFaults(step).map((fault) => ({ path, message: `stage "${id}" (${step.clause}) ${fault}` })),
    ...periods.flatMap((period, i) =>
      periods.indexOf(period) === i ? [] : [{ path, message: `stage "${id}" has two periods of ${period}` }],
    ),
    ...step.within.flatMap((rule) => periodFaults(rule).map((message) => ({ path, message }))),
    ...step.within.flatMap(({ clause, lapsesTo }) =>
      lapsesTo === undefined ? [] : leadsNowhere(path, `the end of ${clause}`, lapsesTo),
    ),
  ];
}

/** A deadline never decides: only what merely lasts for a while ends by itself. */
function periodFaults(rule: PeriodRule): string[] {
  const { clause, kind, lapsesTo } = rule;
  const lapse =
    (kind === 'duration') === (lapsesTo !== undefined)
      ? []
      : [`${clause} is a ${kind} and ${lapsesTo === undefined ? 'says not where it lapses to' : 'must not lapse'}`];
  if (rule.unit === 'date' && (rule.on.length === 0) !== (rule.setBy === 'filing')) {
    return [...lapse, `${clause} ends on a day that either the rule or the filing names`];
  }
  if (rule.unit === 'date' || rule.extension === undefined) return lapse;
  const { extension, length } = rule;
  return extension.mode === 'to' && extension.days <= length
    ? [...lapse, `${extension.clause} extends ${clause} to ${extension.days}, which isn't longer than ${length}`]
    : lapse;
}

/** What recurs by itself is filed by nobody, and only that. */
function fileFaults(procedure: Procedure): RuleFault[] {
  const byPlatform = filersOf(procedure).includes('platform');
  if (byPlatform === (procedure.duty !== undefined)) return [];
  return [{ path: ['duty'], message: 'what the platform files is a duty that says for whom, and nothing else is' }];
}

/** Where several act, it must be settled whose finding counts: never that of whoever happens to act last. */
function jointFaults({ by, decisions, jointly, within }: Stage): string[] {
  if (jointly === undefined) return [];
  const joint = Object.values(decisions).filter((decision) => decision.alone !== true);
  const neverLate = jointly.aloneWhenOverdue === true && !within.some(({ kind }) => kind !== 'duration');
  if (jointly.prevails === undefined) {
    return joint.length > 1 || jointly.aloneWhenOverdue === true
      ? ['has parties whose findings may differ, and none prevails']
      : [];
  }
  if (neverLate) return ['waits until it is overdue, but has no period'];
  return by.includes(jointly.prevails) ? [] : [`lets ${jointly.prevails} prevail, who doesn't act there`];
}

/** What a decision lengthens goes on where it leads. */
function extensionFaults({ within, decisions }: Stage, steps: Procedure['steps']): string[] {
  return Object.values(decisions).flatMap(({ extends: more, to }) => {
    if (more === undefined) return [];
    const next = steps[to];
    const goesOn =
      within.some(({ clause }) => clause === more.clause) &&
      next?.kind === 'stage' &&
      next.within.some(({ clause, continues }) => clause === more.clause && continues === true);
    return goesOn ? [] : [`lengthens ${more.clause}, which doesn't go on at "${to}"`];
  });
}

function clausesOf(procedure: Procedure): { path: (string | number)[]; clause: string }[] {
  return [
    { path: ['clause'], clause: procedure.clause },
    { path: ['filing'], clause: procedure.filing.clause },
    ...Object.entries(procedure.steps).flatMap(([id, step]) => [
      { path: ['steps', id], clause: step.clause },
      ...(step.kind === 'stage'
        ? step.within.flatMap((p) => [p.clause, ...(p.unit === 'date' || !p.extension ? [] : [p.extension.clause])])
        : []
      ).map((clause) => ({ path: ['steps', id, 'within'], clause })),
    ]),
  ];
}
