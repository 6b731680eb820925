/** What is asked of `infra/cdk.ts`, or why it can't be done. */
export type Command =
  | { action: 'synth'; cities: readonly string[] }
  | { action: 'deploy'; city: string; rest: readonly string[] }
  | { action: 'refuse'; why: string };

/** Reads `synth --city NAME`, `synth --city all`, `deploy --city NAME` and what follows a deploy. */
export function commandOf([action, ...words]: readonly string[], cities: readonly string[]): Command {
  const { name, rest } = cityIn(words);
  const unknown = name !== undefined && !cities.includes(name);
  switch (action) {
    case 'synth':
      if (rest.length > 0) return refuse(`synth takes --city NAME or --city all, not "${rest.join(' ')}"`);
      if (name === 'all') return { action, cities };
      return unknown ? noSuchCity(name, cities) : { action, cities: [name ?? 'qingdao'] };
    case 'deploy':
      if (name === undefined) return refuse(`say which city: --city ${cities.join(' | ')}`);
      return unknown ? noSuchCity(name, cities) : { action, city: name, rest };
    default:
      return refuse(`say synth or deploy, not "${action}"`);
  }
}

const refuse = (why: string): Command => ({ action: 'refuse', why });

const noSuchCity = (name: string, cities: readonly string[]): Command =>
  refuse(`there is no city "${name}"; there are ${cities.join(', ')}`);

/** `--city NAME` or `--city=NAME`, and what else there is. */
function cityIn(words: readonly string[]): { name?: string; rest: readonly string[] } {
  const at = words.findIndex((word) => word === '--city' || word.startsWith('--city='));
  const word = words[at];
  if (word === undefined) return { rest: words };
  const [, joined] = word.split('=');
  return { name: joined ?? words[at + 1] ?? '', rest: words.toSpliced(at, joined === undefined ? 2 : 1) };
}
