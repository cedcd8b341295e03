/** What items are sorted and grouped by. */
import { type Column, columnText } from "./columns.ts";
import { groupBy } from "./group-by.ts";
import type { Item } from "./item.ts";
import type { SortKey } from "./query.ts";
import { isRankedColumn, isVocabularyColumn } from "./standard-columns.ts";
import type { Tracker } from "./tracker.ts";
import { nounOf, vocabularyRank } from "./vocabulary.ts";

type Rank = number | string | null;

export interface Group {
  /** Null where the list is not grouped. */
  readonly title: string | null;
  readonly items: readonly Item[];
}

/** The items in the order that some keys say; by number where all of them are equal. */
export function sortItems(items: readonly Item[], sort: readonly SortKey[], tracker: Tracker): readonly Item[] {
  // As most lists are, and they may have thousands of items.
  if (sort.length === 0) return items.toSorted((a, b) => a.id - b.id);
  const keys: readonly SortKey[] = [...sort, { column: "number", descending: false }];
  const ranked = items.map((item) => ({ item, ranks: keys.map(({ column }) => rank(item, column, tracker)) }));
  return ranked.sort((a, b) => compareRanks(a.ranks, b.ranks, keys)).map(({ item }) => item);
}

/** Groups by what a column shows, in the order of its values; items without one last. Each item is in one group. */
export function groupItems(items: readonly Item[], column: Column | null, tracker: Tracker): readonly Group[] {
  if (column === null) return [{ title: null, items }];
  const groups = [...groupBy(items, (item) => columnText(item, column, tracker))].map(([title, members]) => ({
    title: title || `(no ${isVocabularyColumn(column) ? nounOf(column) : column})`,
    items: members,
    ranks: members.slice(0, 1).map((item) => rank(item, column, tracker)),
  }));
  return groups.sort((a, b) => compareRanks(a.ranks, b.ranks, [{ column, descending: false }]));
}

/** What a value sorts by; null, for an absent one, comes last in either direction. */
function rank(item: Item, column: Column, tracker: Tracker): Rank {
  if (column === "number") return item.id;
  const text = columnText(item, column, tracker);
  if (text === "") return null;
  if (isRankedColumn(column)) return vocabularyRank(item, column, tracker);
  const value = item.fields[column];
  return typeof value === "number" ? value : text.toLowerCase();
}

function compareRanks(a: readonly Rank[], b: readonly Rank[], keys: readonly SortKey[]): number {
  for (let index = 0; index < keys.length; index++) {
    const descending = keys[index]?.descending === true;
    const x = a[index] ?? null;
    const y = b[index] ?? null;
    if (x === y) continue;
    if (x === null) return 1;
    if (y === null) return -1;
    if (x < y || x > y) return x < y === descending ? 1 : -1;
  }
  return 0;
}
