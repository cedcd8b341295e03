/** The lanes of a picture close up over rows of which nothing is shown; one of which nothing is left goes as a whole. */
import { scriptAttributes, scriptClasses } from "../core/page-marks.ts";
import { findAll, findFirst } from "./find-elements.ts";

export function closeLanes(picture: HTMLElement): void {
  const svg = findFirst(`svg[${scriptAttributes.height}]`, SVGSVGElement, picture);
  if (svg === null) return;
  let gone = 0;
  for (const lane of findAll(`.${scriptClasses.lane}`, SVGElement, svg)) {
    moveUp(lane, gone);
    const rows = findAll(`.${scriptClasses.laneRow}`, SVGElement, lane);
    let empty = 0;
    for (const row of rows) {
      moveUp(row, empty);
      if (isEmpty(row)) empty += heightOf(row);
    }
    const isGone = rows.every(isEmpty);
    lane.toggleAttribute("hidden", isGone);
    gone += isGone ? heightOf(lane) : empty;
  }
  for (const below of findAll(`.${scriptClasses.below}`, SVGElement, svg)) moveUp(below, gone);
  // An attribute, and no style: of a page that a browser has saved, the policy would refuse that.
  for (const ground of findAll(`.${scriptClasses.ground}`, SVGElement, svg))
    ground.setAttribute("clip-path", `inset(0 0 ${gone}px)`);
  svg.setAttribute("viewBox", `0 0 ${svg.viewBox.baseVal.width} ${heightOf(svg) - gone}`);
}

function isEmpty(row: Element): boolean {
  return row.querySelector(":scope > :not([hidden])") === null;
}

function heightOf(element: Element): number {
  return Number(element.getAttribute(scriptAttributes.height));
}

function moveUp(element: Element, by: number): void {
  if (by === 0) element.removeAttribute("transform");
  else element.setAttribute("transform", `translate(0 ${-by})`);
}
