/** What needs a look: overdue, stale, and what is new since a day. */
import type { ItemDiff } from "../../core/diff.ts";
import type { Item } from "../../core/item.ts";
import type { Page } from "../../core/page.ts";
import { isOverdue, isStale } from "../../core/select.ts";

export const flagLabels = { overdue: "Overdue", stale: "Stale", new: "New", changed: "New or changed" } as const;
export type ItemFlag = keyof typeof flagLabels;

/** Every flag that holds for an item, in the order of `flagLabels`. */
export function readFlags(
  item: Item,
  diff: ItemDiff | undefined,
  { tracker, asOf, unheard }: Page,
): readonly ItemFlag[] {
  const holds: Readonly<Record<ItemFlag, boolean>> = {
    overdue: isOverdue(item, asOf),
    stale: isStale(item, { tracker, today: asOf, unheard }),
    new: diff?.kind === "new",
    changed: diff !== undefined,
  };
  return (Object.keys(flagLabels) as ItemFlag[]).filter((flag) => holds[flag]);
}
