/** What closing an item writes. */
import type { IsoDate } from "./calendar.ts";
import type { Item } from "./item.ts";
import type { KeyChange } from "./set-keys.ts";
import { statusWhenClosed } from "./status.ts";
import type { Tracker } from "./tracker.ts";

/** The day, and the status where that does not say closed yet. */
export function closingKeys({ status }: Item, tracker: Tracker, date: IsoDate): readonly KeyChange[] {
  const over = statusWhenClosed(status, tracker);
  return [...(over === status ? [] : [["status", over] as const]), ["closed", date]];
}
