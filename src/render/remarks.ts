/** What a page says of an item beside its values: overdue, stale, new, changed. An import takes these words off again. */
import type { Column } from "../core/columns.ts";
import type { Item } from "../core/item.ts";
import type { Marks } from "../core/marks.ts";
import type { Page } from "../core/page.ts";
import { isOverdue, isStale } from "../core/select.ts";

export type Remark = "overdue" | "stale" | "new" | "changed";

const none: readonly Remark[] = [];

/** The remarks that stand behind a column's value, in a row of these columns. */
export function remarksOn(
  item: Item,
  column: Column,
  columns: readonly Column[],
  page: Page,
  marks: Marks,
): readonly Remark[] {
  const { tracker, asOf: today, unheard } = page;
  const isLate = column === "due" && isOverdue(item, today);
  const isSilent = isStaleColumn(column, columns) && isStale(item, { tracker, today, unheard });
  const fresh = column === rowColumn(columns) ? marks.ofItem(item) : null;
  if (!isLate && !isSilent && fresh === null) return none;
  return [
    ...(isLate ? (["overdue"] as const) : []),
    ...(isSilent ? (["stale"] as const) : []),
    ...(fresh === null ? [] : [fresh]),
  ];
}

function isStaleColumn(column: Column, columns: readonly Column[]): boolean {
  return column === "status" || (column === "updated" && !columns.includes("status"));
}

function rowColumn(columns: readonly Column[]): Column | undefined {
  return columns.includes("title") ? "title" : columns[0];
}
