/** The pictures are filtered together with the items: what is out of sight there is out of sight here. */
import { leftOutInWords, scriptAttributes, scriptClasses } from "../core/page-marks.ts";
import { closeLanes } from "./close-lanes.ts";
import { findAll } from "./find-elements.ts";

const { bar, leftOut } = scriptAttributes;

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
    closeLanes(picture);
  }
}

/** Behind the title: `, 5 shown`. */
function tellCount(picture: HTMLElement, isFiltered: boolean): void {
  for (const count of findAll(`.${scriptClasses.pictured}`, HTMLElement, picture)) {
    const drawn = findAll(`[${bar}]`, Element, picture).filter((mark) => !mark.hasAttribute("hidden")).length;
    count.textContent = isFiltered ? `, ${drawn} shown` : "";
  }
}
