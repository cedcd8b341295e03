/** How alike two texts are, word by word. */

export function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Dice's coefficient over sets of words, each with its weight: 0..1; of two without words, 1. */
export function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>, weight = (_: string): number => 1): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  const weigh = (words: Iterable<string>) => [...words].reduce((sum, word) => sum + weight(word), 0);
  const all = weigh(small) + weigh(large);
  return all === 0 ? 1 : (2 * weigh([...small].filter((word) => large.has(word)))) / all;
}
