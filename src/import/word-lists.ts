/** The lists of `src/words`, by language, as patterns and sets. */

type ByLanguage = Readonly<Record<string, readonly string[]>>;

/** Every language's words, once each. */
export function wordsOf(lists: ByLanguage): readonly string[] {
  return [...new Set(Object.values(lists).flat())];
}

/** Source of a pattern for any of some words, the longest first. */
export function anyOf(words: readonly string[]): string {
  return words
    .toSorted((a, b) => b.length - a.length)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replaceAll(" ", "\\s+"))
    .join("|");
}
