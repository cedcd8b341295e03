/** The days of a picture: a linear scale over day numbers, and the firsts of months as its ticks. */
import { addDays, addMonths, dayNumber, daysBetween, type IsoDate } from "../../core/calendar.ts";
import { monthLabel } from "./dates.ts";
import { type Content, element } from "./element.ts";
import { px } from "./figure.ts";
import { linearScale } from "./linear-scale.ts";

export interface TimeAxis {
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** Where a day begins; days outside stand at the edge. */
  readonly x: (date: IsoDate) => number;
}

export function timeAxis(from: IsoDate, to: IsoDate, left: number, right: number): TimeAxis {
  const last = to > from ? to : addDays(from, 1);
  const scale = linearScale([dayNumber(from), dayNumber(last)], [left, right]);
  return { from, to: last, x: (date) => px(scale(dayNumber(date))) };
}

/** Grid lines and names of months, thinned out where there are many. */
export function monthGrid({ from, to, x }: TimeAxis, top: number, bottom: number): readonly Content[] {
  const step = Math.max(1, Math.ceil(daysBetween(from, to) / 30 / 14));
  const grid: Content[] = [];
  for (let first = `${from.slice(0, 7)}-01`; first <= to; first = addMonths(first, step)) {
    // No room for a name at the right edge.
    if (first < from || addDays(first, 10) > to) continue;
    const at = x(first);
    grid.push(element("line", { class: "grid", x1: at, x2: at, y1: top, y2: bottom }));
    grid.push(element("text", { class: "soft", x: at + 4, y: bottom + 14 }, monthLabel(first, grid.length === 1)));
    if (addMonths(first, step) <= first) break;
  }
  return grid;
}

export function todayLine(asOf: IsoDate, { x }: TimeAxis, top: number, bottom: number): Content {
  return element("line", { class: "today", x1: x(asOf), x2: x(asOf), y1: top, y2: bottom });
}
