/** On paper, whatever is folded on the page is open, and pictures follow the items: ahead of them, one takes a sheet. */
import { findAll, findFirst } from "./find-elements.ts";

const folded = "details.fold";

export function openForPrint(): void {
  let closed: readonly HTMLDetailsElement[] = [];
  addEventListener("beforeprint", () => {
    closed = findAll(folded, HTMLDetailsElement).filter(({ open }) => !open);
    for (const fold of closed) fold.open = true;
    findFirst("main", HTMLElement)?.append(...pictures());
  });
  addEventListener("afterprint", () => {
    for (const fold of closed) fold.open = false;
    // There they are the last.
    findFirst(".folds", HTMLElement)?.append(...pictures());
  });
}

function pictures(): readonly HTMLDetailsElement[] {
  return findAll(`${folded}:has(> figure)`, HTMLDetailsElement);
}
