/** What holds for an item, as far as the page filters by it: its state, what needs a look, what is new since a day. */
import type { IsoDate } from "../../core/calendar.ts";
import type { ItemDiff } from "../../core/diff.ts";
import { type Item, isOpen } from "../../core/item.ts";
import type { Page } from "../../core/page.ts";
import { isOverdue, isStale } from "../../core/select.ts";
import { isStuck } from "../../core/status-tone.ts";

export const flagLabels = {
  open: "Open",
  closed: "Closed",
  blocked: "Blocked",
  overdue: "Overdue",
  due: "Due before the next milestone",
  stale: "Stale",
  unowned: "Unowned",
  new: "New",
  changed: "New or changed",
} as const;
export type ItemFlag = keyof typeof flagLabels;

/** Every flag that holds for an item, in the order of `flagLabels`. Of the flags that need a look, a closed item has none. */
export function readFlags(
  item: Item,
  diff: ItemDiff | undefined,
  { tracker, asOf, unheard }: Page,
  nextMilestone: IsoDate | null,
): readonly ItemFlag[] {
  const open = isOpen(item);
  const { due } = item;
  const holds: Readonly<Record<ItemFlag, boolean>> = {
    open,
    closed: !open,
    blocked: open && isStuck(item.status, tracker),
    overdue: isOverdue(item, asOf),
    due: open && due !== null && nextMilestone !== null && due >= asOf && due <= nextMilestone,
    stale: isStale(item, { tracker, today: asOf, unheard }),
    unowned: open && item.owners.length === 0,
    new: diff?.kind === "new",
    changed: diff !== undefined,
  };
  return (Object.keys(flagLabels) as ItemFlag[]).filter((flag) => holds[flag]);
}
