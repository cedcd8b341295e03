/** A picture on the page: an SVG that says in words what it shows. */
import { scriptAttributes, scriptClasses } from "../../core/page-marks.ts";
import { type Content, type Element, element } from "./element.ts";

export interface Picture {
  /** Names the ids of its title and description. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** How to read it, below its title. */
  readonly note: string;
  /** Parts of it lead somewhere; else it is one image. */
  readonly isInteractive?: boolean;
  readonly width: number;
  readonly height: number;
  readonly content: readonly Content[];
  /** What the picture cannot hold. */
  readonly below?: Content;
}

export function figure({
  name,
  title,
  description,
  note,
  isInteractive,
  width,
  height,
  content,
  below,
}: Picture): Element {
  const svg = element(
    "svg",
    {
      viewBox: `0 0 ${width} ${height}`,
      [scriptAttributes.height]: isInteractive ? height : undefined,
      role: isInteractive ? "group" : "img",
      "aria-labelledby": `${name}-title`,
      "aria-describedby": `${name}-description`,
    },
    element("title", { id: `${name}-title` }, title),
    element("desc", { id: `${name}-description` }, description),
    content,
  );
  // A region that can be scrolled must be reachable by keyboard.
  const plot = element("div", { class: "plot", role: "region", "aria-label": title, tabindex: 0 }, svg);
  return element(
    "figure",
    { class: name },
    element(
      "figcaption",
      {},
      title,
      isInteractive ? element("span", { class: scriptClasses.pictured }) : null,
      " ",
      element("small", {}, note),
    ),
    plot,
    below ?? null,
  );
}

/** A coordinate: a tenth of a unit is finer than any screen. */
export function px(value: number): number {
  return Math.round(value * 10) / 10;
}
