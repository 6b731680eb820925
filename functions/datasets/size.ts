import { Refusal } from '../../domain/refusal.ts';

// A dataset is one item of at most 400 KB that holds up to three dictionaries (working copy, prepared, published) and
// two entries: 3 x 90 + 2 x 40 leaves room for the rest.
export const largest = { dictionary: 90_000, entry: 40_000 } as const;

const titles = {
  dictionary: { zh: '数据字典', en: 'data dictionary' },
  entry: { zh: '目录', en: 'catalog entry' },
} as const;

export const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value), 'utf8');

export function refuseOversized(what: keyof typeof largest, value: unknown): void {
  const bytes = bytesOf(value);
  if (bytes <= largest[what]) return;
  throw new Refusal('too-large', {
    zh: `${titles[what].zh}有 ${bytes} 字节,最多 ${largest[what]} 字节`,
    en: `the ${titles[what].en} has ${bytes} bytes; at most ${largest[what]} are taken`,
  });
}
