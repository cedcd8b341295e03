/** The page's head: its title, its day, and the figures that people ask for first. */
import type { Page } from "../../core/page.ts";
import { asideClasses, scriptAttributes } from "../../core/page-marks.ts";
import { dateWithWeekday } from "./dates.ts";
import { type Content, type Element, element, type Node } from "./element.ts";
import { flagsOf } from "./flag-marks.ts";
import type { ItemFlag } from "./flags.ts";
import { nearness, nextMilestone } from "./milestones.ts";
import type { View } from "./view.ts";

export function masthead(title: readonly Content[], page: Page, view: View): Element {
  return element(
    "header",
    { class: "masthead" },
    element("div", {}, element("h1", {}, title), asOf(page)),
    element("dl", { class: asideClasses.figures }, figures(page, view)),
  );
}

function asOf(page: Page): Element {
  const next = nextMilestone(
    [...page.tracker.milestones].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)),
    page.asOf,
  );
  return element(
    "p",
    { class: asideClasses.asOf },
    "As of ",
    element("time", { datetime: page.asOf }, dateWithWeekday(page.asOf)),
    next === null ? null : [". Next: ", element("b", {}, next.title), `, ${nearness(next, page.asOf)}`],
  );
}

/** A figure that the script can make a filter of names the flag that it counts. */
function figures(page: Page, view: View): readonly Node[] {
  const count = (flag: ItemFlag) =>
    [...page.open, ...page.closed].filter((item) => flagsOf(item, view).includes(flag)).length;
  const flagged: readonly ItemFlag[] =
    page.changes === null ? ["overdue", "stale"] : ["overdue", "stale", "new", "changed"];
  const words = { overdue: "overdue", stale: "stale", new: "new", changed: "changed" } as const;
  return [
    figure(page.open.length, "open", null),
    figure(page.closed.length, "closed", null),
    ...flagged.map((flag) => figure(count(flag), words[flag], flag)),
  ];
}

function figure(count: number, words: string, flag: ItemFlag | null): Element {
  return element(
    "div",
    {
      class: flag !== null && count > 0 ? flag : undefined,
      [scriptAttributes.filter]: flag !== null && count > 0 ? flag : undefined,
    },
    element("dt", {}, words),
    element("dd", {}, String(count)),
  );
}
