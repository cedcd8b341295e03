/** Older comments are folded: one button for all of them, and on paper they are open. */
import { scriptClasses } from "../core/page-marks.ts";
import { findAll } from "./find-elements.ts";

export function workOlderComments(button: HTMLButtonElement): void {
  const folds = findAll(`details.${scriptClasses.older}`, HTMLDetailsElement);
  const areOpen = () => folds.every(({ open }) => open);
  const label = () => {
    button.textContent = areOpen() ? "Fold older comments" : "Unfold all comments";
  };
  button.addEventListener("click", () => {
    setOpen(folds, !areOpen());
    label();
  });
  openForPrint(folds);
  button.hidden = folds.length === 0;
  label();
}

function setOpen(folds: readonly HTMLDetailsElement[], isOpen: boolean): void {
  for (const fold of folds) fold.open = isOpen;
}

function openForPrint(folds: readonly HTMLDetailsElement[]): void {
  let closed: readonly HTMLDetailsElement[] = [];
  addEventListener("beforeprint", () => {
    closed = folds.filter(({ open }) => !open);
    setOpen(closed, true);
  });
  addEventListener("afterprint", () => setOpen(closed, false));
}
