/**
 * Which rows of a page are items already. All that speaks for a row's being an item, or against it, is one score; the best
 * pairs are taken first, so that a row which is one item for certain is no other's. Only pairs that share a number, a key,
 * a rare word of the title or a comment are looked at: else a page of thousands is compared with itself.
 */
import { groupBy } from "../core/group-by.ts";
import type { Item } from "../core/item.ts";
import { itemKeyOf, keyForm } from "../core/item-key.ts";
import { likeness } from "./compare.ts";
import type { Draft } from "./reading.ts";
import { wordsIn } from "./word-lists.ts";

/** What tells in favour (and where it differs, against), in the logarithm of odds or nearly so. */
const weights = {
  number: [4, -2],
  /** Of one item and one row alone; of several, it is a ticket that they share. */
  key: [10, -4],
  ticket: [3, 0],
  /** From nothing in common to the same words. */
  title: [8, -4],
  /** On the same day in the same words, as no other item or row has it; the first, each further one. */
  comments: [5, 2],
  owners: [1.5, -1],
  area: [1, -2],
  date: [1, 0],
} as const;
/** A pair with less is none. */
const enough = 4.5;
/** With so much nothing need agree in particular. */
const plenty = 8;
/** Titles so alike are one, where no more than the owner speaks against it. */
const alike = 0.8;
const alikeEnough = 7;
/** Two pairs as close as this tell nothing apart. */
const tooClose = 1;
/** Of one row: so many items that share a word, or the whole title. */
const candidateLimit = 40;

export interface Match {
  readonly item: Item;
  /** Why it may be another, in words; null where it is this one. */
  readonly doubt: string | null;
}

interface Pair {
  readonly draft: Draft;
  readonly item: Item;
  readonly score: number;
  /** The number, the key or the title is the same, or nearly. */
  readonly isNamed: boolean;
}

/**
 * For each draft its item, or null for a new one. No item is given to two drafts. Owners are handles in both.
 *
 * @param isOfPage false for an item that no page brought: it has a number of the page's only by accident
 */
