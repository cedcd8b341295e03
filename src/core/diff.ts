/** What changed between two readings of a tracker, item by item: the one comparison, in keys and handles. */
import { type Column, type ColumnValue, columnValue } from "./columns.ts";
import { onLine } from "./differing-parts.ts";
import { groupBy } from "./group-by.ts";
import { type Comment, type Item, isOpen } from "./item.ts";
import { valueColumns } from "./standard-columns.ts";
import type { Tracker } from "./tracker.ts";
import type { YamlValue } from "./yaml-value.ts";

/** A value before and after, as an item has it. */
export interface FieldDiff {
  readonly column: Column;
  readonly from: ColumnValue;
  readonly to: ColumnValue;
  /** What the files have where no value can be read from it (`due: soon`); left out where both sides are read. */
  readonly written?: Written;
}

interface Written {
  readonly from: string | null;
  readonly to: string | null;
}

/** What an item's file has for a column, read or not; null where it has nothing. */
export type WrittenValues = (item: Item, column: Column) => YamlValue;

/** A comment as it is now; as it was, where it is gone. */
export interface CommentDiff extends Comment {
  readonly kind: "new" | "edited" | "removed";
  /** The text before, of an edited one. */
  readonly was: string | null;
  /** Its date and author before, of one that has others now; left out else. */
  readonly from?: Pick<Comment, "date" | "author">;
}

/** True of a comment that did not stand there so before. */
export function isFresh({ kind }: CommentDiff): boolean {
  return kind !== "removed";
}

export interface ItemDiff {
  /** As it is now; as it was, where it is gone. */
  readonly item: Item;
  readonly kind: "new" | "closed" | "reopened" | "changed" | "gone";
  /** Every value that differs; none of a new item or of one that is gone. */
  readonly fields: readonly FieldDiff[];
  /** Oldest first. */
  readonly comments: readonly CommentDiff[];
}

/** The number that an item had before it got another; null where it has kept it. */
export function numberBefore({ fields }: ItemDiff): number | null {
  const from = fields.find(({ column }) => column === "number")?.from;
  return typeof from === "number" ? from : null;
}

/** The items that differ, by number; one that got another number is that item, with its number among the fields. */
export function diffItems(
  before: readonly Item[],
  after: readonly Item[],
  tracker: Tracker,
  written: WrittenValues = () => null,
): readonly ItemDiff[] {
  const now = new Set(after.map(({ id }) => id));
  const old = new Map(before.map((item) => [item.id, item]));
  const left = groupBy(
    before.filter(({ id }) => !now.has(id)),
    ({ title }) => title,
  );
  const rest = after.flatMap((item) => {
    const earlier = old.get(item.id) ?? renumbered(item, left.get(item.title));
    return diffItem(earlier, item, tracker, written) ?? [];
  });
  const gone = [...left.values()].flat().map((item): ItemDiff => ({ item, kind: "gone", fields: [], comments: [] }));
  return [...rest, ...gone].sort((a, b) => a.item.id - b.item.id);
}

/** Takes out of those that are gone the one that has gone on under a new number: its title and all it has been told. */
function renumbered(item: Item, gone: Item[] = []): Item | undefined {
  const at = gone.findIndex(({ comments }) => without(comments, item.comments).length === 0);
  return at === -1 ? undefined : gone.splice(at, 1)[0];
}

function diffItem(before: Item | undefined, item: Item, tracker: Tracker, written: WrittenValues): ItemDiff | null {
  if (!before) return { item, kind: "new", fields: [], comments: item.comments.map((comment) => added(comment)) };
  const columns = [...valueColumns, ...Object.keys(tracker.fields), "description"];
  const number = before.id === item.id ? [] : [{ column: "number", from: before.id, to: item.id }];
  const values = columns.flatMap((column): FieldDiff[] => {
    const [from, to] = [columnValue(before, column), columnValue(item, column)];
    const [old, now] = [written(before, column), written(item, column)];
    // The same words may be read as another value, where the tracker has another type for the field.
    if (old !== null && JSON.stringify(old) === JSON.stringify(now)) return [];
    const unread = { from: unreadWords(from, old), to: unreadWords(to, now) };
    if (JSON.stringify([from, unread.from]) === JSON.stringify([to, unread.to])) return [];
    return [{ column, from, to, ...((unread.from ?? unread.to) !== null && { written: unread }) }];
  });
  const fields = [...number, ...values];
  const comments = diffComments(before.comments, item.comments);
  if (fields.length === 0 && comments.length === 0) return null;
  const isTurned = isOpen(before) !== isOpen(item);
  return { item, kind: !isTurned ? "changed" : isOpen(item) ? "reopened" : "closed", fields, comments };
}

