/** A figure of the page's head becomes a link that shows the items that it counts. */
import { scriptAttributes } from "../core/page-marks.ts";
import { findAll } from "./find-elements.ts";

export function linkFigures(follow: () => void): void {
  for (const figure of findAll(`[${scriptAttributes.filter}]`, HTMLElement)) {
    const [value, words] = [figure.querySelector("dd"), figure.querySelector("dt")];
    if (value === null || words === null) continue;
    const link = document.createElement("a");
    link.href = `#is=${figure.getAttribute(scriptAttributes.filter)}`;
    link.textContent = value.textContent;
    link.setAttribute("aria-label", `${value.textContent} ${words.textContent}: show them`);
    link.addEventListener("click", follow);
    value.replaceChildren(link);
  }
}
