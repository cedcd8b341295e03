/** The page's head, one band: its title, its day, the figures that people ask for first, and the milestones ahead. */
import type { Page } from "../../core/page.ts";
import { asideClasses, scriptAttributes } from "../../core/page-marks.ts";
import { dateWithWeekday, shortDate } from "./dates.ts";
import { type Content, type Element, element, type Node, nodes } from "./element.ts";
import { countFlags } from "./flag-marks.ts";
import type { ItemFlag } from "./flags.ts";
import { milestoneStrip, nextMilestoneDay } from "./milestones.ts";
import type { View } from "./view.ts";

export function masthead(title: Content, page: Page, view: View): Element {
  return element(
    "header",
    { class: "masthead" },
    element(
      "div",
      { class: "band" },
      element("div", {}, element("h1", {}, title), asOf(page)),
      element("div", { class: asideClasses.figures }, figures(page, view)),
    ),
    milestoneStrip(page.tracker.milestones, page.asOf),
  );
}

function asOf({ asOf }: Page): Element {
  return element(
    "p",
    { class: asideClasses.asOf },
    "As of ",
    element("time", { datetime: asOf }, dateWithWeekday(asOf)),
  );
}

/** A number that the script can make a filter of names the flag that it counts; nothing is no filter. */
function figures(page: Page, view: View): readonly Node[] {
  const counts = countFlags([...page.open, ...page.closed], view);
  const day = nextMilestoneDay(page.tracker.milestones, page.asOf);
  const shown: readonly (readonly [flag: ItemFlag, words: string])[] = [
    ["open", "open"],
    ["blocked", "blocked"],
    ["overdue", "overdue"],
    ...(day === null ? [] : [["due", `due by ${shortDate(day, page.asOf)}`] as const]),
    ["stale", "stale"],
    ["unowned", "unowned"],
    ...(page.changes === null ? [] : [["changed", "new or changed"] as const]),
  ];
  return nodes(
    shown.map(([flag, words]) => {
      const count = counts.get(flag) ?? 0;
      return [
        element(
          "span",
          {
            class: count > 0 ? `figure ${flag}` : "figure none",
            [scriptAttributes.flag]: count > 0 ? flag : undefined,
          },
          element("b", {}, String(count)),
          " ",
          element("span", {}, words),
        ),
        " ",
      ];
    }),
  );
}
