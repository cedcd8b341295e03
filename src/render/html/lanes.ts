/** The lanes of the timeline: each area's items packed into rows, with their names beside their bars. */
import { groupBy } from "../../core/group-by.ts";
import { leftOutInWords, scriptAttributes, scriptClasses } from "../../core/page-marks.ts";
import { shorten } from "../../core/shorten.ts";
import { type Bar, drawBar, placeBar, rowHeight } from "./bar.ts";
import { type Content, element } from "./element.ts";
import type { Dated } from "./item-span.ts";
import { packRows } from "./pack.ts";
import type { TimeAxis } from "./time-axis.ts";
import type { View } from "./view.ts";

const padding = 8;
/** Rows of the whole picture, shared by its lanes: a thousand items are told by numbers, not by bars. */
const rowLimit = 60;

export interface Lane {
  readonly title: string;
  readonly dated: readonly Dated[];
  /** Row by row. */
  readonly bars: readonly (Bar & { readonly row: number })[];
  readonly top: number;
  readonly bottom: number;
}

/** Lanes from the top downwards, in the tracker's order of areas. */
export function layLanes(
  dated: readonly Dated[],
  axis: TimeAxis,
  { top, right }: { readonly top: number; readonly right: number },
  view: View,
): readonly Lane[] {
  const { areas } = view.tracker;
  const place = (area: string | null) => (area === null ? 2e9 : areas.includes(area) ? areas.indexOf(area) : 1e9);
  const groups = [...groupBy(dated, ({ item }) => item.area)].sort(([a], [b]) => place(a) - place(b));
  const limit = Math.max(3, Math.floor(rowLimit / groups.length));
  let edge = top;
  return groups.map(([area, members]) => {
    const bars = layBars(members, axis, right, limit, view);
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

/** Of the bars that there is room for in so many rows. */
function layBars(members: readonly Dated[], axis: TimeAxis, right: number, limit: number, view: View): Lane["bars"] {
  const bars = members.map((dated) => placeBar(dated, axis, right, view));
  const order = bars.sort((a, b) => a.left - b.left || a.dated.item.id - b.dated.item.id);
  const rows = packRows(order, 10, limit);
  const shown = order.flatMap((bar, index) => {
    const row = rows[index] ?? 0;
    return row < limit ? { ...bar, row } : [];
  });
  // A bar's words stand over the row above, so that this one is drawn first.
  return shown.sort((a, b) => a.row - b.row);
}

export function drawLane({ title, dated, bars, top, bottom }: Lane, width: number, view: View): Content {
  const drawn = new Set(bars.map((bar) => bar.dated));
  const hidden = dated.filter((each) => !drawn.has(each)).map(({ item }) => item.id);
  return element(
    "g",
    { class: scriptClasses.lane, [scriptAttributes.height]: bottom - top },
    element("line", { class: "rule", x1: 0, x2: width, y1: top, y2: top }),
    element("text", { class: "lane", x: 0, y: top + padding + 13 }, shorten(title, 22)),
    [...groupBy(bars, ({ row }) => row)].map(([row, own]) =>
      laneRow(own.map((bar) => drawBar(bar, top + padding + row * rowHeight, width, view))),
    ),
    hidden.length === 0
      ? null
      : laneRow(
          element(
            "text",
            { class: "soft", x: 160, y: bottom - padding - 5, [scriptAttributes.leftOut]: hidden.join(" ") },
            leftOutInWords(hidden.length),
          ),
        ),
  );
}

function laneRow(content: Content): Content {
  return element("g", { class: scriptClasses.laneRow, [scriptAttributes.height]: rowHeight }, content);
}
