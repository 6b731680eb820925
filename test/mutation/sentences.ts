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
  };
}

function shouldIgnore({ node: { type, key, callee } }: Path): string | undefined {
  const isText = type === 'ObjectProperty' && (key?.name === 'zh' || key?.name === 'en');
  const isComplaint = type === 'CallExpression' && callee?.name === 'complaint';
  return isText || isComplaint ? 'words for people' : undefined;
}
