/**
 * Items for a pipe: a line an item, values whole, one tab between them, no heading. The columns are those asked for, whatever
 * is in them: an empty value is an empty field. Where colour is forced on a pipe the number stays bare, for `| cut -f1`.
 */
import { type Column, columnText } from "../core/columns.ts";
import type { Item } from "../core/item.ts";
import { printableLine } from "../core/printable.ts";
import type { Tracker } from "../core/tracker.ts";

export function tabSeparated(
  items: readonly Item[],
  columns: readonly Column[],
  tracker: Tracker,
  paintOf?: (item: Item, column: Column) => (text: string) => string,
): string {
  const field = (item: Item, column: Column) => {
    const text = printableLine(columnText(item, column, tracker));
    return paintOf === undefined || text === "" || column === "number" ? text : paintOf(item, column)(text);
  };
  let lines = "";
  for (const item of items) {
    for (let at = 0; at < columns.length; at++) lines += `${at === 0 ? "" : "\t"}${field(item, columns[at] ?? "")}`;
    lines += "\n";
  }
  return lines;
}
