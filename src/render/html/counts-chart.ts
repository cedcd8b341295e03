/**
 * What was opened and what was closed over time, each summed up: what lies between is open. As steps: a count holds until the
 * day on which it changes.
 */
import { addDays, daysBetween, type IsoDate } from "../../core/calendar.ts";
import type { DayCount, Page } from "../../core/page.ts";
import { longDate, plural } from "./dates.ts";
import { type Content, type Element, element } from "./element.ts";
import { figure, px } from "./figure.ts";
import { countLevels, linearScale } from "./linear-scale.ts";
import { milestoneBand } from "./milestone-band.ts";
import { monthGrid, type TimeAxis, timeAxis } from "./time-axis.ts";

const width = 1280;
const [left, right, height] = [40, width - 110, 180];

/** Null where the counts of fewer than two days are known. */
export function countsChart({ counts, asOf, tracker, open, closed }: Page): Element | null {
  const [first, last] = [counts[0], counts.at(-1)];
  if (counts.length < 2 || first === undefined || last === undefined) return null;
  const lastChange = counts.findLast((count, index) => isChange(count, counts[index - 1]))?.date ?? last.date;
  const end = lastDay(first.date, lastChange, asOf);
  const axis = timeAxis(first.date, end, left, right);
  const band = milestoneBand(tracker.milestones, axis, 20, width);
  const [top, bottom] = [band.bottom + 8, band.bottom + 8 + height];
  const levels = countLevels(Math.max(1, ...counts.map(opened)));
  const y = linearScale([0, levels.at(-1) ?? 1], [bottom, top]);
  const line = (value: (count: DayCount) => number) => stepLine(counts, axis, (count) => px(y(value(count))));
  const openedLine = line(opened);
  const note = [
    "Summed up, from the tracker's history; between the lines is what was open.",
    uncounted(open.length + closed.length - opened(last)),
    end < asOf ? `Nothing has changed since ${longDate(lastChange)}.` : "",
  ];
  return figure({
    name: "counts",
    title: "Opened and closed items over time",
    note: note.filter(Boolean).join(" "),
    description: `On ${inWords(first)}; on ${inWords(last)}.`,
    width,
    height: bottom + 12,
    content: [
      levelLines(levels, y),
      monthGrid(axis, 0, bottom),
      element("path", { class: "open-area", d: `${openedLine}V${bottom}H${axis.start(first.date)}Z` }),
      element("path", {
        class: "closed-area",
        d: `${line(({ closed: count }) => count)}V${bottom}H${axis.start(first.date)}Z`,
      }),
      band.draw(bottom),
      element("path", { class: "open-line", d: openedLine }),
      element("path", { class: "closed-line", d: line(({ closed: count }) => count) }),
      endLabels(last, y),
    ],
  });
}

/** Of all items so far, closed ones too. */
function opened({ open, closed }: DayCount): number {
  return open + closed;
}

function isChange({ open, closed }: DayCount, before: DayCount | undefined): boolean {
  return before === undefined || open !== before.open || closed !== before.closed;
}

/** Quiet days longer than this, and than all that was before, are no picture of it. */
const longQuiet = 120;

/** The page's day, or soon after the last change where nothing has happened for long. */
function lastDay(first: IsoDate, lastChange: IsoDate, asOf: IsoDate): IsoDate {
  const quiet = daysBetween(lastChange, asOf);
  if (quiet <= 0) return lastChange;
  return quiet > longQuiet && quiet > daysBetween(first, lastChange) ? addDays(lastChange, 14) : asOf;
}

function uncounted(count: number): string {
  return count <= 0 ? "" : `Not counted: ${plural(count, "item")} of which nobody knows since when.`;
}

function inWords({ date, open, closed }: DayCount): string {
  return `${longDate(date)} ${open + closed} opened so far, ${closed} closed, ${open} open`;
}

/** Straight on to the next day, then up or down to its count; the last one holds up to the edge. */
function stepLine(counts: readonly DayCount[], axis: TimeAxis, y: (count: DayCount) => number): string {
  const shown = counts.filter(({ date }) => date <= axis.to);
  const steps = shown.map(
    (count, index) => `${index === 0 ? "M" : "H"}${axis.start(count.date)}${index === 0 ? "," : "V"}${y(count)}`,
  );
  return `${steps.join("")}H${axis.end(axis.to)}`;
}

function levelLines(levels: readonly number[], y: (value: number) => number): readonly Content[] {
  return levels.map((level) => [
    element("line", { class: "grid", x1: left, x2: right, y1: px(y(level)), y2: px(y(level)) }),
    element("text", { class: "soft", x: left - 8, y: px(y(level) + 4), "text-anchor": "end" }, String(level)),
  ]);
}

/** Beside the ends of the lines and of what lies between, kept apart where these meet. */
function endLabels(last: DayCount, y: (value: number) => number): readonly Content[] {
  const [upper, lower] = [y(opened(last)), y(last.closed)];
  const middle = (upper + lower) / 2;
  const away = Math.max(16, (lower - upper) / 2);
  const label = (name: string | undefined, at: number, words: string) =>
    element("text", { class: name, x: right + 8, y: px(at + 4) }, words);
  return [
    label("open-label", middle - away, `${opened(last)} opened`),
    label(undefined, middle, `${last.open} open`),
    label("closed-label", middle + away, `${last.closed} closed`),
  ];
}
