/** Which items the reader asked for: values of facets, and words that an item must have. */
import { noValue } from "../core/page-marks.ts";
import type { PageState } from "./page-state.ts";

/** What an item says of itself. */
export interface Filtered {
  readonly id: number;
  readonly values: (facet: string) => readonly string[];
  /** All that is said of it, in lower case: its words and, behind an `@`, handles. Asked for last: the dear part. */
  readonly text: () => string;
}

export type Filter = Pick<PageState, "chosen" | "words">;

/**
 * One of the values of each facet, and all of the words. Flags are the exception: what is asked for as overdue and blocked is
 * both. `#17` is that item alone.
 */
export function matchesFilter(item: Filtered, { chosen, words }: Filter): boolean {
  for (const [facet, wanted] of chosen) if (!hasValues(item.values(facet), wanted, facet === "is")) return false;
  const terms = words.toLowerCase().split(/\s+/).filter(Boolean);
  return terms.every((term) => hasWord(item, term));
}

function hasValues(own: readonly string[], wanted: readonly string[], all: boolean): boolean {
  const has = (value: string) => (value === noValue ? own.length === 0 : own.includes(value));
  return all ? wanted.every(has) : wanted.some(has);
}

function hasWord({ id, text }: Filtered, term: string): boolean {
  const number = /^#0*(\d+)$/.exec(term);
  return number === null ? text().includes(term) : Number(number[1]) === id;
}
