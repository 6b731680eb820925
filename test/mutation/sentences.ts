/**
 * A plugin of Stryker: words for people are left as they are. A sentence says what a rule decided, in two languages
 * side by side; that it is said is the functions' and scenarios' to test, and to empty it breaks no rule.
 */
export const strykerPlugins = [{ kind: 'Ignore', name: 'sentences', value: { shouldIgnore } }];

/** The parts that we read of Babel's path to a node. */
interface Path {
  node: {
    type: string;
    key?: { name?: string };
    callee?: { name?: string };
    properties?: { key?: { name?: string } }[];
  };
}

const languages = ['zh', 'en'];

function shouldIgnore({ node: { type, key, callee, properties = [] } }: Path): string | undefined {
  const said = type === 'ObjectExpression' ? properties.map((property) => property.key?.name) : [key?.name];
  const isText =
    (type === 'ObjectProperty' || type === 'ObjectExpression') &&
    said.length > 0 &&
    said.every((name) => languages.includes(name ?? ''));
  const isComplaint = type === 'CallExpression' && callee?.name === 'complaint';
  return isText || isComplaint ? 'words for people' : undefined;
}
