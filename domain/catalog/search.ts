import type { Listed } from './dataset.ts';

/** How much a query finds in a dataset; 0 is nothing. */
export type Relevance = (listed: Listed) => number;

// A word in the title says most of what a dataset is about, a keyword says more than a line of description.
const weights = { title: 8, keyword: 4, description: 1 } as const;

// Of a phrase that stands nowhere as it is, this share of its character pairs has to: 空气质量数据 finds 空气质量监测数据.
const enough = 0.6;

/**
 * The relevance of a query: words between blanks must all be found. Chinese has no blanks, so a run of characters is
 * found as it stands or by its overlapping pairs (bigrams).
 */
export function relevanceOf(query: string): Relevance {
  const words = folded(query)
    .split(/[\s\p{P}\p{S}]+/u)
    .filter((word) => word !== '');
  return (listed) => {
    const { title, keyword, description } = listed.entry;
    const texts = { title: folded(title), keyword: folded(keyword.join('\n')), description: folded(description) };
    const found = words.map((word) => foundIn(word, texts));
    return found.every((score) => score > 0) ? found.reduce((sum, score) => sum + score, 0) : 0;
  };
}

type Texts = Readonly<Record<keyof typeof weights, string>>;

function foundIn(word: string, texts: Texts): number {
  const whole = weigh(texts, (text) => (text.includes(word) ? 1 : 0));
  if (whole > 0) return whole;
  const pairs = pairsOf(word);
  const all = `${texts.title}\n${texts.keyword}\n${texts.description}`;
  if (pairs.length === 0 || shareOf(pairs, all) < enough) return 0;
  // Half: what is found as it was written comes first.
  return weigh(texts, (text) => shareOf(pairs, text)) / 2;
}

const weigh = (texts: Texts, share: (text: string) => number): number =>
  weights.title * share(texts.title) +
  weights.keyword * share(texts.keyword) +
  weights.description * share(texts.description);

const shareOf = (pairs: readonly string[], text: string): number =>
  pairs.filter((pair) => text.includes(pair)).length / pairs.length;

/** The pairs of a run of Chinese characters; other words are found whole or not at all. */
function pairsOf(word: string): string[] {
  const characters = [...word];
  if (characters.length < 3 || !/^\p{Script=Han}+$/u.test(word)) return [];
  return characters.slice(1).map((character, i) => `${characters[i]}${character}`);
}

/** Full-width and half-width, large and small are the same to whoever searches. */
const folded = (text: string): string => text.normalize('NFKC').toLowerCase();
