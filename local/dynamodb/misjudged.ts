import type { ExpressionNode, Operand, Request } from 'dynalite/db/index.js';
import { notOnLaptop } from './errors.ts';

/**
 * Refuses the few expressions that dynalite 4 accepts and answers otherwise than DynamoDB, rather than answer wrongly:
 * it compares lists and maps by identity, takes `false` and `''` for absent in IN and attribute_type, and removes
 * several elements of a list one after another, so that the later indexes have moved.
 */
export function refuseWhatDynaliteMisjudges(request: Partial<Request>): void {
  for (const expression of [request._condition?.expression, request._filter?.expression]) {
    if (expression !== undefined) refuseIn(expression);
  }
  const removals = (request._updates?.sections ?? []).filter(
    (s) => s.type === 'remove' && typeof s.path.at(-1) === 'number',
  );
  const lists = removals.map((removal) => JSON.stringify(removal.path.slice(0, -1)));
  if (new Set(lists).size < lists.length) throw notOnLaptop('removing two elements of one list in one update');
}

function refuseIn(node: ExpressionNode): void {
  const what = node.type === 'function' ? (node.name ?? '') : node.type;
  const literals = node.args.filter(isLiteral);
  if (['=', '<>', 'in'].includes(what) && literals.some((value) => 'L' in value || 'M' in value)) {
    throw notOnLaptop('comparing with a list or a map');
  }
  if (what === 'in' && literals.some((value) => value.BOOL === false || value.S === '' || value.B === '')) {
    throw notOnLaptop('IN with false or an empty value');
  }
  if (what === 'contains' && literals.some((value) => !('S' in value || 'N' in value || 'B' in value))) {
    throw notOnLaptop('contains with other than a string, number or binary');
  }
  if (what === 'attribute_type') throw notOnLaptop('attribute_type');
  for (const operand of node.args) if (isNode(operand)) refuseIn(operand);
}

function isNode(operand: Operand): operand is ExpressionNode {
  return 'args' in operand && Array.isArray(operand.args);
}

function isLiteral(operand: Operand): operand is Record<string, unknown> {
  return !Array.isArray(operand) && !isNode(operand);
}