export function matchDrafts(
  drafts: readonly Draft[],
  items: readonly Item[],
  isOfPage: (item: Item) => boolean = () => true,
): readonly (Match | null)[] {
  const pairs = likelyPairs(drafts, items, isOfPage).sort((a, b) => b.score - a.score);
  const byDraft = new Map<Draft, Pair>();
  const byItem = new Map<Item, Pair>();
  const doubts = new Map<Pair, string>();
  for (const pair of pairs) {
    if (byDraft.has(pair.draft) || byItem.has(pair.item)) continue;
    byDraft.set(pair.draft, pair);
    byItem.set(pair.item, pair);
    if (!pair.isNamed && pair.score < plenty) doubts.set(pair, "neither number, key nor title is the same");
  }
  for (const { draft, item, score } of pairs) {
    const [own, other] = [byDraft.get(draft), byItem.get(item)];
    const taken = own && other ? undefined : (own ?? other);
    if (!taken || taken.score - score >= tooClose) continue;
    doubts.set(taken, `${own ? `#${item.id}` : `the row on line ${draft.source.line}`} is as much like it`);
  }
  return drafts.map((draft) => {
    const pair = byDraft.get(draft);
    return pair ? { item: pair.item, doubt: doubts.get(pair) ?? null } : null;
  });
}

/** In the order of the drafts, and then of the items. */
function likelyPairs(drafts: readonly Draft[], items: readonly Item[], isOfPage: (item: Item) => boolean): Pair[] {
  const [rows, known] = [drafts.map(signsOf), items.map(signsOf)];
  const [ofRows, ofItems] = [placesBySign(rows), placesBySign(known)];
  const itemsWith = (sign: string | null) => ofItems.get(sign ?? "") ?? [];
  const isOne = (sign: string) => ofRows.get(sign)?.length === 1 && itemsWith(sign).length === 1;
  const placeOf = new Map(items.map(({ id }, index) => [id, index]));

  const candidates = ({ number }: Draft, { title, key, words, comments }: Signs, index: number): Set<number> => {
    const start = Math.max(0, (ofRows.get(title)?.indexOf(index) ?? 0) - candidateLimit / 2);
    const rare = [...words].map(itemsWith).sort((a, b) => a.length - b.length);
    return new Set([
      ...[placeOf.get(number ?? -1) ?? []].flat(),
      ...itemsWith(key).slice(0, candidateLimit),
      ...[...comments].filter(isOne).flatMap(itemsWith),
      ...itemsWith(title).slice(start, start + candidateLimit),
      ...rare.flatMap((each) => each.slice(0, candidateLimit)).slice(0, candidateLimit),
    ]);
  };
  // A page that numbers its rows anew each week has numbers that say nothing.
  const told = drafts.flatMap(({ number }, index) => {
    const alikes = itemsWith(rows[index]?.title ?? null);
    return number === null || alikes.length !== 1 ? [] : alikes.includes(placeOf.get(number) ?? -1);
  });
  const numbersHold = told.filter(Boolean).length * 2 >= told.length;

  const pairOf = (draft: Draft, row: Signs, item: Item, signs: Signs): Pair => {
    const titles = row.title === signs.title ? 1 : row.words.size === 0 ? 0 : likeness(row.words, signs.words);
    const shared = [...row.comments].filter((each) => signs.comments.has(each) && isOne(each)).length;
    const number = numbersHold && isOfPage(item) ? agree(draft.number, item.id) : null;
    const key = agree(row.key, signs.key);
    const isKey = key === true && isOne(row.key ?? "");
    const areOwned = draft.owners.length > 0 && item.owners.length > 0;
    const owners = areOwned ? draft.owners.some((each) => item.owners.includes(each)) : null;
    const score =
      points("number", number) +
      points(key && !isKey ? "ticket" : "key", key) +
      weights.title[1] +
      (weights.title[0] - weights.title[1]) * titles +
      (shared === 0 ? 0 : weights.comments[0] + weights.comments[1] * (shared - 1)) +
      points("owners", owners) +
      points("area", agree(draft.area, item.area)) +
      points("date", agree(draft.start, item.start)) +
      points("date", agree(draft.due, item.due));
    return { draft, item, score, isNamed: number === true || isKey || (titles >= alike && score >= alikeEnough) };
  };
  return drafts.flatMap((draft, index) => {
    const row = rows[index] ?? signsOf(draft);
    const places = [...candidates(draft, row, index)].sort((a, b) => a - b);
    return places.flatMap((place): Pair[] => {
      const [item, signs] = [items[place], known[place]];
      const pair = item && signs && pairOf(draft, row, item, signs);
      return pair && pair.score >= enough ? [pair] : [];
    });
  });
}

/** Null where one of the two says nothing. */
function agree<Value>(a: Value | null, b: Value | null): boolean | null {
  return a === null || b === null ? null : a === b;
}

function points(sign: "number" | "key" | "ticket" | "owners" | "area" | "date", agrees: boolean | null): number {
  return agrees === null ? 0 : weights[sign][agrees ? 0 : 1];
}

/** What a row or an item may be known by, each as a sign of its own: its words in their order, those as a set, its key, its comments. */
function signsOf({ title, refs, comments }: Pick<Draft, "title" | "refs" | "comments">) {
  const words = wordsIn(title);
  const key = keyForm(itemKeyOf({ refs }) ?? "");
  // A comment without words is none of which anything is known.
  const said = comments.map(({ date, text }) => ({ date, words: wordsIn(text) }));
  return {
    title: `title ${words.join(" ") || title.trim()}`,
    words: new Set(words.map((word) => `word ${word}`)),
    key: key === "" ? null : `key ${key}`,
    comments: new Set(said.flatMap(({ date, words }) => (date && words[0] ? `on ${date} ${words.join(" ")}` : []))),
  };
}

type Signs = ReturnType<typeof signsOf>;

/** The places of those that have it, by sign. */
function placesBySign(all: readonly Signs[]): ReadonlyMap<string, readonly number[]> {
  const places = all.flatMap(({ title, words, key, comments }, place) =>
    [title, ...words, ...(key === null ? [] : [key]), ...comments].map((sign) => ({ sign, place })),
  );
  const groups = groupBy(places, ({ sign }) => sign);
  return new Map([...groups].map(([sign, group]) => [sign, group.map(({ place }) => place)]));
}
