/** The open items in the order in which a reader of the page meets them. */
import type { Item } from "./item.ts";
import type { PagePart } from "./page.ts";

/** Each once, where it first stands; behind them those that the page does not show. */
export function pageOrder(parts: readonly PagePart[], open: readonly Item[]): readonly Item[] {
  const shown = parts.flatMap((part) => {
    if (part.kind === "table") return part.items;
    return part.kind === "list" ? part.groups.flatMap(({ items }) => items) : [];
  });
  const wanted = new Set(open);
  return [...new Set([...shown.filter((item) => wanted.has(item)), ...open])];
}
