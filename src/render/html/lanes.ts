/** The lanes of the timeline: each area's items packed into rows, with their names beside their bars. */
import type { IsoDate } from "../../core/calendar.ts";
import { groupBy } from "../../core/group-by.ts";
import type { Item } from "../../core/item.ts";
import { shorten } from "../../core/shorten.ts";
import { type Content, element } from "./element.ts";
import { px } from "./figure.ts";
import type { Span } from "./item-span.ts";
import { type Extent, packRows, textExtent } from "./pack.ts";
import type { TimeAxis } from "./time-axis.ts";

/** An item with the days between which it is drawn. */
export interface Dated {
  readonly item: Item;
  readonly span: Span;
  readonly isLate: boolean;
}

const rowHeight = 19;
const padding = 8;
const labelLimit = 46;
/** Rows of the whole picture, shared by its lanes: a thousand items are told by numbers, not by bars. */
const rowLimit = 60;

interface Bar {
  readonly dated: Dated;
  readonly x1: number;
  readonly x2: number;
  readonly label: string;
  /** Left of the bar where there is no room to its right. */
  readonly isLeft: boolean;
  readonly row: number;
}

export interface Lane {
  readonly title: string;
  readonly dated: readonly Dated[];
  readonly bars: readonly Bar[];
  readonly top: number;
  readonly bottom: number;
}

/** Lanes from the top downwards, in the tracker's order of areas. */
export function layLanes(
  dated: readonly Dated[],
  areas: readonly string[],
  axis: TimeAxis,
  { top, right }: { readonly top: number; readonly right: number },
): readonly Lane[] {
  const place = (area: string | null) => (area === null ? 2e9 : areas.includes(area) ? areas.indexOf(area) : 1e9);
  const groups = [...groupBy(dated, ({ item }) => item.area)].sort(([a], [b]) => place(a) - place(b));
  const limit = Math.max(3, Math.floor(rowLimit / groups.length));
  let edge = top;
  return groups.map(([area, members]) => {
    const bars = layBars(members, axis, right).filter(({ row }) => row < limit);
    const rows = Math.max(1, ...bars.map(({ row }) => row + 1)) + (bars.length < members.length ? 1 : 0);
    const lane = {
      title: area ?? "No area",
      dated: members,
      bars,
      top: edge,
      bottom: edge + rows * rowHeight + 2 * padding,
    };
    edge = lane.bottom;
    return lane;
  });
}

function layBars(members: readonly Dated[], axis: TimeAxis, right: number): readonly Bar[] {
  const byStart = [...members].sort((a, b) => compare(a.span.from, b.span.from) || a.item.id - b.item.id);
  const bars = byStart.map((dated): Omit<Bar, "row"> & Extent => {
    const [x1, x2] = [axis.x(dated.span.from), axis.x(dated.span.to)];
    const label = `#${dated.item.id} ${shorten(dated.item.title, labelLimit)}`;
    const reach = textExtent(label) + 8;
    const isLeft = x2 + reach > right;
    return { dated, x1, x2, label, isLeft, left: isLeft ? x1 - reach : x1, right: isLeft ? x2 : x2 + reach };
  });
  const order = [...bars].sort((a, b) => a.left - b.left);
  const rows = packRows(order, 10);
  return order.map((bar, index) => ({ ...bar, row: rows[index] ?? 0 }));
}

function compare(a: IsoDate, b: IsoDate): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function drawLane({ title, dated, bars, top, bottom }: Lane, width: number): readonly Content[] {
  const hidden = dated.length - bars.length;
  return [
    element("line", { class: "rule", x1: 0, x2: width, y1: top, y2: top }),
    element("text", { class: "lane", x: 0, y: top + padding + 13 }, shorten(title, 22)),
    bars.map((bar) => drawBar(bar, top + padding + bar.row * rowHeight)),
    hidden === 0 ? null : element("text", { class: "soft", x: 160, y: bottom - padding - 5 }, `and ${hidden} more`),
  ];
}

function drawBar({ dated: { span, isLate }, x1, x2, label, isLeft }: Bar, top: number): readonly Content[] {
  const className = isLate ? "late" : undefined;
  const shape =
    span.kind === "dot"
      ? element("circle", { class: className, cx: x2, cy: top + 9, r: 4.5 })
      : element("rect", {
          class: span.kind === "rough" ? "rough" : className,
          x: x1,
          y: top + 5,
          width: px(Math.max(4, x2 - x1)),
          height: 8,
          rx: 4,
        });
  const text = element(
    "text",
    isLeft ? { x: px(x1 - 8), y: top + 13, "text-anchor": "end" } : { x: px(Math.max(x2, x1 + 4) + 8), y: top + 13 },
    label,
  );
  return [shape, text];
}
