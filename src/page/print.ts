/** On paper, whatever is folded on the page is open. */
import { findAll } from "./find-elements.ts";

export function openForPrint(): void {
  let closed: readonly HTMLDetailsElement[] = [];
  addEventListener("beforeprint", () => {
    closed = findAll("details.fold", HTMLDetailsElement).filter(({ open }) => !open);
    for (const fold of closed) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of closed) fold.open = false;
  });
}
