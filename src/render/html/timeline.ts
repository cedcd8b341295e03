/** The timeline: a lane an area, a bar an item, the page's day and the milestones across them. */
import type { IsoDate } from "../../core/calendar.ts";
import type { Item } from "../../core/item.ts";
import type { Page } from "../../core/page.ts";
import { leftOutInWords, scriptAttributes, scriptClasses } from "../../core/page-marks.ts";
import { longDate, plural } from "./dates.ts";
import { type Content, type Element, element, nodes } from "./element.ts";
import { figure } from "./figure.ts";
import { countFlags } from "./flag-marks.ts";
import { type Dated, spanOf } from "./item-span.ts";
import { drawLane, type Lane, layLanes } from "./lanes.ts";
import { milestoneBand } from "./milestone-band.ts";
import { monthGrid, type TimeAxis, timeAxis, todayLine } from "./time-axis.ts";
import { timelineDays } from "./timeline-days.ts";
import { timelineKey } from "./timeline-key.ts";
import type { View } from "./view.ts";

const width = 1280;
const gutter = 156;

/** The picture of a page's open items, or null where none of them has a date. */
export function timeline({ open, tracker, asOf }: Page, view: View): Element | null {
  const dated = open.flatMap((item): Dated[] => {
    const span = spanOf(item);
    return span === null ? [] : [{ item, span }];
  });
  if (dated.length === 0) return null;
  const axis = axisOf(dated, view);
  const band = milestoneBand(tracker.milestones, axis, 20, width);
  const lanes = layLanes(dated, axis, { top: band.bottom + 22, right: width }, view);
  const bottom = lanes.at(-1)?.bottom ?? band.bottom;
  const key = timelineKey(
    lanes.flatMap(({ bars }) => bars),
    bottom + 8,
  );
  return figure({
    name: "timeline",
    title: `Timeline of ${plural(dated.length, "open item")}`,
    note: "A bar from start to due, a dot for a due day alone. Each leads to its item.",
    description: inWords(lanes, axis, view),
    isInteractive: true,
    width,
    height: bottom + 30,
    content: [
      element(
        "g",
        { class: scriptClasses.ground },
        monthGrid(axis, 0, bottom),
        band.draw(bottom),
        today(asOf, axis, band.bottom, bottom),
      ),
      lanes.map((lane) => drawLane(lane, width, view)),
      element("g", { class: scriptClasses.below }, key),
    ],
    below: undated(
      open.filter((item) => spanOf(item) === null),
      view,
    ),
  });
}

function axisOf(dated: readonly Dated[], { tracker, asOf }: View): TimeAxis {
  const { from, to } = timelineDays(
    dated.map(({ span }) => span),
    tracker.milestones.flatMap(({ date, end }) => [date, end ?? date]),
    asOf,
  );
  return timeAxis(from, to, gutter, width - 8);
}

function inWords(lanes: readonly Lane[], axis: TimeAxis, view: View): string {
  const counts = countFlags(
    lanes.flatMap(({ dated }) => dated.map(({ item }) => item)),
    view,
  );
  const count = (flag: "blocked" | "overdue") => counts.get(flag) ?? 0;
  const names = lanes.map(({ title, dated }) => `${title} ${dated.length}`).join("; ");
  const days = `From ${longDate(axis.from)} to ${longDate(axis.to)}, in ${plural(lanes.length, "lane")}: ${names}.`;
  const far = axis.holds(view.asOf) ? "" : ` The page's day, ${longDate(view.asOf)}, lies outside.`;
  return `${days} ${count("overdue")} overdue on ${longDate(view.asOf)}, ${count("blocked")} blocked.${far}`;
}

/** Where the axis does not hold the page's day, its name stands at that edge. */
function today(asOf: IsoDate, axis: TimeAxis, top: number, bottom: number): readonly Content[] {
  const [at, y] = [axis.middle(asOf), top + 14];
  if (axis.holds(asOf))
    return nodes([
      todayLine(asOf, axis, top + 18, bottom),
      element("text", { class: "today-label", x: at, y, "text-anchor": "middle" }, longDate(asOf)),
    ]);
  const isLater = asOf > axis.to;
  const words = isLater ? `${longDate(asOf)} →` : `← ${longDate(asOf)}`;
  return nodes([element("text", { class: "today-label", x: at, y, "text-anchor": isLater ? "end" : "start" }, words)]);
}

/** Names beyond which the rest is a number. */
const undatedLimit = 60;

/** The open items that no day is known of, by name. Null where there is none. */
function undated(items: readonly Item[], view: View): Element | null {
  if (items.length === 0) return null;
  const names = items.slice(0, undatedLimit).map((item) => {
    const words = `#${item.id} ${item.title}`;
    return element(
      "li",
      { [scriptAttributes.bar]: item.id },
      view.anchors.has(item.id) ? element("a", { href: `#item-${item.id}` }, words) : words,
    );
  });
  const rest = items.slice(undatedLimit).map(({ id }) => id);
  return element(
    "ul",
    { class: "undated", "aria-label": "Open items without a date" },
    names,
    rest.length === 0
      ? null
      : element("li", { [scriptAttributes.leftOut]: rest.join(" ") }, leftOutInWords(rest.length)),
  );
}
