/** Each value inside a value, by its path: `body.Contents[0].Key`. Nothing at all has no path. */
export function flattened(value: unknown, path: string): [path: string, value: unknown][] {
  if (value === null || value === undefined) return [];
  if (typeof value !== 'object') return [[path, value]];
  const inner = Array.isArray(value)
    ? value.map((each, index) => [`${path}[${index}]`, each] as const)
    : Object.entries(value).map(([name, each]) => [`${path}.${name}`, each] as const);
  return inner.flatMap(([where, each]) => flattened(each, where));
}
