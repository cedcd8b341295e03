/** The controls above the items: what stands in them, and what they are called. */
import { scriptAttributes, scriptClasses } from "../core/page-marks.ts";
import type { FacetWords } from "./filter-words.ts";
import { findAll, findFirst } from "./find-elements.ts";
import { isChosen, type PageState } from "./page-state.ts";
import { rove } from "./roving.ts";

export interface FacetChoice {
  readonly facet: string;
  readonly element: HTMLDetailsElement;
  readonly summary: HTMLElement;
  readonly boxes: readonly HTMLInputElement[];
  readonly words: FacetWords;
}

export interface Toolbar {
  readonly form: HTMLFormElement;
  readonly search: HTMLInputElement;
  readonly choices: readonly FacetChoice[];
  /** Null where the page has no table to group. */
  readonly group: HTMLSelectElement | null;
  readonly output: HTMLOutputElement;
  readonly unfold: HTMLButtonElement;
}

/** Null on a page without items: it has no controls. */
export function findToolbar(): Toolbar | null {
  const form = findFirst(`.${scriptClasses.tools}`, HTMLFormElement);
  if (form === null) return null;
  const search = findFirst("input[type=search]", HTMLInputElement, form);
  const output = findFirst("output", HTMLOutputElement, form);
  const unfold = findFirst(`.${scriptClasses.unfold}`, HTMLButtonElement, form);
  if (search === null || output === null || unfold === null) return null;
  const choices = findAll(`[${scriptAttributes.facet}]`, HTMLDetailsElement, form).flatMap(readChoice);
  return { form, search, choices, group: findFirst("select", HTMLSelectElement, form), output, unfold };
}

function readChoice(element: HTMLDetailsElement): readonly FacetChoice[] {
  const summary = findFirst("summary", HTMLElement, element);
  if (summary === null) return [];
  const boxes = findAll("input", HTMLInputElement, element);
  const values = new Map(
    boxes.map((box) => [box.value, box.labels?.[0]?.querySelector("span")?.textContent ?? box.value]),
  );
  const facet = element.getAttribute(scriptAttributes.facet) ?? "";
  return [{ facet, element, summary, boxes, words: { label: summary.textContent, values } }];
}

/** What a facet of the page is called, and its values in their order. */
export function facetWords({ choices }: Toolbar): ReadonlyMap<string, FacetWords> {
  return new Map(choices.map(({ facet, words }) => [facet, words]));
}

/** Puts the state in the controls. The search keeps what is being typed. */
export function writeControls({ search, choices, group, unfold }: Toolbar, state: PageState): void {
  if (search.value.trim() !== state.words.trim()) search.value = state.words;
  for (const { facet, summary, boxes, words } of choices) {
    const values = state.chosen.get(facet) ?? [];
    for (const box of boxes) box.checked = isChosen(state, facet, box.value);
    const [only = ""] = values;
    const told = values.length === 1 ? (words.values.get(only) ?? only) : String(values.length);
    summary.textContent = values.length === 0 ? words.label : `${words.label}: ${told}`;
    summary.classList.toggle("chosen", values.length > 0);
  }
  if (group !== null) {
    group.value = state.group;
    if (group.selectedIndex === -1) group.value = "";
    group.classList.toggle("chosen", group.value !== "");
  }
  unfold.textContent = state.isUnfolded ? "Close all" : "Open all";
  for (const clear of findAll(`.${scriptClasses.tools} .${scriptClasses.clear}`, HTMLButtonElement))
    clear.hidden = state.chosen.size === 0 && state.words.trim() === "" && state.sort === "" && state.group === "";
}

/** One panel at a time, which a click elsewhere closes. */
export function workPanels({ form }: Toolbar): void {
  const panels = findAll(`.${scriptClasses.choice}`, HTMLDetailsElement, form);
  for (const panel of panels)
    panel.addEventListener("toggle", () => {
      if (panel.open) for (const other of panels) if (other !== panel) other.open = false;
    });
  document.addEventListener("pointerdown", ({ target }) => {
    for (const panel of panels) if (target instanceof Node && !panel.contains(target)) panel.open = false;
  });
}

/** Closes the panel that is open, and says whether there was one. */
export function closePanel({ form }: Toolbar): boolean {
  const open = findFirst(`.${scriptClasses.choice}[open]`, HTMLDetailsElement, form);
  if (open === null) return false;
  open.open = false;
  findFirst("summary", HTMLElement, open)?.focus();
  return true;
}

export function roveToolbars(): void {
  for (const bar of findAll("[role=toolbar]", HTMLElement))
    rove(bar, () =>
      findAll(":scope > button, :scope > details > summary, :scope > .figure > button", HTMLElement, bar),
    );
}

/** Null of what is out of sight, which keeps its height: a row is scrolled to before its table is measured again. */
function stickyHeight(element: HTMLElement | null): number | null {
  if (element === null || getComputedStyle(element).position !== "sticky") return 0;
  return element.offsetHeight || null;
}

/** Keeps the heights by which heads of tables and of groups stay below the controls; 0 where these scroll away. */
export function followHeights(form: HTMLFormElement, head: HTMLElement | null): void {
  const { style } = document.documentElement;
  const measure = () => {
    // Each write asks anew for the style of every row: all is read before.
    const [bar, heads] = [stickyHeight(form), stickyHeight(head)];
    if (bar !== null) style.setProperty("--bar-height", `${bar}px`);
    if (heads !== null) style.setProperty("--head-height", `${heads}px`);
  };
  const observer = new ResizeObserver(measure);
  observer.observe(form);
  if (head !== null) observer.observe(head);
  measure();
}
