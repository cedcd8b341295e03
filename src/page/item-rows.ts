/** The items on the page: rows of its tables, entries of its lists. */
import { asideClasses, handleAttribute, scriptAttributes, scriptClasses } from "../core/page-marks.ts";
import { findAll } from "./find-elements.ts";
import type { Filtered } from "./row-filter.ts";

export const rowSelector = `[${scriptAttributes.item}]`;

export interface ItemRow extends Filtered {
  readonly element: HTMLElement;
}

export function readRow(element: HTMLElement): ItemRow {
  let facts: URLSearchParams | null = null;
  let text: string | null = null;
  return {
    element,
    id: idOf(element),
    values: (facet) => {
      facts ??= new URLSearchParams(element.getAttribute(scriptAttributes.facts) ?? "");
      return facts.getAll(facet);
    },
    text: () => {
      text ??= saidIn(element);
      return text;
    },
  };
}

export function idOf(element: Element): number {
  return Number(element.getAttribute(scriptAttributes.item));
}

/** The row or entry that an element stands in. */
export function rowOf(target: EventTarget | null): HTMLElement | null {
  const row = target instanceof Element ? target.closest(rowSelector) : null;
  return row instanceof HTMLElement ? row : null;
}

/** What the page itself says about an item is no word of the item's. */
const { flag, initials, was } = asideClasses;
const asides = new Set<string>([flag, initials, was]);

function saidIn(row: HTMLElement): string {
  const words: string[] = [];
  collect(row, words);
  const handles = findAll(`[${handleAttribute}]`, HTMLElement, row).map((person) =>
    person.getAttribute(handleAttribute),
  );
  return [...words, ...handles.map((handle) => `@${handle}`)].join(" ").toLowerCase();
}

function collect(element: Element, into: string[]): void {
  for (const child of element.childNodes) {
    if (child instanceof Text) into.push(child.data);
    else if (child instanceof Element && ![...child.classList].some((name) => asides.has(name))) collect(child, into);
  }
}

const { rest } = scriptClasses;

/** Lets a search of the browser find what a closed row keeps back. */
export function makeFindable(root: ParentNode): void {
  for (const element of findAll(`.${rest}:not([hidden])`, HTMLElement, root))
    element.setAttribute("hidden", "until-found");
}
