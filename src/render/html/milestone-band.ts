/** The milestones over the timeline: a diamond with its name, and a line or a band down through the lanes. */
import { shorten } from "../../core/shorten.ts";
import type { Milestone } from "../../core/tracker.ts";
import { type Content, element } from "./element.ts";
import { px } from "./figure.ts";
import { type Extent, packRows, textExtent } from "./pack.ts";
import type { TimeAxis } from "./time-axis.ts";

const rowHeight = 18;
const limit = 24;
const diamond = "M0,-6.173L3.564,0L0,6.173L-3.564,0Z";

interface Mark extends Extent {
  readonly x1: number;
  readonly x2: number;
  readonly label: string;
  readonly isLeft: boolean;
}

export interface Band {
  readonly height: number;
  readonly draw: (bottom: number) => readonly Content[];
}

/** Milestones outside of the axis are left to their list. */
export function milestoneBand(milestones: readonly Milestone[], axis: TimeAxis, width: number): Band {
  const shown = milestones
    .filter(({ date, end }) => (end ?? date) >= axis.from && date <= axis.to)
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
    .slice(0, limit)
    .map(({ date, end, title }): Mark => {
      const label = shorten(title, 48);
      const [x1, x2, reach] = [axis.x(date), axis.x(end ?? date), textExtent(label) + 10];
      const isLeft = x1 + reach > width;
      return { x1, x2, label, isLeft, left: isLeft ? x1 - reach : x1, right: isLeft ? x1 : x1 + reach };
    });
  const rows = packRows(shown, 12);
  const height = Math.max(0, ...rows.map((row) => row + 1)) * rowHeight;
  return {
    height,
    draw: (bottom) => [
      // Bands first: a later one must not cover the name of an earlier milestone.
      shown.map(({ x1, x2 }) =>
        x2 > x1
          ? element("rect", { class: "period", x: x1, y: height, width: px(x2 - x1), height: bottom - height })
          : null,
      ),
      shown.map((mark, index) => drawMark(mark, (rows[index] ?? 0) * rowHeight + 9, bottom)),
    ],
  };
}

function drawMark({ x1, label, isLeft }: Mark, y: number, bottom: number): Content {
  return element(
    "g",
    { class: "milestone" },
    element("line", { x1, x2: x1, y1: y, y2: bottom }),
    element("path", { d: diamond, transform: `translate(${x1} ${y})` }),
    element("text", { x: px(isLeft ? x1 - 9 : x1 + 9), y: y + 4, "text-anchor": isLeft ? "end" : undefined }, label),
  );
}
