/** The shape of an item on the timeline tells how it stands, in black and white too. */
import { isOverdue } from "../../core/select.ts";
import { statusTone } from "../../core/status-tone.ts";
import { type Content, element } from "./element.ts";
import { px } from "./figure.ts";
import type { Dated, Span } from "./item-span.ts";
import type { TimeAxis } from "./time-axis.ts";
import type { View } from "./view.ts";

export interface BarLook {
  /** A thin bar where only months are known; a dot only where its day is in the picture. */
  readonly kind: Span["kind"];
  /** Filled when under way, hollow when not, striped when blocked. */
  readonly state: "active" | "waiting" | "stuck";
  /** With a tail from its due day up to the page's. */
  readonly isLate: boolean;
  /** It goes on beyond the left or the right edge: an arrow. */
  readonly before: boolean;
  readonly after: boolean;
}

const states = {
  stuck: "stuck",
  active: "active",
  good: "active",
  closed: "active",
  held: "waiting",
  waiting: "waiting",
} as const;

export function barLook({ item, span }: Dated, axis: TimeAxis, { tracker, asOf }: View): BarLook {
  const [before, after] = [span.from < axis.from, span.to > axis.to];
  return {
    kind: span.kind === "dot" && (before || after) ? "bar" : span.kind,
    state: item.status === null ? "waiting" : states[statusTone(item.status, tracker)],
    isLate: isOverdue(item, asOf),
    before,
    after,
  };
}

interface Ends {
  readonly x1: number;
  readonly x2: number;
  /** Null where it has none. */
  readonly tail: number | null;
}

/** @param y of its middle */
export function drawShape(look: BarLook, { x1, x2, tail }: Ends, y: number): readonly Content[] {
  const { kind, state, isLate } = look;
  const name = [kind, state, isLate ? "late" : ""].filter(Boolean).join(" ");
  const half = kind === "rough" ? 2.5 : 4;
  const stripes = kind === "dot" ? [x1 - 4, x2 + 4] : [x1 + (look.before ? 7 : 0), x2 - (look.after ? 7 : 0)];
  return [
    tail === null ? null : element("line", { class: "tail", x1: x2, x2: tail, y1: y, y2: y }),
    kind === "dot"
      ? element("circle", { class: name, cx: x1, cy: y, r: 4.5 })
      : element("path", { class: name, d: outline(look, x1, x2, y, half) }),
    state === "stuck"
      ? element("line", { class: "stripes", x1: stripes[0], x2: stripes[1], y1: y, y2: y, "stroke-width": 2 * half })
      : null,
  ];
}

/** From the lower left corner round: a plain end is rounded, one that goes on is a point. */
function outline({ before, after }: BarLook, x1: number, x2: number, y: number, half: number): string {
  const [top, bottom] = [y - half, y + half];
  const round = Math.min(half, (x2 - x1) / 2);
  const left = before
    ? `M${px(x1 + 7)},${bottom}V${y + 6}L${x1},${y}L${px(x1 + 7)},${y - 6}V${top}`
    : `M${px(x1 + round)},${bottom}A${round},${half} 0 0 1 ${px(x1 + round)},${top}`;
  const right = after
    ? `H${px(x2 - 7)}V${y - 6}L${x2},${y}L${px(x2 - 7)},${y + 6}V${bottom}Z`
    : `H${px(x2 - round)}A${round},${half} 0 0 1 ${px(x2 - round)},${bottom}Z`;
  return `${left}${right}`;
}
