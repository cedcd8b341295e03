/** What stands in brackets behind a title in a list, in words that `gtm import` reads back: `(@dana, due 2026-12-01, CF-12)`. */
import { type Column, columnHeading } from "../core/columns.ts";
import type { Item } from "../core/item.ts";
import { isColumnName } from "../core/standard-columns.ts";
import type { Tracker } from "../core/tracker.ts";

/** A list that has the column `closed` first shows it as boxes. */
export function withBoxes(columns: readonly Column[]): {
  readonly boxes: boolean;
  readonly columns: readonly Column[];
} {
  const boxes = columns[0] === "closed";
  return { boxes, columns: boxes ? columns.slice(1) : columns };
}

/** The word before a value that would not say by itself what it is; "" for people, tickets and codes such as P1. */
export function detailWord(item: Item, column: Column, tracker: Tracker): string {
  if (column === "owners" || column === "refs") return "";
  if (column === "priority" && /^P\d$/.test(item.priority ?? "")) return "";
  if (column === "due" || column === "start") return `${column} `;
  return `${isColumnName(column) ? column : columnHeading(column, tracker)}: `;
}
