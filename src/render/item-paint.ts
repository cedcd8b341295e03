/** The colours of an item's values in a list: what is late, stuck or stale stands out. */
import type { Column } from "../core/columns.ts";
import type { Item } from "../core/item.ts";
import { isOverdue, isStale, type SelectContext } from "../core/select.ts";
import { type Look, type Paint, painter, statusPaint } from "./style.ts";

export function cellPaint(item: Item, column: Column, context: SelectContext, look: Look): Paint {
  const paint = painter(look);
  switch (column) {
    case "number":
    case "area":
      return paint.dim;
    case "status":
      return statusPaint(item.status, context.tracker, look);
    case "due":
      return isOverdue(item, context.today) ? paint.red.bold : plain;
    case "updated":
      return isStale(item, context) ? paint.yellow : paint.dim;
    case "priority":
      return item.priority === Object.keys(context.tracker.priorities)[0] ? paint.bold : plain;
    default:
      return plain;
  }
}

function plain(text: string): string {
  return text;
}
