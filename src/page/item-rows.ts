/** The items on the page: rows of its tables, entries of its lists. The filter hides them; their counts say how many. */
import { scriptAttributes, scriptClasses } from "../core/page-marks.ts";
import { findAll, findFirst } from "./find-elements.ts";
import { countInWords, type ItemCount, sumInWords } from "./item-count.ts";
import { matchesFilter, type RowFilter } from "./row-filter.ts";

const { items, backlog, count } = scriptClasses;
export const rowSelector = `.${items} > tbody > tr, .${backlog} > li`;

export interface ItemRow {
  readonly element: HTMLElement;
  readonly text: () => string;
}

export function findRows(): readonly ItemRow[] {
  return findAll(rowSelector, HTMLElement).map((element) => {
    let text: string | null = null;
    return {
      element,
      text: () => {
        text ??= element.textContent.toLowerCase();
        return text;
      },
    };
  });
}

export function showMatching(rows: readonly ItemRow[], filter: RowFilter): void {
  for (const { element, text } of rows) element.hidden = !matchesFilter({ data: element.dataset, text }, filter);
}

/** Writes the count of each table and list, and gives the sum of all. */
export function tellCounts(): string {
  const counts = findAll(`[${scriptAttributes.set}]`, HTMLElement).map((set): ItemCount => {
    const own = findAll(`:scope > tbody > tr, :scope > .${backlog} > li`, HTMLElement, set);
    const shown = own.filter(({ hidden }) => !hidden).length;
    const counted = { noun: set.getAttribute(scriptAttributes.set) ?? "", shown, total: own.length };
    findFirst(`.${count}`, HTMLElement, set)?.replaceChildren(countInWords(counted));
    return counted;
  });
  return sumInWords(counts);
}
