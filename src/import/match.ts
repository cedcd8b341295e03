/** Which drafts of a page are items already: by number and title, by title, then by likeness of titles. */
import { groupBy } from "../core/group-by.ts";
import type { Item } from "../core/item.ts";
import type { Draft } from "./reading.ts";

/** How alike two titles must be to be one item's, where the numbers agree, and where they say nothing. */
const alikeWithNumber = 0.51;
const alike = 0.8;
const candidateLimit = 500;

/** Each draft's item, or null for a new one. No item is given to two drafts. */
export function matchDrafts(drafts: readonly Draft[], items: readonly Item[]): ReadonlyMap<Draft, Item | null> {
  const matched = new Map<Draft, Item | null>();
  const free = new Set(items);
  const give = (draft: Draft, item: Item | undefined) => {
    if (!item || matched.has(draft) || !free.has(item)) return;
    matched.set(draft, item);
    free.delete(item);
  };
  const byNumber = new Map(items.map((item) => [item.id, item]));
  for (const draft of drafts) {
    const item = draft.number === null ? undefined : byNumber.get(draft.number);
    if (item && likeness(draft.title, item.title) >= alikeWithNumber) give(draft, item);
  }
  const byTitle = groupBy(items, (item) => words(item.title).join(" "));
  for (const draft of drafts) {
    const same = byTitle.get(words(draft.title).join(" "))?.filter((item) => free.has(item)) ?? [];
    give(draft, same.find((item) => item.area === draft.area) ?? same[0]);
  }
  const byWord = groupBy(
    [...free].flatMap((item) => [...new Set(words(item.title))].map((word) => ({ word, item }))),
    ({ word }) => word,
  );
  for (const draft of drafts) {
    if (matched.has(draft)) continue;
    // Only items that share a rare word are looked at: else a page of thousands is compared with itself.
    const rare = words(draft.title)
      .map((word) => byWord.get(word) ?? [])
      .sort((a, b) => a.length - b.length)
      .flat()
      .slice(0, candidateLimit);
    give(draft, mostAlike(draft, new Set(rare.map(({ item }) => item).filter((item) => free.has(item)))));
  }
  return new Map(drafts.map((draft) => [draft, matched.get(draft) ?? null]));
}

/** The one item whose title is alike; undefined where there is none, or two. */
function mostAlike(draft: Draft, candidates: ReadonlySet<Item>): Item | undefined {
  const close = [...candidates].filter((item) => likeness(draft.title, item.title) >= alike);
  return close.length === 1 ? close[0] : undefined;
}

function words(title: string): readonly string[] {
  return title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Dice's coefficient over the words of two titles: 0..1. */
function likeness(a: string, b: string): number {
  const [x, y] = [new Set(words(a)), new Set(words(b))];
  if (x.size + y.size === 0) return a.trim() === b.trim() ? 1 : 0;
  return (2 * [...x].filter((word) => y.has(word)).length) / (x.size + y.size);
}
