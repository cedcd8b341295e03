/** Where a picture is wider than the window, it begins a little ahead of the page's day: there what is in hand has its names. */
import { findAll, findFirst } from "./find-elements.ts";

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
