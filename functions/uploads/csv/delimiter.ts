import type { CheckReport } from '../../../domain/data/finding.ts';

export type Delimiter = NonNullable<CheckReport['delimiter']>;

/** In the order of preference where two fit alike; the full-width comma only if the header has none of the others. */
const candidates = [',', ';', '\t'] as const;
const sampleLines = 20;

/** The delimiter that the header has and that divides most of the first lines as often as the header. */
export function delimiterOf(text: string): Delimiter {
  const counts = countPerLine(text);
  const [header] = counts;
  if (!header) return ',';
  const scored = candidates
    .filter((candidate) => (header.get(candidate) ?? 0) > 0)
    .map((candidate) => ({
      candidate,
      agreeing: counts.filter((line) => line.get(candidate) === header.get(candidate)).length,
    }));
  const [best] = scored.toSorted((a, b) => b.agreeing - a.agreeing);
  if (best) return best.candidate;
  return header.has('，') ? '，' : ',';
}

function countPerLine(text: string): Map<string, number>[] {
  const lines: Map<string, number>[] = [];
  let line = new Map<string, number>();
  let begun = false;
  let quoted = false;
  for (const character of text) {
    if (lines.length === sampleLines) return lines;
    if (character === '"') quoted = !quoted;
    if (quoted) continue;
    if (character !== '\n' && character !== '\r') {
      begun = true;
      if (',;\t，'.includes(character)) line.set(character, (line.get(character) ?? 0) + 1);
    } else if (begun) {
      lines.push(line);
      line = new Map();
      begun = false;
    }
  }
  if (begun) lines.push(line);
  return lines;
}
