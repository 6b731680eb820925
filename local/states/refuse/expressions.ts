/** What an expression reads, and what is refused in it. Source: https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html */
import jsonata from 'jsonata';

/** What only some fields see: a task's result, a catcher's error, a callback's token. */
export type Special = 'result' | 'errorOutput' | 'token';

export interface Reading {
  readonly problems: readonly string[];
  /** Variables that states have to assign. */
  readonly variables: ReadonlySet<string>;
  readonly specials: ReadonlySet<Special>;
}

const readings = new Map<string, Reading>();

export function readExpression(source: string): Reading {
  const known = readings.get(source);
  if (known !== undefined) return known;
  const reading = read(source);
  readings.set(source, reading);
  return reading;
}

interface Notes {
  readonly problems: string[];
  readonly variables: Set<string>;
  readonly specials: Set<Special>;
}

interface Node {
  readonly type?: string;
  readonly value?: unknown;
  readonly steps?: readonly Node[];
  readonly arguments?: readonly Node[];
  readonly expressions?: readonly Node[];
  readonly procedure?: Node;
  readonly lhs?: Node;
  readonly focus?: string;
  readonly index?: string;
}

function read(source: string): Reading {
  const notes: Notes = { problems: [], variables: new Set(), specials: new Set() };
  try {
    inspect(jsonata(source).ast() as Node, { hasContext: false, local: new Set() }, notes);
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string };
    notes.problems.push(`'${source}' is not JSONata: ${code} ${message}`);
  }
  return notes;
}

interface Inside {
  /** Within a path or a predicate there is an item at hand; at the top there is none. */
  readonly hasContext: boolean;
  readonly local: ReadonlySet<string>;
}

function inspect(node: Node, inside: Inside, notes: Notes): void {
  inspectReference(node, inside, notes);
  const local = new Set([...inside.local, ...boundBy(node)]);
  for (const [key, value] of Object.entries(node)) {
    // A function's name was looked at with its call.
    if (key === 'procedure' && node.procedure?.type === 'variable') continue;
    const children = [value].flat(3).filter((child) => child !== null && typeof child === 'object');
    children.forEach((child, index) => {
      const hasContext =
        inside.hasContext || givesContext.has(key) || (key === 'steps' && index > 0) || node.type === 'transform';
      inspect(child as Node, { hasContext, local }, notes);
    });
  }
}

/** The parts of a path's step that look at its items. */
const givesContext = new Set(['stages', 'predicate', 'group', 'terms']);

function inspectReference(node: Node, { hasContext, local }: Inside, { problems, variables, specials }: Notes): void {
  const { type, value } = node;
  const name = String(value);
  if ((type === 'name' || type === 'wildcard' || type === 'descendant') && !hasContext) {
    problems.push(`${name} has nothing to be looked up in; begin with $states or a variable`);
  }
  if (type === 'variable') {
    if (name === '$' || (name === '' && !hasContext)) problems.push(`$${name} is not available`);
    else if (name !== '' && name !== 'states' && !local.has(name) && !functions.has(name)) variables.add(name);
  }
  if ((type === 'function' || type === 'partial') && node.procedure?.type === 'variable') {
    const called = String(node.procedure.value);
    if (refusedFunctions.has(called)) problems.push(`$${called} is not supported: ${refusedFunctions.get(called)}`);
    else if (!functions.has(called) && !local.has(called)) problems.push(`there is no function $${called}`);
  }
  if (type === 'path' && node.steps?.[0]?.type === 'variable' && node.steps[0].value === 'states') {
    inspectStates(
      node.steps.slice(1).map((step) => (step.type === 'name' ? String(step.value) : undefined)),
      problems,
      specials,
    );
  }
}

/** Source: https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
const context: { readonly [part: string]: readonly string[] } = {
  Execution: ['Id', 'Input', 'Name', 'RedriveCount', 'RoleArn', 'StartTime'],
  State: ['EnteredTime', 'Name', 'RetryCount'],
  StateMachine: ['Id', 'Name'],
  Task: ['Token'],
};

function inspectStates(
  [top, part, member]: readonly (string | undefined)[],
  problems: string[],
  specials: Set<Special>,
): void {
  if (top === 'result' || top === 'errorOutput') specials.add(top);
  else if (top === 'context' && part === 'Task' && member === 'Token') specials.add('token');
  else if (top === 'context') {
    const known =
      part === undefined || (Object.hasOwn(context, part) && (member === undefined || context[part]?.includes(member)));
    if (!known) problems.push(`$states.context.${part}${member === undefined ? '' : `.${member}`} does not exist`);
  } else if (top !== 'input') problems.push(`$states.${top} does not exist`);
}

function boundBy(node: Node): string[] {
  if (node.type === 'lambda') return (node.arguments ?? []).map((argument) => String(argument.value));
  if (node.type === 'block') {
    return (node.expressions ?? []).filter(({ type }) => type === 'bind').map(({ lhs }) => String(lhs?.value));
  }
  if (node.type === 'bind') return [String(node.lhs?.value)];
  if (node.type === 'path')
    return (node.steps ?? []).flatMap(({ focus, index }) => [focus, index].filter((each) => each !== undefined));
  return [];
}

const refusedFunctions = new Map([
  ['eval', 'AWS has no $eval; $parse reads JSON'],
  ['now', "it reads the machine's clock; use $states.context.State.EnteredTime"],
  ['millis', "it reads the machine's clock; use $states.context.State.EnteredTime"],
  ['random', 'let a function draw it, so that a retry sees the same'],
  ['shuffle', 'let a function draw it, so that a retry sees the same'],
  ['uuid', 'let a function draw it, so that a retry sees the same'],
]);

/** Of JSONata 2.0.6, and what Step Functions adds. */
const functions = new Set(
  `abs append assert average base64decode base64encode boolean ceil clone contains count decodeUrl decodeUrlComponent distinct
  each encodeUrl encodeUrlComponent error exists filter floor formatBase formatInteger formatNumber fromMillis join keys length
  lookup lowercase map match max merge min not number pad parseInteger power reduce replace reverse round sift single sort split
  spread sqrt string substring substringAfter substringBefore sum toMillis trim type uppercase zip
  hash parse partition range`.split(/\s+/),
);
