/** Numbers of the page that are filters: the figures of its head, the cells of the overview. */
import { scriptAttributes, scriptClasses } from "../core/page-marks.ts";
import { findAll, findFirst } from "./find-elements.ts";
import { isChosen, type PageState, withFilter, withToggled } from "./page-state.ts";

/** Makes buttons of them; gives what shows which of them are chosen. */
export function linkFilters(change: (next: (state: PageState) => PageState) => void): (state: PageState) => void {
  findFirst(`.${scriptClasses.figures}`, HTMLElement)?.setAttribute("role", "toolbar");
  findFirst(`.${scriptClasses.figures}`, HTMLElement)?.setAttribute("aria-label", "Figures");
  const figures = findAll(`[${scriptAttributes.flag}]`, HTMLElement).map((element) => {
    const flag = element.getAttribute(scriptAttributes.flag) ?? "";
    return { flag, button: makeButton(element, () => change((state) => withToggled(state, "is", flag))) };
  });
  for (const cell of findAll(`[${scriptAttributes.filter}]`, HTMLElement)) {
    const fragment = cell.getAttribute(scriptAttributes.filter) ?? "";
    makeButton(cell, () => change((state) => withFilter(state, fragment)));
  }
  return (state) => {
    for (const { flag, button } of figures) button.setAttribute("aria-pressed", String(isChosen(state, "is", flag)));
  };
}

function makeButton(element: HTMLElement, act: () => void): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...element.childNodes);
  button.addEventListener("click", act);
  element.append(button);
  return button;
}
