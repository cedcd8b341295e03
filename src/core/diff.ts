/** What changed between two readings of a tracker, item by item. */
import { type Column, columnText } from "./columns.ts";
import { type Comment, type Item, isOpen } from "./item.ts";
import type { Tracker } from "./tracker.ts";

/** A value as people read it, before and after; "" for none. */
export interface FieldDiff {
  readonly column: Column;
  readonly from: string;
  readonly to: string;
}

export interface ItemDiff {
  /** As it is now; as it was, where it is gone. */
  readonly item: Item;
  readonly kind: "new" | "closed" | "reopened" | "changed" | "gone";
  /** Without what "closed" and "reopened" say already. */
  readonly fields: readonly FieldDiff[];
  /** Comments that were not there before, oldest first. */
  readonly comments: readonly Comment[];
}

const compared: readonly Column[] = [
  "title",
  "status",
  "priority",
  "area",
  "owners",
  "start",
  "due",
  "timeline",
  "refs",
];

/** The items that differ, by number; both sides in the words of the tracker as it is now. */
export function diffItems(before: readonly Item[], after: readonly Item[], tracker: Tracker): readonly ItemDiff[] {
  const old = new Map(before.map((item) => [item.id, item]));
  const now = new Map(after.map((item) => [item.id, item]));
  const gone = before
    .filter(({ id }) => !now.has(id))
    .map((item): ItemDiff => ({ item, kind: "gone", fields: [], comments: [] }));
  const rest = after.flatMap((item) => diffItem(old.get(item.id), item, tracker) ?? []);
  return [...rest, ...gone].sort((a, b) => a.item.id - b.item.id);
}

function diffItem(before: Item | undefined, item: Item, tracker: Tracker): ItemDiff | null {
  if (!before) return { item, kind: "new", fields: [], comments: item.comments };
  const fields = [...compared, ...Object.keys(tracker.fields)].flatMap((column): FieldDiff[] => {
    const [from, to] = [columnText(before, column, tracker), columnText(item, column, tracker)];
    return from === to ? [] : [{ column, from, to }];
  });
  const comments = addedComments(before, item);
  if (isOpen(before) !== isOpen(item)) {
    const kind = isOpen(item) ? "reopened" : "closed";
    return { item, kind, fields: fields.filter(({ column }) => column !== "status"), comments };
  }
  const isSame = fields.length === 0 && comments.length === 0 && before.description === item.description;
  if (isSame) return null;
  const description =
    before.description === item.description
      ? []
      : [{ column: "description", from: before.description, to: item.description }];
  return { item, kind: "changed", fields: [...fields, ...description], comments };
}

/** What makes two comments the same. */
export function commentKey({ date, author, text }: Comment): string {
  return JSON.stringify([date, author, text]);
}

/** A comment counts as often as it stands there. */
function addedComments(before: Item, after: Item): readonly Comment[] {
  const left = new Map<string, number>();
  for (const comment of before.comments) left.set(commentKey(comment), (left.get(commentKey(comment)) ?? 0) + 1);
  return after.comments.filter((comment) => {
    const count = left.get(commentKey(comment)) ?? 0;
    left.set(commentKey(comment), count - 1);
    return count <= 0;
  });
}
