/** The keys of the page. */
import { rowOf } from "./item-rows.ts";

export interface KeyActions {
  readonly search: () => void;
  readonly step: (steps: number) => void;
  /** Opens or closes a row. */
  readonly toggle: (row: HTMLElement) => void;
  readonly meet: () => void;
  readonly copy: () => void;
  /** Closes the innermost thing that is open. */
  readonly close: () => void;
  readonly isMeeting: () => boolean;
}

export function listenToKeys({ search, step, toggle, meet, copy, close, isMeeting }: KeyActions): void {
  const plain: ReadonlyMap<string, () => void> = new Map([
    ["/", search],
    ["j", () => step(1)],
    ["k", () => step(-1)],
    ["m", meet],
    ["c", copy],
  ]);
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const { target, key } = event;
    if (key === "Escape") return close();
    if (!(target instanceof HTMLElement) || target.closest("input:not([type=checkbox]), select")) return;
    const row = rowOf(target);
    if (key === "Enter" && row === target) return toggle(row);
    const steps = { ArrowRight: 1, ArrowLeft: -1 }[key];
    const act = plain.get(key) ?? (isMeeting() && steps !== undefined ? () => step(steps) : undefined);
    if (act === undefined) return;
    event.preventDefault();
    act();
  });
}
