/** The page's script: filter, group, sort, open, meet. The page is whole without it. */
import { copyAddress } from "./copy-address.ts";
import { drive } from "./driver.ts";
import { linkFilters } from "./filter-links.ts";
import { findAll } from "./find-elements.ts";
import { rowOf } from "./item-rows.ts";
import { findTables, type ItemTable, makeSortButtons } from "./item-tables.ts";
import { listenToKeys } from "./keys.ts";
import { drawRow, placeLateRows } from "./late-rows.ts";
import { listenToButtons, listenToClicks, listenToControls } from "./listen.ts";
import { makeFindable } from "./make-findable.ts";
import { isFiltered } from "./page-state.ts";
import { viewPage } from "./page-view.ts";
import { openForPrint } from "./print.ts";
import { rove } from "./roving.ts";
import { nextSort } from "./row-order.ts";
import { showToday } from "./show-today.ts";
import { closePanel, findToolbar, followHeights, roveToolbars, type Toolbar, workPanels } from "./toolbar.ts";

function start(toolbar: Toolbar): void {
  const tables = findTables();
  const markFilters = linkFilters((next) => change(next(now())));
  const view = viewPage(toolbar, tables, markFilters);
  const facets = toolbar.choices.map(({ facet }) => facet);
  const driver = drive(view, facets);
  const { now, change, load, toggle, close, step, meet } = driver;

  makeSortButtons(tables, (column) => change({ ...now(), sort: nextSort(now().sort, column) }));
  listenToControls(toolbar, driver, view.size);
  listenToButtons(toolbar, driver);
  listenToClicks(driver);
  listenToKeys({
    search: () => toolbar.search.focus(),
    copy: () => copyAddress(toolbar.output),
    step,
    toggle,
    meet,
    close: () => {
      if (closePanel(toolbar)) return;
      if (now().isMeeting) meet();
      else if (document.activeElement === toolbar.search && now().words !== "") change({ ...now(), words: "" });
      else if (now().item !== null) close();
    },
    isMeeting: () => now().isMeeting,
  });
  document.addEventListener("beforematch", ({ target }) => {
    const row = rowOf(target);
    if (row === null) return;
    drawRow(row);
    if (!row.classList.contains("current")) toggle(row);
    // The words that were found may be gone with the drawing.
    row.scrollIntoView({ block: "nearest" });
  });
  addEventListener("popstate", load);
  addEventListener("scroll", view.drawNearRows, { passive: true });
  new ResizeObserver(view.drawNearRows).observe(document.body);
  workPanels(toolbar);
  openForPrint();
  showToday();
  roveToolbars();
  roveHeads(tables);
  followHeights(toolbar.form, tables[0]?.element.tHead ?? null);
  load();
  if (isFiltered(now())) showFirst(toolbar, view.rowsShown()[0]);
  makeFindable(document);
}

function roveHeads(tables: readonly ItemTable[]): void {
  for (const { element } of tables) {
    const head = element.tHead?.rows[0];
    if (head) rove(head, () => findAll("button", HTMLButtonElement, head));
  }
}

/** On a phone the page's head fills the screen: whoever was sent a filter sees what it shows. */
function showFirst({ form }: Toolbar, row: HTMLElement | undefined): void {
  if (row !== undefined && row.getBoundingClientRect().bottom > innerHeight) form.scrollIntoView();
}

document.documentElement.classList.add("script");
addEventListener("DOMContentLoaded", () => {
  placeLateRows();
  const toolbar = findToolbar();
  if (toolbar !== null) start(toolbar);
});
