/** The areas at a glance: what is open, blocked, overdue and stale in each, and what is due next. Each cell is a filter. */
import type { Item } from "../../core/item.ts";
import type { Page } from "../../core/page.ts";
import { asideClasses, noValue, scriptAttributes } from "../../core/page-marks.ts";
import { groupItems } from "../../core/rank.ts";
import { time } from "./dates.ts";
import { type Content, type Element, element } from "./element.ts";
import { countFlags } from "./flag-marks.ts";
import type { ItemFlag } from "./flags.ts";
import type { View } from "./view.ts";

const columns = ["open", "blocked", "overdue", "stale"] as const satisfies readonly ItemFlag[];
const headings = ["Area", "Open", "Blocked", "Overdue", "Stale", "Next due"];

/** Null where the open items are of one area, or of none. */
export function overview({ open, tracker, asOf }: Page, view: View): Element | null {
  const areas = groupItems(open, "area", tracker);
  if (areas.length < 2) return null;
  const head = headings.map((words) => element("th", { scope: "col" }, words));
  const rows = areas.map(({ title, items }) => {
    const area = items[0]?.area ?? noValue;
    const flags = countFlags(items, view);
    const counts = columns.map((flag) => {
      const count = flags.get(flag);
      return cell(
        count === undefined ? null : String(count),
        [
          ["area", area],
          ["is", flag],
        ],
        flag,
      );
    });
    const next = nextDue(items, asOf);
    return element(
      "tr",
      {},
      element("th", { scope: "row" }, title ?? ""),
      counts,
      cell(
        next === null ? null : time(next, asOf),
        [
          ["area", area],
          ["is", "open"],
          ["sort", "due"],
        ],
        "next",
      ),
    );
  });
  return element(
    "table",
    { class: asideClasses.overview },
    element("thead", {}, element("tr", {}, head)),
    element("tbody", {}, rows),
  );
}

function cell(content: Content, filter: [name: string, value: string][], name: string): Element {
  const shows = content === null ? undefined : new URLSearchParams(filter).toString();
  return element("td", { class: content === null ? undefined : name, [scriptAttributes.filter]: shows }, content);
}

function nextDue(items: readonly Item[], asOf: string): string | null {
  let next: string | null = null;
  for (const { due } of items) if (due !== null && due >= asOf && (next === null || due < next)) next = due;
  return next;
}
