import fc from 'fast-check';
import { type AttributeValue, list, number, numberSet, scalar, text, textSet, value } from './values.ts';

/** An expression with its values bound; names that DynamoDB reserves stand as placeholders. */
export interface Bound {
  text: string;
  values: AttributeValue[];
}

const bound = (expression: string, ...values: AttributeValue[]): Bound => ({ text: expression, values });
const joined = (left: Bound, word: string, right: Bound): Bound =>
  bound(`${left.text} ${word} ${right.text}`, ...left.values, ...right.values);

/** `?` is where a value goes, `#name` a placeholder of that name. */
const attributes = [
  'n',
  'm',
  '#status',
  'flag',
  'parts',
  'tags',
  'numbers',
  'nested.x',
  'parts[0]',
  'parts[1]',
  'by1sk',
];
const path = fc.constantFrom(...attributes);
const equality = fc.constantFrom('=', '<>');
const comparator = fc.constantFrom('=', '<>', '<', '<=', '>', '>=');

/** What the laptop refuses by name isn't asked. */
const word = text.filter(({ S }) => S !== '');
/** dynalite refuses limits beyond U+D7FF, whose order it mistakes. */
export const limit = text.filter(({ S }) => S !== '' && !/[\uD800-\uFFFF]/.test(String(S)));
const ordered = fc.oneof(number, text);

/** As BETWEEN wants its bounds: numbers by value, texts by their bytes. */
export function inOrder([a, b]: [AttributeValue, AttributeValue]): [AttributeValue, AttributeValue] {
  const before =
    'N' in a ? Number(a.N) <= Number(b.N) : Buffer.compare(Buffer.from(String(a.S)), Buffer.from(String(b.S))) <= 0;
  return before ? [a, b] : [b, a];
}

const comparison = fc
  .oneof(fc.tuple(path, comparator, ordered), fc.tuple(path, equality, scalar))
  .map(([a, op, v]) => bound(`${a} ${op} ?`, v));

const term: fc.Arbitrary<Bound> = fc.oneof(
  { weight: 6, arbitrary: comparison },
  { weight: 2, arbitrary: path.map((a) => bound(`attribute_exists(${a})`)) },
  { weight: 2, arbitrary: path.map((a) => bound(`attribute_not_exists(${a})`)) },
  {
    weight: 4,
    arbitrary: fc.constantFrom('attribute_exists(pk)', 'attribute_not_exists(pk)').map((each) => bound(each)),
  },
  fc
    .tuple(path, fc.tuple(number, number).map(inOrder))
    .map(([a, [low, high]]) => bound(`${a} BETWEEN ? AND ?`, low, high)),
  fc
    .tuple(path, fc.tuple(limit, limit).map(inOrder))
    .map(([a, [low, high]]) => bound(`${a} BETWEEN ? AND ?`, low, high)),
  fc
    .tuple(path, fc.array(scalar, { minLength: 1, maxLength: 3 }))
    .map(([a, all]) => bound(`${a} IN (${all.map(() => '?').join(', ')})`, ...all)),
  fc.tuple(path, text).map(([a, v]) => bound(`begins_with(${a}, ?)`, v)),
  fc.tuple(path, fc.oneof(number, word)).map(([a, v]) => bound(`contains(${a}, ?)`, v)),
);

const inside = (before: string, { text, values }: Bound): Bound => bound(`${before}(${text})`, ...values);

/** Never with parentheses around parentheses, or around nothing that needs them: both are refused. */
const grammar = fc.letrec<{ condition: Bound; both: Bound; factor: Bound }>((tie) => ({
  condition: fc.oneof({ weight: 3, arbitrary: term }, { weight: 2, arbitrary: tie('both') }),
  both: fc
    .tuple(tie('factor'), fc.constantFrom('AND', 'OR'), tie('factor'))
    .map(([left, word, right]) => joined(left, word, right)),
  factor: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    term,
    term.map(({ text, values }) => bound(`NOT ${text}`, ...values)),
    tie('both').map((both) => inside('', both)),
    tie('both').map((both) => inside('NOT ', both)),
  ),
}));
export const condition: fc.Arbitrary<Bound> = grammar.condition;

// What is written to an index key must be a text: a fault of its own.
const written = fc.constantFrom(...attributes.filter((each) => each !== 'by1sk'));
const top = fc.constantFrom('n', 'm', '#status', 'flag');
const anyValue = (a: string) => value.map((v) => bound(`${a} = ?`, v));

/** What always can be done to any item, each to another attribute. */
const safe = fc.tuple(anyValue('tags'), fc.option(anyValue('numbers'), { nil: undefined })).map(([one, other]) => {
  const both = other === undefined ? one : joined(one, ',', other);
  return bound(`SET ${both.text}`, ...both.values);
});

/** What the item may not be fit for; one to an update, for which of two faults is told first is nobody's rule. */
const risky: fc.Arbitrary<Bound> = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(written, value).map(([a, v]) => bound(`SET ${a} = ?`, v)) },
  fc.tuple(top, path).map(([a, b]) => bound(`SET ${a} = ${b}`)),
  fc.tuple(top, path, fc.constantFrom('+', '-'), number).map(([a, b, op, v]) => bound(`SET ${a} = ${b} ${op} ?`, v)),
  fc.tuple(written, path, scalar).map(([a, b, v]) => bound(`SET ${a} = if_not_exists(${b}, ?)`, v)),
  fc.tuple(top, path, list).map(([a, b, v]) => bound(`SET ${a} = list_append(${b}, ?)`, v)),
  fc.tuple(written, fc.oneof(number, textSet, numberSet)).map(([a, v]) => bound(`ADD ${a} ?`, v)),
  written.map((a) => bound(`REMOVE ${a}`)),
  fc.tuple(top, fc.oneof(textSet, numberSet)).map(([a, v]) => bound(`DELETE ${a} ?`, v)),
);

/** As the stores write them: attributes set and counters added to. */
const counting = fc
  .tuple(fc.option(safe, { nil: undefined }), fc.constantFrom('n', '#status', '#count'), number)
  .map(([before, a, v]) => (before === undefined ? bound(`ADD ${a} ?`, v) : joined(before, 'ADD', bound(`${a} ?`, v))));

export const update: fc.Arbitrary<Bound> = fc.oneof(safe, counting, risky);

/** Numbers the values and the names of several expressions of one call. */
export function bind(expressions: { readonly [field: string]: Bound | undefined }): object {
  const values: { [placeholder: string]: AttributeValue } = {};
  const names: { [placeholder: string]: string } = {};
  const texts: { [field: string]: string } = {};
  for (const [field, expression] of Object.entries(expressions)) {
    if (expression === undefined) continue;
    const parts = expression.text.split('?');
    texts[field] = parts.reduce((whole, part, index) => {
      const name = `:v${Object.keys(values).length}`;
      const given = expression.values[index - 1];
      if (given !== undefined) values[name] = given;
      return `${whole}${name}${part}`;
    });
    for (const [name] of expression.text.matchAll(/#\w+/g)) names[name] = name.slice(1);
  }
  return {
    ...texts,
    ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
}
