/** The days of a picture: a linear scale over day numbers on which every day is as wide as the next, and months as its ticks. */
import { dayNumber, daysBetween, type IsoDate, isoDate } from "../../core/calendar.ts";
import { monthLabel } from "./dates.ts";
import { type Content, element } from "./element.ts";
import { px } from "./figure.ts";
import { linearScale } from "./linear-scale.ts";

export interface TimeAxis {
  readonly from: IsoDate;
  /** The last day, which is drawn whole. */
  readonly to: IsoDate;
  readonly holds: (date: IsoDate) => boolean;
  /** Where a day begins, where it ends, and between the two; days outside stand at the edge. */
  readonly start: (date: IsoDate) => number;
  readonly end: (date: IsoDate) => number;
  readonly middle: (date: IsoDate) => number;
}

export function timeAxis(from: IsoDate, to: IsoDate, left: number, right: number): TimeAxis {
  const scale = linearScale([dayNumber(from), dayNumber(to) + 1], [left, right]);
  return {
    from,
    to,
    holds: (date) => date >= from && date <= to,
    start: (date) => px(scale(dayNumber(date))),
    end: (date) => px(scale(dayNumber(date) + 1)),
    middle: (date) => px(scale(dayNumber(date) + 0.5)),
  };
}

const monthSteps = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000] as const;

/** Of `Sep 2026`, with some room. */
const nameWidth = 64;

/** Lines at the firsts of months, down from their names; fewer where there are many, and the year where it is another. */
export function monthGrid({ from, to, start, end }: TimeAxis, top: number, bottom: number): readonly Content[] {
  const wanted = daysBetween(from, to) / 30 / 14;
  const step = monthSteps.find((each) => each >= wanted) ?? 12000;
  const grid: Content[] = [];
  let year = "";
  // The month that has begun before is named where there is room up to the next one.
  const [second] = firstsOf(from, to, step);
  if (step === 1 && from.slice(8) !== "01" && (second === undefined || start(second) - start(from) > nameWidth)) {
    grid.push(element("text", { class: "soft", x: start(from) + 4, y: top + 12 }, monthLabel(from, true)));
    year = from.slice(0, 4);
  }
  for (const first of firstsOf(from, to, step)) {
    const at = start(first);
    if (end(to) - at < nameWidth) continue;
    grid.push(element("line", { class: "grid", x1: at, x2: at, y1: top + 4, y2: bottom }));
    grid.push(
      element("text", { class: "soft", x: at + 4, y: top + 12 }, monthLabel(first, first.slice(0, 4) !== year)),
    );
    year = first.slice(0, 4);
  }
  return grid;
}

/** The firsts of every so many months, counted from a January. */
function firstsOf(from: IsoDate, to: IsoDate, step: number): readonly IsoDate[] {
  const months = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) - 1;
  const firsts: IsoDate[] = [];
  for (let month = Math.floor(months / step) * step; month <= 9999 * 12 + 11; month += step) {
    const first = isoDate(Math.floor(month / 12), (month % 12) + 1, 1);
    if (first !== null && first > to) break;
    if (first !== null && first >= from) firsts.push(first);
  }
  return firsts;
}

export function todayLine(asOf: IsoDate, { middle }: TimeAxis, top: number, bottom: number): Content {
  return element("line", { class: "today", x1: middle(asOf), x2: middle(asOf), y1: top, y2: bottom });
}
