/** The lists of `src/words`, by language, as patterns and sets; and the words of a text. */

type ByLanguage = Readonly<Record<string, readonly string[]>>;

export function wordsOf(lists: ByLanguage): readonly string[] {
  return [...new Set(Object.values(lists).flat())];
}

export function wordsIn(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Source of a pattern for any of some words, the longest first. */
export function anyOf(words: readonly string[]): string {
  return words
    .toSorted((a, b) => b.length - a.length)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replaceAll(" ", "\\s+"))
    .join("|");
}

/** Source of a pattern for any word of a list. */
export const anyIn = (lists: ByLanguage) => anyOf(wordsOf(lists));
