/** The controls above the items. */
import { scriptClasses } from "../core/page-marks.ts";
import { findAll, findFirst } from "./find-elements.ts";

type Control = HTMLInputElement | HTMLSelectElement;

export interface Toolbar {
  readonly form: HTMLFormElement;
  readonly controls: readonly Control[];
  readonly search: HTMLInputElement;
  readonly output: HTMLOutputElement;
  readonly clear: HTMLButtonElement;
  readonly fold: HTMLButtonElement;
}

/** Null on a page without items: it has no controls. */
export function findToolbar(): Toolbar | null {
  const form = findFirst(`.${scriptClasses.tools}`, HTMLFormElement);
  if (form === null) return null;
  const search = findFirst("input", HTMLInputElement, form);
  const output = findFirst("output", HTMLOutputElement, form);
  const clear = findFirst(`.${scriptClasses.clear}`, HTMLButtonElement, form);
  const fold = findFirst(`.${scriptClasses.fold}`, HTMLButtonElement, form);
  if (search === null || output === null || clear === null || fold === null) return null;
  return { form, controls: [search, ...findAll("select", HTMLSelectElement, form)], search, output, clear, fold };
}

/** What stands in the controls, by their names. */
export function readControls(controls: readonly Control[]): ReadonlyMap<string, string> {
  return new Map(controls.map(({ name, value }) => [name, value]));
}

/** Controls without a value, or whose value is none of their choices, are emptied. */
export function writeControls(controls: readonly Control[], values: ReadonlyMap<string, string>): void {
  for (const control of controls) {
    control.value = values.get(control.name) ?? "";
    if (control instanceof HTMLSelectElement && control.selectedIndex === -1) control.value = "";
  }
}

/** Keeps the height by which the tables' heads stay below the controls, 0 where these scroll away. */
export function followHeight(form: HTMLFormElement): void {
  const measure = () => {
    const height = getComputedStyle(form).position === "sticky" ? form.offsetHeight : 0;
    document.documentElement.style.setProperty("--bar-height", `${height}px`);
  };
  new ResizeObserver(measure).observe(form);
  measure();
}