/** What is written where no value can be read from it; null mostly. */
function unreadWords(value: ColumnValue, written: YamlValue): string | null {
  const isEmpty = (each: unknown) => each === null || each === "" || (Array.isArray(each) && each.length === 0);
  if (!isEmpty(value) || isEmpty(written)) return null;
  return typeof written === "string" ? written : JSON.stringify(written);
}

/** What makes two comments the same. */
export function commentKey({ date, author, text }: Comment): string {
  return JSON.stringify([date, author, text]);
}

function added(comment: Comment): CommentDiff {
  return { ...comment, kind: "new", was: null };
}

/**
 * What makes a comment that one, edited: two of its words, its date and its author are the same; or else its words, which
 * nobody writes twice. What is most alike is paired first.
 */
const likenesses: readonly ((comment: Comment) => unknown)[] = [
  ({ date, text }) => [date, onLine(text)],
  ({ author, text }) => [author, onLine(text)],
  ({ date, author }) => [date, author],
  ({ text }) => onLine(text),
];

/** A comment counts as often as it stands there. */
function diffComments(before: readonly Comment[], after: readonly Comment[]): readonly CommentDiff[] {
  const gone = new Set(without(before, after));
  const fresh = without(after, before);
  const earlier = new Map<Comment, Comment>();
  for (const likeness of likenesses) {
    const left = groupBy([...gone], (comment) => JSON.stringify(likeness(comment)));
    for (const comment of fresh) {
      const old = earlier.has(comment) ? undefined : left.get(JSON.stringify(likeness(comment)))?.shift();
      if (old === undefined) continue;
      earlier.set(comment, old);
      gone.delete(old);
    }
  }
  const changes = fresh.map((comment) => {
    const old = earlier.get(comment);
    return old === undefined ? added(comment) : edited(comment, old);
  });
  const removed = [...gone].map((comment): CommentDiff => ({ ...comment, kind: "removed", was: null }));
  return [...changes, ...removed].sort((a, b) => compareDates(a.date, b.date));
}

function edited(comment: Comment, { date, author, text }: Comment): CommentDiff {
  const isMoved = date !== comment.date || author !== comment.author;
  return { ...comment, kind: "edited", was: text, ...(isMoved && { from: { date, author } }) };
}

/** `date from 2026-11-03 to 2026-11-04 and its author from ada to nobody`: what an edited comment changed its; "" for neither. */
export function movedWords({ date, author, from }: CommentDiff): string {
  if (from === undefined) return "";
  const days = from.date === date ? [] : `date from ${from.date ?? "none"} to ${date ?? "none"}`;
  const people = from.author === author ? [] : `author from ${from.author ?? "nobody"} to ${author ?? "nobody"}`;
  return [days, people].flat().join(" and its ");
}

/** The comments that the others do not have, or not so often; each an object of its own. */
function without(comments: readonly Comment[], others: readonly Comment[]): Comment[] {
  const left = new Map<string, number>();
  for (const other of others) left.set(commentKey(other), (left.get(commentKey(other)) ?? 0) + 1);
  return comments.flatMap((comment) => {
    const count = left.get(commentKey(comment)) ?? 0;
    left.set(commentKey(comment), count - 1);
    return count <= 0 ? { ...comment } : [];
  });
}

function compareDates(a: string | null, b: string | null): number {
  const [x, y] = [a ?? "", b ?? ""];
  return x < y ? -1 : x > y ? 1 : 0;
}
