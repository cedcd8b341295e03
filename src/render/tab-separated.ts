/** Items for a pipe: a line an item, values whole, one tab between them, no heading. */
import { type Column, columnText } from "../core/columns.ts";
import type { Item } from "../core/item.ts";
import { printableLine } from "../core/printable.ts";
import type { Tracker } from "../core/tracker.ts";

export function tabSeparated(items: readonly Item[], columns: readonly Column[], tracker: Tracker): string {
  return items
    .map((item) => `${columns.map((column) => printableLine(columnText(item, column, tracker))).join("\t")}\n`)
    .join("");
}
