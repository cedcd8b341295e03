/** The pictures are filtered together with the items: what is out of sight there is out of sight here. */
import { scriptAttributes, scriptClasses } from "../core/page-marks.ts";
import { findAll } from "./find-elements.ts";

const { bar } = scriptAttributes;

/** @param shown the numbers of the items in sight; null for all, whether or not the page shows them elsewhere */
export function filterPictures(shown: ReadonlySet<number> | null): void {
  for (const mark of findAll(`[${bar}]`, Element))
    mark.toggleAttribute("hidden", shown !== null && !shown.has(Number(mark.getAttribute(bar))));
  // How many a picture leaves out anyway is told of all items.
  for (const rest of findAll(`.${scriptClasses.leftOut}`, Element)) rest.toggleAttribute("hidden", shown !== null);
  for (const picture of findAll("figure", HTMLElement)) tellCount(picture, shown !== null);
}

/** Behind the title: `, 5 shown`. */
function tellCount(picture: HTMLElement, isFiltered: boolean): void {
  for (const count of findAll(`.${scriptClasses.pictured}`, HTMLElement, picture)) {
    const drawn = findAll(`[${bar}]`, Element, picture).filter((mark) => !mark.hasAttribute("hidden")).length;
    count.textContent = isFiltered ? `, ${drawn} shown` : "";
  }
}
