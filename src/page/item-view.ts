/** What the reader sees of the items: the state of the controls and the sort, on the page and in its address. */
import { readState, writeState } from "./address-state.ts";
import { findRows, rowSelector, showMatching, tellCounts } from "./item-rows.ts";
import { type ItemTable, sortTables } from "./item-tables.ts";
import { readFilter } from "./row-filter.ts";
import { nextSort } from "./row-order.ts";
import { readControls, type Toolbar, writeControls } from "./toolbar.ts";

export interface ItemView {
  /** Shows what the controls ask for. */
  readonly filter: () => void;
  /** Sorts by a column whose head was clicked. */
  readonly sortBy: (column: string) => void;
  readonly isChanged: () => boolean;
  readonly clear: () => void;
  /** Takes on the state of the address, or shows the item that it names. */
  readonly load: () => void;
  readonly save: () => void;
  /** How many items there are. */
  readonly size: number;
}

/** The items of the page, all shown and in its own order. */
export function viewItems({ controls, output, clear }: Toolbar, tables: readonly ItemTable[]): ItemView {
  const rows = findRows();
  let sort = "";
  const isChanged = () => sort !== "" || controls.some(({ value }) => value.trim() !== "");
  const changeSort = (to: string) => {
    if (to === sort) return;
    sort = to;
    sortTables(tables, sort);
    clear.hidden = !isChanged();
  };
  const filter = () => {
    showMatching(rows, readFilter(readControls(controls)));
    for (const control of controls) control.classList.toggle("chosen", control.value !== "");
    clear.hidden = !isChanged();
    output.textContent = tellCounts();
  };
  const save = () => {
    const fragment = writeState({ values: readControls(controls), sort });
    history.replaceState(null, "", fragment === "" ? location.pathname + location.search : `#${fragment}`);
  };
  const show = (values: ReadonlyMap<string, string>) => {
    writeControls(controls, values);
    filter();
  };
  return {
    filter,
    sortBy: (column) => {
      changeSort(nextSort(sort, column));
      save();
    },
    isChanged,
    clear: () => {
      changeSort("");
      show(new Map());
      save();
    },
    load: () => {
      const fragment = location.hash.slice(1);
      const state = readState(fragment);
      if (state === null) return reveal(fragment, () => show(new Map()));
      changeSort(state.sort);
      show(state.values);
    },
    save,
    size: rows.length,
  };
}

/** An item that the filter hides is shown when a link leads to it. */
function reveal(id: string, showAll: () => void): void {
  const row = document.getElementById(id)?.closest(rowSelector);
  if (!(row instanceof HTMLElement) || !row.hidden) return;
  showAll();
  row.scrollIntoView();
}
