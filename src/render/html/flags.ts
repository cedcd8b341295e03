/** What needs a look, in words: overdue, stale, and what is new since a day. */
import { daysBetween } from "../../core/calendar.ts";
import type { ItemDiff } from "../../core/diff.ts";
import { type Item, lastCommentDate } from "../../core/item.ts";
import type { Page } from "../../core/page.ts";
import { isOverdue, isStale } from "../../core/select.ts";
import { plural } from "./dates.ts";
import { type Content, element } from "./element.ts";
import type { View } from "./view.ts";

export const flagLabels = { overdue: "Overdue", stale: "Stale", new: "New", changed: "New or changed" } as const;
export type Flag = keyof typeof flagLabels;

/** Every flag that holds for an item, in the order of `flagLabels`. */
export function readFlags(item: Item, diff: ItemDiff | undefined, { tracker, asOf, unheard }: Page): readonly Flag[] {
  const holds: Readonly<Record<Flag, boolean>> = {
    overdue: isOverdue(item, asOf),
    stale: isStale(item, { tracker, today: asOf, unheard }),
    new: diff?.kind === "new",
    changed: diff !== undefined,
  };
  return (Object.keys(flagLabels) as Flag[]).filter((flag) => holds[flag]);
}

export function flagsOf({ id }: Item, view: View): readonly Flag[] {
  return view.flags.get(id) ?? [];
}

export function overdueFlag(item: Item, { asOf }: View): Content {
  if (item.due === null || !isOverdue(item, asOf)) return null;
  return element(
    "span",
    { class: "flag overdue", title: `${plural(daysBetween(item.due, asOf), "day")} late` },
    "overdue",
  );
}

/** Stale and changed: what is said of an item as a whole. */
export function itemFlags(item: Item, view: View): Content {
  const diff = view.changes.get(item.id);
  const marks = [
    diff ? element("span", { class: "flag new" }, diff.kind) : null,
    flagsOf(item, view).includes("stale")
      ? element("span", { class: "flag stale", title: silence(item, view) }, "stale")
      : null,
  ].filter((mark) => mark !== null);
  return marks.length === 0
    ? null
    : element(
        "span",
        { class: "flags" },
        marks.flatMap((mark) => [" ", mark]),
      );
}

function silence(item: Item, { asOf }: View): string {
  const last = lastCommentDate(item);
  return last === null ? "no comment yet" : `${plural(daysBetween(last, asOf), "day")} without a comment`;
}
