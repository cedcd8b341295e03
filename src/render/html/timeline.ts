/** The timeline: a lane an area, a bar an item, the page's day and the milestones across them. */
import { addDays, type IsoDate } from "../../core/calendar.ts";
import type { Page } from "../../core/page.ts";
import { isOverdue } from "../../core/select.ts";
import { longDate, plural, shortDate } from "./dates.ts";
import { type Content, type Element, element, nodes } from "./element.ts";
import { figure } from "./figure.ts";
import { spanOf } from "./item-span.ts";
import { type Dated, drawLane, type Lane, layLanes } from "./lanes.ts";
import { milestoneBand } from "./milestone-band.ts";
import { monthGrid, type TimeAxis, timeAxis, todayLine } from "./time-axis.ts";

const width = 1280;
const gutter = 156;

/** The picture of a page's open items, or null where none of them has a date. */
export function timeline({ open, tracker, asOf }: Page): Element | null {
  const dated = open.flatMap((item): Dated[] => {
    const span = spanOf(item);
    return span === null ? [] : [{ item, span, isLate: isOverdue(item, asOf) }];
  });
  if (dated.length === 0) return null;
  const axis = axisOf(
    dated,
    tracker.milestones.flatMap(({ date, end }) => [date, end ?? date]),
    asOf,
  );
  const band = milestoneBand(tracker.milestones, axis, width);
  const lanes = layLanes(dated, tracker.areas, axis, { top: band.height + 22, right: width });
  const bottom = lanes.at(-1)?.bottom ?? band.height;
  const late = dated.filter(({ isLate }) => isLate).length;
  return figure({
    name: "timeline",
    title: `Timeline of ${plural(dated.length, "open item")}`,
    note: "A bar from start to due, a dot for a due day alone; pale for the months that only a timeline names, red when overdue.",
    description: `From ${longDate(axis.from)} to ${longDate(axis.to)}, in ${plural(lanes.length, "lane")}: ${lanes.map(laneInWords).join("; ")}. ${late} overdue on ${longDate(asOf)}.`,
    width,
    height: bottom + 22,
    content: [
      monthGrid(axis, band.height, bottom),
      band.draw(bottom),
      today(asOf, axis, band.height, bottom),
      lanes.map((lane) => drawLane(lane, width)),
    ],
  });
}

/** From a little before what comes first to a little after what comes last, of what lies four months back to ten ahead. */
function axisOf(dated: readonly Dated[], others: readonly IsoDate[], asOf: IsoDate): TimeAxis {
  const days = [asOf, ...others, ...dated.flatMap(({ span }) => [span.from, span.to])].sort();
  const near = days.filter((day) => day >= addDays(asOf, -120) && day <= addDays(asOf, 300));
  return timeAxis(addDays(near[0] ?? asOf, -4), addDays(near.at(-1) ?? asOf, 4), gutter, width - 8);
}

function today(asOf: IsoDate, axis: TimeAxis, top: number, bottom: number): readonly Content[] {
  const label = element(
    "text",
    { class: "today-label", x: axis.x(asOf), y: top + 12, "text-anchor": "middle" },
    shortDate(asOf, asOf),
  );
  return nodes([todayLine(asOf, axis, top + 18, bottom), label]);
}

function laneInWords({ title, dated }: Lane): string {
  return `${title} ${dated.length}`;
}
