import type { ExpressionNode, Operand, Request } from 'dynalite/db/index.js';
import { invalidUpFront, notOnLaptop } from './errors.ts';

/**
 * Refuses the few expressions that dynalite 4 accepts and answers otherwise than DynamoDB, rather than answer wrongly:
 * it compares lists and maps by identity, takes two absent attributes for equal, `false` and `''` for absent in IN,
 * BETWEEN and attribute_type, finds no size in an empty text, orders texts by UTF-16 instead of UTF-8, and removes several elements of a list one after another, so that the later indexes have moved.
 */
export function refuseWhatDynaliteMisjudges(request: Partial<Request>): void {
  const expressions = { ConditionExpression: request._condition, FilterExpression: request._filter };
  for (const [name, parsed] of Object.entries(expressions)) if (parsed !== undefined) refuseIn(parsed.expression, name);
  const removals = (request._updates?.sections ?? []).filter(
    (s) => s.type === 'remove' && typeof s.path.at(-1) === 'number',
  );
  const lists = removals.map((removal) => JSON.stringify(removal.path.slice(0, -1)));
  if (new Set(lists).size < lists.length) throw notOnLaptop('removing two elements of one list in one update');
}

const inequalities = ['<', '<=', '>', '>='];
/** Up to here UTF-16 and UTF-8 order alike. */
const outOfOrder = /[\uD800-\uFFFF]/;
const comparators = ['=', '<>', ...inequalities, 'between', 'in'];

function refuseIn(node: ExpressionNode, expression: string): void {
  const what = node.type === 'function' ? (node.name ?? '') : node.type;
  const literals = node.args.filter(isLiteral);
  if (inequalities.includes(what)) refuseUnordered(literals, what, expression);
  if (comparators.includes(what) && node.args.length - literals.length > 1) {
    throw notOnLaptop('comparing two attributes with each other');
  }
  if (['=', '<>', 'in'].includes(what) && literals.some((value) => 'L' in value || 'M' in value)) {
    throw notOnLaptop('comparing with a list or a map');
  }
  if (what === 'in' && literals.some((value) => value.BOOL === false || value.S === '' || value.B === '')) {
    throw notOnLaptop('IN with false or an empty value');
  }
  if ((inequalities.includes(what) || what === 'between') && literals.some(({ S }) => outOfOrder.test(String(S)))) {
    throw notOnLaptop('comparing with a text of characters beyond U+D7FF, whose order it mistakes');
  }
  if (what === 'between' && literals.some((value) => value.S === '' || value.B === '')) {
    throw notOnLaptop('BETWEEN with an empty value');
  }
  if (what === 'contains' && literals.some((value) => !('S' in value || 'N' in value || 'B' in value))) {
    throw notOnLaptop('contains with other than a string, number or binary');
  }
  if (what === 'size') throw notOnLaptop('size');
  if (what === 'attribute_type') throw notOnLaptop('attribute_type');
  for (const operand of node.args) if (isNode(operand)) refuseIn(operand, expression);
}

/** As DynamoDB words it; dynalite lets it pass and finds it false. */
function refuseUnordered(literals: readonly Record<string, unknown>[], operator: string, expression: string): void {
  const type = literals.flatMap(Object.keys).find((each) => !/^[SNB]$/.test(each));
  if (type === undefined) return;
  throw invalidUpFront(
    `Invalid ${expression}: Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`,
  );
}

function isNode(operand: Operand): operand is ExpressionNode {
  return 'args' in operand && Array.isArray(operand.args);
}

function isLiteral(operand: Operand): operand is Record<string, unknown> {
  return !Array.isArray(operand) && !isNode(operand);
}
