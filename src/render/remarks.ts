/** What a page says of an item beside its values: overdue, stale, new, changed. An import takes these words off again. */
import type { Column } from "../core/columns.ts";
import type { Item } from "../core/item.ts";
import type { Marks } from "../core/marks.ts";
import type { Page } from "../core/page.ts";
import { isOverdue, isStale } from "../core/select.ts";

export type Remark = "overdue" | "stale" | "new" | "changed";

/** The remarks that stand behind a column's value, in a row of these columns. */
export function remarksOn(
  item: Item,
  column: Column,
  columns: readonly Column[],
  page: Page,
  marks: Marks,
): readonly Remark[] {
  const { tracker, asOf: today, unheard } = page;
  const fresh = column === rowColumn(columns) ? marks.ofItem(item) : null;
  return [
    ...(column === "due" && isOverdue(item, today) ? (["overdue"] as const) : []),
    ...(column === staleColumn(columns) && isStale(item, { tracker, today, unheard }) ? (["stale"] as const) : []),
    ...(fresh === null ? [] : [fresh]),
  ];
}

function staleColumn(columns: readonly Column[]): Column | undefined {
  return ["status", "updated"].find((column) => columns.includes(column));
}

function rowColumn(columns: readonly Column[]): Column | undefined {
  return columns.includes("title") ? "title" : columns[0];
}
