// The rules beside the procedures, one a line, its clause in brackets: `refusesConditions: by size and region (QD-9a)`.

/** The rules of a catalog, of sharing, or a list of places and units; their titles, which are for people, are left out. */
export const rulesAloud = (rules: object): string[] =>
  Object.entries(rules).flatMap(([name, rule]) =>
    Array.isArray(rule) && typeof rule[0] === 'object'
      ? rule.map((each) => `${name}: ${aloud(each)}`)
      : [`${name}: ${aloud(rule)}`],
  );

function aloud(rule: unknown): string {
  if (Array.isArray(rule)) return rule.map(aloud).join(' and ') || 'none';
  if (typeof rule !== 'object' || rule === null) return String(rule);
  const { clause, title: _title, ...parts } = rule as Record<string, unknown>;
  return [
    Object.entries(parts)
      .map(([name, part]) => `${name} ${aloud(part)}`)
      .join(', '),
    clause === undefined ? '' : `(${clause})`,
  ]
    .filter((said) => said !== '')
    .join(' ');
}
