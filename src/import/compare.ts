/** A page against the items that it has become: what changed on the page, what in git, and what in both. */
import type { Comment, Item } from "../core/item.ts";
import type { Tracker } from "../core/tracker.ts";
import { type DraftColumn, draftColumns, recordOf } from "./column.ts";
import type { Draft, PageReading } from "./reading.ts";
import { wordsIn } from "./word-lists.ts";

/** Two comments of a day whose words are so alike are one. */
const mended = 0.8;

/** What a key of an item's file holds; null for nothing. */
export type StoredValue = string | readonly string[] | null;

export type FieldChange = ReturnType<typeof compareFields>[number];

/** An item, and what its fields were when an import last wrote them; null where history does not tell. */
export interface KnownItem {
  readonly item: Item;
  /** The name of the page that brought it, "" where none did. */
  readonly source: string;
  readonly imported: Readonly<Record<string, StoredValue>> | null;
}

/**
 * The fields in which a draft differs from its item; of columns that the page has, for an empty cell says nothing of others.
 * `by`: who moved away from what the page said when it was last brought in; "both" also where that is not known.
 */
export function compareFields(draft: Draft, { item, imported }: KnownItem, page: PageReading, tracker: Tracker) {
  const closed = draft.closed ? { status: null, closed: "yes" } : { closed: null };
  const onPage: ReturnType<typeof storedByItem> = { ...storedValues(draft, tracker), ...closed };
  const inGit = storedByItem(item, tracker);
  return columnsOf(page, draft).flatMap((key) => {
    const heading = draft.headings?.[key];
    const [theirs, ours] = [onPage[key] ?? null, inGit[key] ?? null];
    // Formats break lines and paragraphs of prose differently.
    const prose = [theirs, ours].map((text) => saidIn(String(text)).join(" "));
    if (isSame(theirs, ours) || (key === "description" && prose[0] === prose[1])) return [];
    const base = imported?.[key] ?? null;
    const since = isSame(theirs, base) ? "git" : isSame(ours, base) ? "page" : "both";
    const by: "page" | "git" | "both" = imported === null ? "both" : since;
    return [{ key, heading, page: theirs, git: ours, by }];
  });
}

export function storedByItem(item: Item, tracker: Tracker): Readonly<Record<string, StoredValue>> {
  return { ...storedValues(item, tracker), closed: item.closed === null ? null : "yes" };
}

function storedValues(values: Pick<Item, DraftColumn | "fields" | "description">, tracker: Tracker) {
  const fields = Object.keys(tracker.fields).map((key): [string, StoredValue] => {
    const value = Object.hasOwn(values.fields, key) ? values.fields[key] : undefined;
    // A page writes "no" as an empty cell.
    return [key, value === undefined || value === false ? null : value === true ? "yes" : String(value)];
  });
  const own = recordOf(draftColumns, (key) => values[key]);
  return { ...own, description: values.description, ...Object.fromEntries(fields) };
}

/** A row without a status says nothing of it; a closed section says no more than that it is closed. */
function columnsOf(page: PageReading, draft: Draft): readonly string[] {
  const named = new Set(["title", ...Object.keys(page.columns)]);
  for (const key of ["area", "refs", "priority", "description"] as const) {
    if (draft[key]?.length) named.add(key);
  }
  if (draft.closed || draft.status === null) named.delete("status");
  named.delete("closed");
  return [...named, "closed"];
}

function isSame(...values: readonly [StoredValue, StoredValue]): boolean {
  const [a, b] = values.map((held) =>
    typeof held === "string" ? held.replace(/\s+/g, " ").trim() : [...(held ?? [])].sort().join("\n"),
  );
  return a === b;
}

/** The words of a text; not the address of a file, which a page at another place does not have. */
function saidIn(text: string): readonly string[] {
  return wordsIn(text.replace(/\]\((?![a-z][a-z0-9+.-]*:)[^()\s]*\)/gi, "]"));
}

type DatedComment = Comment & { readonly date: string };

/** The draft's comments that its item does not have. One whose words were mended in either place is not new. */
export function newComments(draft: Draft, { comments }: Pick<Item, "comments">): readonly DatedComment[] {
  const there = comments.map(({ date, text }) => ({ date, words: new Set(saidIn(text)) }));
  return draft.comments.filter((comment): comment is DatedComment => {
    const words = new Set(saidIn(comment.text));
    const isKnown = there.some(({ date, words: known }) => date === comment.date && likeness(words, known) >= mended);
    return comment.date !== null && !isKnown;
  });
}

/** Dice's coefficient over two sets of words: 0..1; of two without words, 1. */
export function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((word) => b.has(word)).length;
  return a.size + b.size === 0 ? 1 : (2 * shared) / (a.size + b.size);
}
