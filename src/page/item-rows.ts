/** The items on the page: rows of its tables, entries of its lists. */
import { scriptAttributes } from "../core/page-marks.ts";
import { htmlOf } from "./late-rows.ts";
import type { Filtered } from "./row-filter.ts";
import { saidIn } from "./row-source.ts";

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
      text ??= saidIn(htmlOf(element));
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
