/** What a closed row keeps back, for a search of the browser. */
import { scriptClasses } from "../core/page-marks.ts";
import { findAll } from "./find-elements.ts";

export function makeFindable(root: ParentNode): void {
  for (const element of findAll(`.${scriptClasses.rest}:not([hidden])`, HTMLElement, root))
    element.setAttribute("hidden", "until-found");
}
