/** What changed between two readings of a tracker, item by item: the one comparison, in keys and handles. */
import { type Column, type ColumnValue, columnValue } from "./columns.ts";
import { groupBy } from "./group-by.ts";
import { type Comment, type Item, isOpen } from "./item.ts";
import { valueColumns } from "./standard-columns.ts";
import type { Tracker } from "./tracker.ts";

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

/** What an item's file has for a column of which no value can be read; null mostly. */
export type UnreadValues = (item: Item, column: Column) => string | null;

/** A comment as it is now; as it was, where it is gone. */
export interface CommentDiff extends Comment {
  readonly kind: "new" | "edited" | "removed";
  /** The text before, of an edited one. */
  readonly was: string | null;
}

/** True of a comment whose words were not there before. */
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

/** The items that differ, by number; one that got another number is that item, with its number among the fields. */
export function diffItems(
  before: readonly Item[],
  after: readonly Item[],
  tracker: Tracker,
  unread: UnreadValues = () => null,
): readonly ItemDiff[] {
  const now = new Set(after.map(({ id }) => id));
  const old = new Map(before.map((item) => [item.id, item]));
  const left = groupBy(
    before.filter(({ id }) => !now.has(id)),
    ({ title }) => title,
  );
  const rest = after.flatMap((item) => {
    const earlier = old.get(item.id) ?? renumbered(item, left.get(item.title));
    return diffItem(earlier, item, tracker, unread) ?? [];
  });
  const gone = [...left.values()].flat().map((item): ItemDiff => ({ item, kind: "gone", fields: [], comments: [] }));
  return [...rest, ...gone].sort((a, b) => a.item.id - b.item.id);
}

/** Takes out of those that are gone the one that has gone on under a new number: its title and all it has been told. */
function renumbered(item: Item, gone: Item[] = []): Item | undefined {
  const at = gone.findIndex(({ comments }) => without(comments, item.comments).length === 0);
  return at === -1 ? undefined : gone.splice(at, 1)[0];
}

function diffItem(before: Item | undefined, item: Item, tracker: Tracker, unread: UnreadValues): ItemDiff | null {
  if (!before) return { item, kind: "new", fields: [], comments: item.comments.map((comment) => added(comment)) };
  const columns = [...valueColumns, ...Object.keys(tracker.fields), "description"];
  const number = before.id === item.id ? [] : [{ column: "number", from: before.id, to: item.id }];
  const values = columns.flatMap((column): FieldDiff[] => {
    const [from, to] = [columnValue(before, column), columnValue(item, column)];
    const written = { from: unread(before, column), to: unread(item, column) };
    if (JSON.stringify([from, written.from]) === JSON.stringify([to, written.to])) return [];
    return [{ column, from, to, ...((written.from ?? written.to) !== null && { written }) }];
  });
  const fields = [...number, ...values];
  const comments = diffComments(before.comments, item.comments);
  if (fields.length === 0 && comments.length === 0) return null;
  const isTurned = isOpen(before) !== isOpen(item);
  return { item, kind: !isTurned ? "changed" : isOpen(item) ? "reopened" : "closed", fields, comments };
}

/** What makes two comments the same. */
export function commentKey({ date, author, text }: Comment): string {
  return JSON.stringify([date, author, text]);
}

function added(comment: Comment): CommentDiff {
  return { ...comment, kind: "new", was: null };
}

/** A comment counts as often as it stands there. One of the same day and author with other words is that one, edited. */
function diffComments(before: readonly Comment[], after: readonly Comment[]): readonly CommentDiff[] {
  const gone = groupBy(without(before, after), headKey);
  const changes = without(after, before).map((comment): CommentDiff => {
    const old = gone.get(headKey(comment))?.shift();
    return old === undefined ? added(comment) : { ...comment, kind: "edited", was: old.text };
  });
  const removed = [...gone.values()].flat().map((comment): CommentDiff => ({ ...comment, kind: "removed", was: null }));
  return [...changes, ...removed].sort((a, b) => compareDates(a.date, b.date));
}

function headKey({ date, author }: Comment): string {
  return JSON.stringify([date, author]);
}

/** The comments that the others do not have, or not so often. */
function without(comments: readonly Comment[], others: readonly Comment[]): Comment[] {
  const left = new Map<string, number>();
  for (const other of others) left.set(commentKey(other), (left.get(commentKey(other)) ?? 0) + 1);
  return comments.filter((comment) => {
    const count = left.get(commentKey(comment)) ?? 0;
    left.set(commentKey(comment), count - 1);
    return count <= 0;
  });
}

function compareDates(a: string | null, b: string | null): number {
  const [x, y] = [a ?? "", b ?? ""];
  return x < y ? -1 : x > y ? 1 : 0;
}
