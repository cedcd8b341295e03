/** Milestones by date: as a strip in the page's head, and as the list that a template asks for. And the legend of priorities. */
import { daysBetween, type IsoDate } from "../../core/calendar.ts";
import { asideClasses, contentClasses } from "../../core/page-marks.ts";
import type { Milestone, Tracker } from "../../core/tracker.ts";
import { distance, plural, timeRange } from "./dates.ts";
import { type Element, element, outsideLink } from "./element.ts";
import { priorityLozenge } from "./lozenge.ts";

/** The milestone under way or to come next; null when all are past. */
function nextMilestone(milestones: readonly Milestone[], asOf: IsoDate): Milestone | null {
  return milestones.find((milestone) => !isPast(milestone, asOf)) ?? null;
}

/** The day of the next milestone to begin: what is due up to it is due before it. */
export function nextMilestoneDay(milestones: readonly Milestone[], asOf: IsoDate): IsoDate | null {
  return (
    milestones
      .map(({ date }) => date)
      .filter((date) => date >= asOf)
      .sort()[0] ?? null
  );
}

function isPast({ date, end }: Milestone, asOf: IsoDate): boolean {
  return (end ?? date) < asOf;
}

/** Any more are in the template's list, or nobody's concern for months. */
const stripLimit = 6;

/** What is ahead, with the days left; of what is past, how many. Null where there is no milestone. */
export function milestoneStrip(milestones: readonly Milestone[], asOf: IsoDate): Element | null {
  const sorted = byDate(milestones);
  const ahead = sorted.filter((milestone) => !isPast(milestone, asOf));
  const past = sorted.length - ahead.length;
  const later = ahead.length - stripLimit;
  const entries = ahead.slice(0, stripLimit).map((milestone, index) => {
    const { date, end, title } = milestone;
    const days = daysBetween(asOf, date);
    const left = days < 0 ? "under way" : days === 0 ? "today" : plural(days, "day");
    return element(
      "li",
      { class: index === 0 ? "next" : undefined },
      element("span", { class: "left" }, left),
      " ",
      element("span", { class: "name", title }, title),
      " ",
      element("span", { class: "on" }, timeRange(date, end, asOf)),
    );
  });
  const others = [past > 0 ? `${past} past` : "", later > 0 ? `${later} later` : ""].filter(Boolean).join(", ");
  if (entries.length === 0) return null;
  return element(
    "ol",
    { class: asideClasses.strip, "aria-label": "Milestones" },
    entries,
    others === "" ? null : element("li", { class: "others" }, others),
  );
}

function byDate(milestones: readonly Milestone[]): readonly Milestone[] {
  return [...milestones].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
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

function nearness({ date }: Milestone, asOf: IsoDate): string {
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
