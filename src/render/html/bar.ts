/** An item on the timeline: its shape, the words beside it, and all of its words where it is pointed at or has the focus. */
import { scriptAttributes } from "../../core/page-marks.ts";
import { shorten } from "../../core/shorten.ts";
import { type BarLook, barLook, drawShape } from "./bar-shape.ts";
import { type BarWords, barInWords, barWords } from "./bar-words.ts";
import { shortDate } from "./dates.ts";
import { type Content, element } from "./element.ts";
import { px } from "./figure.ts";
import type { Dated } from "./item-span.ts";
import { type Extent, textExtent } from "./pack.ts";
import type { TimeAxis } from "./time-axis.ts";
import type { View } from "./view.ts";

export const rowHeight = 19;
const shortest = { inside: 4, arrow: 14 };

export interface Bar extends Extent {
  readonly dated: Dated;
  readonly look: BarLook;
  readonly x1: number;
  readonly x2: number;
  /** Up to where it is late: to the page's day; null of what is not overdue, or where the axis does not hold that day. */
  readonly tail: number | null;
  readonly words: BarWords;
  /** Left of the bar where there is no room to its right. */
  readonly isLeft: boolean;
}

export function placeBar(dated: Dated, axis: TimeAxis, edge: number, view: View): Bar {
  const { item, span } = dated;
  const look = barLook(dated, axis, view);
  const { x1, x2 } = placeEnds(look, span, axis);
  const words = barWords(item, farDay(span, axis, view), view);
  const tail = look.isLate && axis.holds(view.asOf) ? axis.middle(view.asOf) : null;
  const end = tail ?? x2 + (look.kind === "dot" ? 5 : 0);
  const reach = textExtent([words.title, words.aside, words.alarm].filter(Boolean).join("  ")) + 10;
  const isLeft = end + reach > edge;
  const [left, right] = isLeft ? [x1 - reach, end] : [x1, end + reach];
  return { dated, look, x1, x2, tail, words, isLeft, left, right };
}

function placeEnds({ kind, before, after }: BarLook, { from, to }: Dated["span"], axis: TimeAxis) {
  if (kind === "dot") return { x1: axis.middle(to), x2: axis.middle(to) };
  const [x1, x2] = [axis.start(from), axis.end(to)];
  const length = Math.max(before || after ? shortest.arrow : shortest.inside, x2 - x1);
  return after ? { x1: px(x2 - length), x2 } : { x1, x2: px(x1 + length) };
}

/** What lies beyond the edge as a whole says when it is. */
function farDay({ from, to }: Dated["span"], axis: TimeAxis, { asOf }: View): string {
  return to < axis.from ? shortDate(to, asOf) : from > axis.to ? shortDate(from, asOf) : "";
}

/** A link to the item where the page shows it. */
export function drawBar(
  { dated: { item, span }, look, x1, x2, tail, words, isLeft }: Bar,
  top: number,
  width: number,
  view: View,
): Content {
  const isLink = view.anchors.has(item.id);
  const all = barInWords(item, span, view);
  const label = element(
    "text",
    {
      x: px(isLeft ? x1 - 8 : (tail ?? x2 + (look.kind === "dot" ? 5 : 0)) + 8),
      y: top + 13,
      "text-anchor": isLeft ? "end" : undefined,
    },
    words.title,
    words.aside === "" ? null : element("tspan", { class: "soft", dx: 6 }, words.aside),
    words.alarm === "" ? null : element("tspan", { class: "alarm", dx: 6 }, words.alarm),
  );
  return element(
    isLink ? "a" : "g",
    { href: isLink ? `#item-${item.id}` : undefined, [scriptAttributes.bar]: item.id },
    element("title", {}, all),
    drawShape(look, { x1, x2, tail }, top + 9),
    label,
    drawTip(all, x1, top, width),
  );
}

/** For who comes by keyboard; the browser shows the title to a mouse. Over the row above, which is drawn already. */
function drawTip(words: string, x: number, top: number, width: number): Content {
  const line = shorten(words, 180);
  const reach = textExtent(line) + 16;
  const left = px(Math.max(0, Math.min(x, width - reach)));
  return element(
    "g",
    { class: "tip", "aria-hidden": "true" },
    element("rect", { x: left, y: top - 19, width: px(reach), height: 21, rx: 4 }),
    element("text", { x: left + 8, y: top - 4 }, line),
  );
}
