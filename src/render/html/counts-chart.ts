/** Open against closed over time, as steps: a count holds until the day on which it changes. */
import { addDays } from "../../core/calendar.ts";
import type { DayCount, Page } from "../../core/page.ts";
import { longDate } from "./dates.ts";
import { type Content, type Element, element } from "./element.ts";
import { figure, px } from "./figure.ts";
import { countLevels, linearScale } from "./linear-scale.ts";
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
  const levels = countLevels(most);
  const y = linearScale([0, levels.at(-1) ?? most], [bottom, top]);
  const openLine = stepLine(days.map(({ date, open }) => [axis.x(date), px(y(open))]));
  const closedLine = stepLine(days.map(({ date, closed }) => [axis.x(date), px(y(closed))]));
  return figure({
    name: "counts",
    title: "Open and closed items over time",
    note: "From the tracker's history.",
    description: `On ${longDate(first.date)} ${first.open} open and ${first.closed} closed; on ${longDate(last.date)} ${last.open} open and ${last.closed} closed.`,
    width,
    height: bottom + 22,
    content: [
      levelLines(levels, y),
      monthGrid(axis, top, bottom),
      element("path", { class: "open-area", d: `${openLine}V${bottom}H${axis.x(first.date)}Z` }),
      element("path", { class: "open-line", d: openLine }),
      element("path", { class: "closed-line", d: closedLine }),
      endLabels(last, y),
    ],
  });
}

/** Straight on to the next day, then up or down to its count. */
function stepLine([first, ...others]: readonly (readonly [x: number, y: number])[]): string {
  if (first === undefined) return "";
  return `M${first[0]},${first[1]}${others.map(([x, y]) => `H${x}V${y}`).join("")}`;
}

function levelLines(levels: readonly number[], y: (value: number) => number): readonly Content[] {
  return levels.map((level) => [
    element("line", { class: "grid", x1: left, x2: right, y1: px(y(level)), y2: px(y(level)) }),
    element("text", { class: "soft", x: left - 8, y: px(y(level) + 4), "text-anchor": "end" }, String(level)),
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
