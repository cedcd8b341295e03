/** What a reader does with the page: each act makes a state of the one before, shows it, and writes it into the address. */
import { idOf, rowOf } from "./item-rows.ts";
import { drawRow } from "./late-rows.ts";
import { stepFrom } from "./meeting-walk.ts";
import { type PageState, readState, untouched, withoutFilter, writeState } from "./page-state.ts";
import type { PageView } from "./page-view.ts";

/** How the address takes on a state: as a step that Back undoes, or in the place of the last one. */
type Step = "push" | "replace";

export interface Driver {
  readonly now: () => PageState;
  readonly change: (next: PageState, step?: Step) => void;
  /** Takes on the state of the address. */
  readonly load: () => void;
  /** Shows an item, even one that the filter hides. */
  readonly goTo: (id: number) => void;
  /** Opens a row, or closes it. */
  readonly toggle: (row: HTMLElement) => void;
  /** Closes the row that is open. */
  readonly close: () => void;
  /** The next item of a meeting, or the next row. */
  readonly step: (steps: number) => void;
  /** Begins a meeting at the item in hand, or ends it there. */
  readonly meet: () => void;
}

/** @param facets those of the page */
export function drive(view: PageView, facets: readonly string[]): Driver {
  let state = untouched;
  const now = () => state;

  function draw(next: PageState): void {
    view.draw(next);
    state = next;
  }

  function change(next: PageState, step: Step = "push"): void {
    draw(next);
    const fragment = writeState(next);
    const address = fragment === "" ? location.pathname + location.search : `#${fragment}`;
    if (step === "push") history.pushState(null, "", address);
    else history.replaceState(null, "", address);
  }

  function goTo(id: number, step: Step = "push", isMeeting = now().isMeeting): void {
    const next = { ...now(), item: id, isMeeting };
    change(view.rowShown(id) === null ? withoutFilter(next) : next, step);
    reveal(id);
  }

  /** Brings an item below what sticks to the window's top, and the keys to it. */
  function reveal(id: number): void {
    const row = view.rowShown(id);
    if (row === null) return;
    takeFocus(row);
    if (now().isMeeting) {
      scrollTo(0, 0);
      return;
    }
    row.scrollIntoView();
    // Rows on the way have taken their true heights only now.
    requestAnimationFrame(() => row.scrollIntoView());
  }

  function close(): void {
    const { item } = now();
    const row = item === null ? null : view.rowShown(item);
    change({ ...now(), item: null }, "replace");
    if (row !== null) takeFocus(row);
  }

  function walkOn(steps: number): void {
    const id = stepFrom(view.walk(), now().item, steps);
    if (id !== null && id !== now().item) goTo(id, "replace");
  }

  function stepRow(steps: number): void {
    const rows = view.rowsShown();
    const focused = rowOf(document.activeElement);
    const at = focused === null ? -1 : rows.indexOf(focused);
    const row = rows[at === -1 ? 0 : Math.min(Math.max(at + steps, 0), rows.length - 1)];
    row?.scrollIntoView({ block: "nearest" });
    if (row !== undefined) takeFocus(row);
  }

  function meet(): void {
    const focused = rowOf(document.activeElement);
    const id = (focused === null ? now().item : idOf(focused)) ?? stepFrom(view.walk(), null, 0);
    if (id !== null) goTo(id, "push", true);
  }

  function leave(): void {
    const { item } = now();
    change({ ...now(), isMeeting: false });
    if (item !== null) reveal(item);
  }

  function load(): void {
    const next = readState(location.hash.slice(1), facets);
    // A fragment that names an element of the page leaves what is shown.
    draw(next ?? now());
    if (next === null || next.item === null) return;
    if (view.rowShown(next.item) === null) draw(withoutFilter(next));
    reveal(next.item);
  }

  return {
    now,
    change,
    load,
    goTo,
    close,
    step: (steps) => (now().isMeeting ? walkOn(steps) : stepRow(steps)),
    meet: () => (now().isMeeting ? leave() : meet()),
    toggle: (row) => {
      if (now().isMeeting) return;
      if (now().item === idOf(row)) close();
      else change({ ...now(), item: idOf(row) }, "replace");
    },
  };
}

/** Without being one of a thousand stops of the Tab key. */
function takeFocus(row: HTMLElement): void {
  drawRow(row);
  row.tabIndex = -1;
  row.focus({ preventScroll: true });
}
