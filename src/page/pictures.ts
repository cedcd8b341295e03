/** The pictures are filtered together with the items: what is out of sight there is out of sight here. */
import { leftOutInWords, scriptAttributes, scriptClasses } from "../core/page-marks.ts";
import { findAll, findFirst } from "./find-elements.ts";

const { bar, height, leftOut } = scriptAttributes;

/** Where a picture is wider than the window, it begins a little ahead of the page's day: there what is in hand has its names. */
export function showToday(): void {
  for (const fold of findAll("details:has(> figure)", HTMLDetailsElement))
    fold.addEventListener("toggle", () => scrollToToday(fold), { once: true });
}

function scrollToToday(fold: HTMLDetailsElement): void {
  const plot = findFirst(".plot", HTMLElement, fold);
  const today = findFirst(".today-label", SVGElement, fold);
  if (plot === null || today === null) return;
  plot.scrollLeft += today.getBoundingClientRect().left - plot.getBoundingClientRect().left - plot.clientWidth / 4;
}

/** @param shown the numbers of the items in sight; null for all, whether or not the page shows them elsewhere */
export function filterPictures(shown: ReadonlySet<number> | null): void {
  for (const mark of findAll(`[${bar}]`, Element))
    mark.toggleAttribute("hidden", shown !== null && !shown.has(Number(mark.getAttribute(bar))));
  for (const rest of findAll(`[${leftOut}]`, Element)) {
    const items = (rest.getAttribute(leftOut) ?? "").split(" ").map(Number);
    const count = items.filter((item) => shown === null || shown.has(item)).length;
    rest.textContent = leftOutInWords(count);
    rest.toggleAttribute("hidden", count === 0);
  }
  for (const picture of findAll("figure", HTMLElement)) {
    tellCount(picture, shown !== null);
    closeUp(picture);
  }
}

/** Lanes close up over rows of which nothing is shown; one of which nothing is left goes as a whole. */
function closeUp(picture: HTMLElement): void {
  const svg = findFirst(`svg[${height}]`, SVGSVGElement, picture);
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
  return Number(element.getAttribute(height));
}

function moveUp(element: Element, by: number): void {
  if (by === 0) element.removeAttribute("transform");
  else element.setAttribute("transform", `translate(0 ${-by})`);
}

/** Behind the title: `, 5 shown`. */
function tellCount(picture: HTMLElement, isFiltered: boolean): void {
  for (const count of findAll(`.${scriptClasses.pictured}`, HTMLElement, picture)) {
    const drawn = findAll(`[${bar}]`, Element, picture).filter((mark) => !mark.hasAttribute("hidden")).length;
    count.textContent = isFiltered ? `, ${drawn} shown` : "";
  }
}
