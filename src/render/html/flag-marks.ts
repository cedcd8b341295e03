/** An item's flags in words, as its row and its list entry show them. */
import { daysBetween } from "../../core/calendar.ts";
import { timesInWords } from "../../core/due-slips.ts";
import { type Item, lastCommentDate } from "../../core/item.ts";
import { asideClasses } from "../../core/page-marks.ts";
import { isOverdue } from "../../core/select.ts";
import { longDate, plural } from "./dates.ts";
import { type Content, element } from "./element.ts";
import type { ItemFlag } from "./flags.ts";
import type { View } from "./view.ts";

export function flagsOf({ id }: Item, view: View): readonly ItemFlag[] {
  return view.flags.get(id) ?? [];
}

/** Of how many items each flag holds. */
export function countFlags(items: readonly Item[], view: View): ReadonlyMap<ItemFlag, number> {
  const counts = new Map<ItemFlag, number>();
  for (const item of items) for (const flag of flagsOf(item, view)) counts.set(flag, (counts.get(flag) ?? 0) + 1);
  return counts;
}

export function overdueFlag(item: Item, { asOf }: View): Content {
  if (item.due === null || !isOverdue(item, asOf)) return null;
  return element(
    "span",
    { class: `${asideClasses.flag} overdue`, title: `${plural(daysBetween(item.due, asOf), "day")} late` },
    "overdue",
  );
}

/** Stale, new, closed: what is said of an item as a whole. What changed of it is told in its cells. */
export function itemFlags(item: Item, view: View): Content {
  const diff = view.changes.get(item.id);
  const marks = [
    diff && diff.kind !== "changed" ? element("span", { class: `${asideClasses.flag} new` }, diff.kind) : null,
    flagsOf(item, view).includes("stale")
      ? element("span", { class: `${asideClasses.flag} stale`, title: silence(item, view) }, "stale")
      : null,
    slipMark(item, view),
  ].filter((mark) => mark !== null);
  return marks.length === 0
    ? null
    : element(
        "span",
        { class: asideClasses.flags },
        marks.flatMap((mark) => [" ", mark]),
      );
}

/** `moved 3 times, +17 days`, told of the due day. */
function slipMark({ id, due }: Item, { slips }: View): Content {
  const slip = slips.get(id);
  if (slip === undefined || due === null) return null;
  const { times, days, first, last } = slip;
  const sum = days === 0 ? "same day" : `${days > 0 ? "+" : "\u2212"}${plural(Math.abs(days), "day")}`;
  const title = `due day: first ${longDate(first)}, now ${longDate(last)}`;
  return element("span", { class: asideClasses.flag, title }, `moved ${timesInWords(times)}, ${sum}`);
}

function silence(item: Item, { asOf }: View): string {
  const last = lastCommentDate(item);
  return last === null ? "no comment yet" : `${plural(daysBetween(last, asOf), "day")} without a comment`;
}
