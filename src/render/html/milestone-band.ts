/** The milestones over a picture: a diamond with its name, and a line or a band down through it. */
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
  readonly at: number;
  /** From the beginning of its first day to the end of its last; null of a single day. */
  readonly period: readonly [number, number] | null;
  readonly label: string;
  readonly isLeft: boolean;
}

export interface Band {
  /** Below the names. */
  readonly bottom: number;
  readonly draw: (bottom: number) => readonly Content[];
}

/** Milestones outside of the axis are left to their list. */
export function milestoneBand(milestones: readonly Milestone[], axis: TimeAxis, top: number, width: number): Band {
  const shown = milestones
    .filter(({ date, end }) => (end ?? date) >= axis.from && date <= axis.to)
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
    .slice(0, limit)
    .map(({ date, end, title }): Mark => {
      const label = shorten(title, 48);
      const [at, reach] = [axis.middle(date), textExtent(label) + 10];
      const isLeft = at + reach > width;
      const [left, right] = isLeft ? [at - reach, at] : [at, at + reach];
      return { at, period: end === null ? null : [axis.start(date), axis.end(end)], label, isLeft, left, right };
    });
  const rows = packRows(shown, 12);
  const below = top + Math.max(0, ...rows.map((row) => row + 1)) * rowHeight;
  return {
    bottom: below,
    draw: (bottom) => [
      // Bands first: a later one must not cover the name of an earlier milestone.
      shown.map(({ period }) => {
        const [from, to] = period ?? [0, 0];
        if (period === null || to <= from) return null;
        return element("rect", { class: "period", x: from, y: below, width: px(to - from), height: bottom - below });
      }),
      shown.map((mark, index) => drawMark(mark, top + (rows[index] ?? 0) * rowHeight + 9, bottom)),
    ],
  };
}

function drawMark({ at, label, isLeft }: Mark, y: number, bottom: number): Content {
  return element(
    "g",
    { class: "milestone" },
    element("line", { x1: at, x2: at, y1: y, y2: bottom }),
    element("path", { d: diamond, transform: `translate(${at} ${y})` }),
    element("text", { x: px(isLeft ? at - 9 : at + 9), y: y + 4, "text-anchor": isLeft ? "end" : undefined }, label),
  );
}
