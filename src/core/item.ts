/** An item as it is read from its file: its keys are those of the table of columns, types are inferred from the schemas. */
import * as z from "zod/mini";
import { readers } from "./standard-columns.ts";
import type { Tracker } from "./tracker.ts";

/** The keys of an item's front matter that every tracker has, from scalars as they are written. */
export const itemKeys = z.object(readers);

const comment = z.object({
  /** ISO date; null only where a hand-written entry has none. */
  date: z.nullable(z.string()),
  /** The handle in `@handle`, without the sign. */
  author: z.nullable(z.string()),
  /** Markdown. */
  text: z.string(),
});

const item = z.extend(itemKeys, {
  /** Values of the tracker's declared fields, by key. */
  fields: z.record(z.string(), z.union([z.string(), z.boolean(), z.number()])),
  /** Markdown between the front matter and the comments. */
  description: z.string(),
  /** Oldest first. */
  comments: z.array(comment),
  /** As seen from the repository's top, with forward slashes. */
  path: z.string(),
});

export type Comment = Readonly<z.infer<typeof comment>>;
export type Item = Readonly<z.infer<typeof item>>;
export type FieldValue = Item["fields"][string];
export type ItemKeys = Readonly<z.infer<typeof itemKeys>>;

/** The order in which keys are written; declared fields follow in the tracker's order. */
export const keyOrder: readonly string[] = Object.keys(itemKeys.shape);

/** The order in which a tracker's items have their keys: those of every item, then the tracker's own fields. */
export function writtenOrder({ fields }: Pick<Tracker, "fields">): readonly string[] {
  return [...keyOrder, ...Object.keys(fields)];
}

export function isOpen(item: Item): boolean {
  return item.closed === null;
}

/** The date of the newest comment, or null. */
export function lastCommentDate(item: Item): string | null {
  return item.comments.findLast((entry) => entry.date !== null)?.date ?? null;
}
