/** The pictures are filtered together with the items: what is out of sight there is out of sight here. */
import { leftOutInWords, scriptAttributes, scriptClasses } from "../core/page-marks.ts";
import { findAll, findFirst } from "./find-elements.ts";

const { bar, leftOut } = scriptAttributes;

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
  for (const picture of findAll("figure", HTMLElement)) tellCount(picture, shown !== null);
}

/** Behind the title: `, 5 shown`. */
function tellCount(picture: HTMLElement, isFiltered: boolean): void {
  for (const count of findAll(`.${scriptClasses.pictured}`, HTMLElement, picture)) {
    const drawn = findAll(`[${bar}]`, Element, picture).filter((mark) => !mark.hasAttribute("hidden")).length;
    count.textContent = isFiltered ? `, ${drawn} shown` : "";
  }
}
