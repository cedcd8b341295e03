/** What the reader sees of the items: the page made to show a state, and no more of it changed than differs. */
import { scriptAttributes, scriptClasses } from "../core/page-marks.ts";
import { filterInWords } from "./filter-words.ts";
import { findAll, findFirst } from "./find-elements.ts";
import { countInWords, type ItemCount, sumInWords } from "./item-count.ts";
import { type ItemRow, idOf, readRow, rowSelector } from "./item-rows.ts";
import { arrange, countGroups, type ItemTable } from "./item-tables.ts";
import { drawNear, drawRow } from "./late-rows.ts";
import { placeInWords, placeOf } from "./meeting-walk.ts";
import { isFiltered, type PageState, untouched } from "./page-state.ts";
import { filterPictures } from "./pictures.ts";
import { matchesFilter } from "./row-filter.ts";
import { facetWords, type Toolbar, writeControls } from "./toolbar.ts";

export interface PageView {
  readonly draw: (state: PageState) => void;
  /** The numbers of the items in sight, in their order, each once: the open ones where there are any. */
  readonly walk: () => readonly number[];
  /** The first row of an item that is in sight. */
  readonly rowShown: (id: number) => HTMLElement | null;
  /** The rows in sight, in their order. */
  readonly rowsShown: () => readonly HTMLElement[];
  /** For when the window or what is above the rows has moved. */
  readonly drawNearRows: () => void;
  readonly size: number;
}

interface ItemSet {
  readonly element: HTMLElement;
  readonly noun: string;
  readonly rows: readonly ItemRow[];
}

/** @param markFilters shows which of the page's numbers are chosen */
export function viewPage(
  toolbar: Toolbar,
  tables: readonly ItemTable[],
  markFilters: (state: PageState) => void,
): PageView {
  const words = facetWords(toolbar);
  let drawn: PageState | null = null;
  const sets = findSets(tables);
  const rows = sets.flatMap((set) => set.rows);
  let rowsShown: readonly HTMLElement[] = [];
  const findShown = () =>
    findAll(rowSelector, HTMLElement).filter(({ hidden, parentElement }) => !hidden && parentElement?.hidden !== true);
  const walk = () => {
    const shown = rows.filter(({ element }) => !element.hidden);
    const open = new Set((shown.some(isOpen) ? shown.filter(isOpen) : shown).map(({ id }) => id));
    return [...new Set(rowsShown.map(idOf))].filter((id) => open.has(id));
  };
  const rowShown = (id: number) => rowsShown.find((row) => idOf(row) === id) ?? null;

  function drawNearRows(): void {
    if (drawn?.isMeeting === false) drawNear(rowsShown);
  }

  function filter(state: PageState): void {
    for (const row of rows) row.element.hidden = !matchesFilter(row, state);
    const hidden = new Set(rows.filter(({ element }) => element.hidden).map(({ id }) => id));
    for (const copy of findAll(".copy", HTMLElement)) copy.hidden = hidden.has(idOf(copy));
    filterPictures(
      isFiltered(state) ? new Set(rows.filter(({ element }) => !element.hidden).map(({ id }) => id)) : null,
    );
    const counts = sets.map(tellCount);
    const sum = sumInWords(counts);
    toolbar.output.textContent = sum;
    const isNothing = counts.every(({ shown }) => shown === 0);
    findFirst(`.${scriptClasses.nothing}`, HTMLElement)?.toggleAttribute("hidden", !isNothing);
    const filtered = findFirst(".filtered", HTMLElement);
    if (filtered !== null) {
      filtered.hidden = !isFiltered(state);
      filtered.textContent = `Shown: ${filterInWords(state, words)} (${sum})`;
    }
  }

  return {
    size: rows.length,
    walk,
    rowShown,
    rowsShown: () => rowsShown,
    drawNearRows,
    draw: (state) => {
      const before = drawn ?? untouched;
      const isMoved = state.sort !== before.sort || state.group !== before.group;
      const isOther = drawn === null || state.chosen !== before.chosen || state.words !== before.words;
      drawn = state;
      if (isMoved) for (const table of tables) arrange(table, state.sort, state.group, words.get(state.group));
      if (isOther) filter(state);
      if (isMoved || isOther) {
        for (const table of tables) countGroups(table, state.chosen.get(state.group));
        rowsShown = findShown();
      }
      writeControls(toolbar, state);
      markFilters(state);
      const root = document.documentElement.classList;
      root.toggle("unfolded", state.isUnfolded);
      root.toggle("meeting", state.isMeeting);
      // Whoever prints a part of the items has no use for the page's introduction.
      root.toggle("narrowed", isFiltered(state) || state.group !== "");
      const row = state.item === null ? null : rowShown(state.item);
      if (row !== null) drawRow(row);
      for (const other of findAll(".current", HTMLElement)) if (other !== row) other.classList.remove("current");
      row?.classList.add("current");
      markHolders(state.isMeeting ? row : null);
      tellPlace(state, walk);
      drawNearRows();
    },
  };
}

/** Marks what a meeting's item stands in: a style sheet that asked for it (`:has`) would ask of five thousand rows. */
function markHolders(row: HTMLElement | null): void {
  for (const old of findAll(".holds", HTMLElement)) old.classList.remove("holds");
  for (let holder = row?.parentElement; holder && holder.tagName !== "MAIN"; holder = holder.parentElement)
    holder.classList.add("holds");
}

function isOpen({ values }: ItemRow): boolean {
  return values("is").includes("open");
}

/** Tables and lists, each with its items. */
function findSets(tables: readonly ItemTable[]): readonly ItemSet[] {
  return findAll(`[${scriptAttributes.set}]`, HTMLElement).map((element) => ({
    element,
    noun: element.getAttribute(scriptAttributes.set) ?? "",
    rows:
      tables.find((table) => table.element === element)?.rows ??
      findAll(`:scope > .${scriptClasses.backlog} > li`, HTMLElement, element).map(readRow),
  }));
}

/** Writes the count of a table or list. A list of which nothing is shown steps aside, and the heading that is its own. */
function tellCount({ element, noun, rows }: ItemSet): ItemCount {
  const shown = rows.filter((row) => !row.element.hidden).length;
  const counted = { noun, shown, total: rows.length };
  findFirst(`.${scriptClasses.count}`, HTMLElement, element)?.replaceChildren(countInWords(counted));
  const isEmpty = shown === 0 && rows.length > 0;
  element.hidden = isEmpty;
  const { previousElementSibling: previous, nextElementSibling: next } = element;
  const heading = previous?.tagName === "NOSCRIPT" ? previous.previousElementSibling : previous;
  if (heading instanceof HTMLHeadingElement && (next === null || next instanceof HTMLHeadingElement))
    heading.hidden = isEmpty;
  return counted;
}

function tellPlace({ isMeeting, item }: PageState, walk: () => readonly number[]): void {
  const bar = findFirst(`.${scriptClasses.meeting}`, HTMLElement);
  if (bar === null) return;
  bar.hidden = !isMeeting;
  if (isMeeting) findFirst("output", HTMLElement, bar)?.replaceChildren(placeInWords(placeOf(walk(), item)));
}
