/** Milestones by date: what is past steps back, what comes next is marked; and the legend of priorities. */
import type { IsoDate } from "../../core/calendar.ts";
import { asideClasses, contentClasses } from "../../core/page-marks.ts";
import type { Milestone, Tracker } from "../../core/tracker.ts";
import { distance, timeRange } from "./dates.ts";
import { type Element, element, outsideLink } from "./element.ts";
import { priorityLozenge } from "./lozenge.ts";

/** The milestone under way or to come next; null when all are past. */
export function nextMilestone(milestones: readonly Milestone[], asOf: IsoDate): Milestone | null {
  return milestones.find((milestone) => !isPast(milestone, asOf)) ?? null;
}

function isPast({ date, end }: Milestone, asOf: IsoDate): boolean {
  return (end ?? date) < asOf;
}

export function milestoneList(milestones: readonly Milestone[], asOf: IsoDate): Element {
  const next = nextMilestone(milestones, asOf);
  const entries = milestones.map((milestone) => {
    const { date, end, title, url } = milestone;
    const state = milestone === next ? "next" : isPast(milestone, asOf) ? "past" : "";
    const note = state === "next" ? `next, ${nearness(milestone, asOf)}` : state;
    return element(
      "li",
      { class: state || undefined },
      element("span", { class: contentClasses.when }, timeRange(date, end, asOf)),
      " ",
      element("span", { class: "name" }, url ? outsideLink(url, [title]) : title),
      note === "" ? null : [" ", element("span", { class: asideClasses.flag }, note)],
    );
  });
  return element("ol", { class: contentClasses.milestones }, entries);
}

export function nearness({ date }: Milestone, asOf: IsoDate): string {
  return date < asOf ? "under way" : distance(asOf, date);
}

export function priorityLegend(
  priorities: readonly { readonly key: string; readonly label: string }[],
  tracker: Tracker,
): Element {
  const entries = priorities.map(({ key, label }) =>
    element("li", {}, priorityLozenge(key, tracker), " ", element("span", {}, label)),
  );
  return element("ul", { class: contentClasses.legend }, entries);
}
