/** Open against closed over time, as steps: a count holds until the day on which it changes. */
import { scaleLinear } from "d3-scale";
import { area, curveStepAfter, line } from "d3-shape";
import { addDays } from "../../core/calendar.ts";
import type { DayCount, Page } from "../../core/page.ts";
import { longDate } from "./dates.ts";
import { type Content, type Element, element } from "./element.ts";
import { figure, px } from "./figure.ts";
import { monthGrid, timeAxis } from "./time-axis.ts";

const width = 1280;
const [top, bottom, left, right] = [14, 190, 40, width - 110];

/** Null where the counts of fewer than two days are known. */
export function countsChart({ counts, asOf }: Page): Element | null {
  const [first, last] = [counts[0], counts.at(-1)];
  if (counts.length < 2 || first === undefined || last === undefined) return null;
  // The last count still holds on the page's day.
  const days = asOf > last.date ? [...counts, { ...last, date: asOf }] : counts;
  const to = asOf > last.date ? asOf : last.date;
  const axis = timeAxis(first.date, addDays(to, 0), left, right);
  const most = Math.max(1, ...counts.map(({ open, closed }) => Math.max(open, closed)));
  const y = scaleLinear([0, most], [bottom, top]).nice(4);
  const path = (value: (day: DayCount) => number) =>
    line<DayCount>(
      (day) => axis.x(day.date),
      (day) => y(value(day)),
    ).curve(curveStepAfter)(days);
  const under = area<DayCount>(
    (day) => axis.x(day.date),
    bottom,
    (day) => y(day.open),
  ).curve(curveStepAfter)(days);
  return figure({
    name: "counts",
    title: "Open and closed items over time",
    note: "From the tracker's history.",
    description: `On ${longDate(first.date)} ${first.open} open and ${first.closed} closed; on ${longDate(last.date)} ${last.open} open and ${last.closed} closed.`,
    width,
    height: bottom + 22,
    content: [
      levels(y.ticks(4), y),
      monthGrid(axis, top, bottom),
      element("path", { class: "open-area", d: under }),
      element("path", { class: "open-line", d: path(({ open }) => open) }),
      element("path", { class: "closed-line", d: path(({ closed }) => closed) }),
      endLabels(last, y),
    ],
  });
}

function levels(ticks: readonly number[], y: (value: number) => number): readonly Content[] {
  return ticks
    .filter(Number.isInteger)
    .map((tick) => [
      element("line", { class: "grid", x1: left, x2: right, y1: px(y(tick)), y2: px(y(tick)) }),
      element("text", { class: "soft", x: left - 8, y: px(y(tick) + 4), "text-anchor": "end" }, String(tick)),
    ]);
}

/** Beside the ends of the lines, kept apart where these meet. */
function endLabels({ open, closed }: DayCount, y: (value: number) => number): readonly Content[] {
  const middle = (y(open) + y(closed)) / 2;
  const away = Math.max(8, Math.abs(y(open) - y(closed)) / 2);
  const [openAt, closedAt] = open >= closed ? [middle - away, middle + away] : [middle + away, middle - away];
  return [
    element("text", { class: "open-label", x: right + 8, y: px(openAt + 4) }, `${open} open`),
    element("text", { class: "closed-label", x: right + 8, y: px(closedAt + 4) }, `${closed} closed`),
  ];
}
