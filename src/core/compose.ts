/** The text of a new item's file, in the form that format.md gives. */
import { commentSource, type NewComment } from "./add-comment.ts";
import { listSource, scalarSource } from "./front-matter-edit.ts";
import { type FieldValue, type Item, type ItemKeys, keyOrder } from "./item.ts";

export interface NewItem extends ItemKeys, Pick<Item, "fields" | "description"> {
  /** Oldest first. */
  readonly comments: readonly NewComment[];
}

/** The file's text. Absent values give no key; declared fields follow in the order given. */
export function composeItem(item: NewItem): string {
  const { fields, description, comments, ...keys } = item;
  const values = new Map(Object.entries(keys));
  const written = [...keyOrder.map((key) => [key, values.get(key)] as const), ...Object.entries(fields)];
  const lines = written.flatMap(([key, value]) => {
    if (value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0))
      return [];
    return `${scalarSource(key)}: ${valueSource(value)}`;
  });
  const parts = [`---\n${lines.join("\n")}\n---`];
  // A line that git would have written for a conflict is text here.
  if (description) parts.push(description.replace(/^(?=<{7} |>{7} )/gm, " "));
  // A description may have a heading of that name too: the last one is the comments'.
  if (comments.length > 0 || /^ {0,3}##[ \t]+comments/im.test(description)) parts.push("## Comments");
  if (comments.length > 0) parts.push(comments.map((comment) => commentSource(comment)).join("\n"));
  return `${parts.join("\n\n")}\n`;
}

function valueSource(value: FieldValue | readonly string[]): string {
  if (typeof value === "string") return scalarSource(value);
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return String(value);
  return listSource(value);
}
