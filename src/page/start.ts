/** The page's script: filter, group, sort, open, meet. The page is whole without it. */
import { scriptClasses } from "../core/page-marks.ts";
import { copyAddress } from "./copy-address.ts";
import { linkFilters } from "./filter-links.ts";
import { findAll } from "./find-elements.ts";
import { idOf, makeFindable, rowOf } from "./item-rows.ts";
import { findTables, makeSortButtons } from "./item-tables.ts";
import { listenToKeys } from "./keys.ts";
import { stepFrom } from "./meeting-walk.ts";
import {
  isFiltered,
  type PageState,
  readState,
  untouched,
  withoutFilter,
  withToggled,
  writeState,
} from "./page-state.ts";
import { viewPage } from "./page-view.ts";
import { openForPrint } from "./print.ts";
import { rove } from "./roving.ts";
import { nextSort } from "./row-order.ts";
import { closePanel, findToolbar, followHeights, roveToolbars, type Toolbar, workPanels } from "./toolbar.ts";

/** Above this many items, a search waits until the reader stops typing. */
const manyRows = 200;
const typingPause = 150;

/** How the address takes on a state: as a step that Back undoes, or in the place of the last one. */
type Step = "push" | "replace";

function start(toolbar: Toolbar): void {
  const tables = findTables();
  const view = viewPage(toolbar, tables);
  const facets = toolbar.choices.map(({ facet }) => facet);
  let state: PageState | null = null;
  let isTyping = false;

  const now = () => state ?? untouched;
  const draw = (next: PageState) => {
    view.draw(next, state);
    markFilters(next);
    state = next;
  };
  const change = (next: PageState, step: Step = "push") => {
    draw(next);
    const fragment = writeState(next);
    const address = fragment === "" ? location.pathname + location.search : `#${fragment}`;
    if (step === "push" && !isTyping) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
    isTyping = false;
  };
  const markFilters = linkFilters((next) => change(next(now())));

  /** An item that the filter hides is shown when a link leads to it. */
  const withItem = (id: number, isMeeting: boolean): PageState => {
    const next = { ...now(), item: id, isMeeting };
    return view.rowShown(id) === null ? withoutFilter(next) : next;
  };
  const goTo = (id: number, step: Step = "push", isMeeting = now().isMeeting) => {
    change(withItem(id, isMeeting), step);
    reveal(id);
  };
  const reveal = (id: number) => {
    const row = view.rowShown(id);
    if (row === null) return;
    row.tabIndex = -1;
    row.focus({ preventScroll: true });
    if (now().isMeeting) scrollTo(0, 0);
    else row.scrollIntoView({ block: "start" });
    // Rows on the way have taken their true heights only now.
    if (!now().isMeeting) requestAnimationFrame(() => row.scrollIntoView({ block: "start" }));
  };
  const close = () => {
    const { item } = now();
    change({ ...now(), item: null }, "replace");
    if (item !== null) view.rowShown(item)?.focus({ preventScroll: true });
  };
  const toggle = (row: HTMLElement) => {
    if (now().isMeeting) return;
    if (now().item === idOf(row)) close();
    else change({ ...now(), item: idOf(row) }, "replace");
  };
  const meet = () => {
    const focused = rowOf(document.activeElement);
    const first = focused === null ? now().item : idOf(focused);
    const id = first ?? stepFrom(view.walk(), null, 0);
    if (id !== null) goTo(id, "push", true);
  };
  const leave = () => {
    const { item } = now();
    change({ ...now(), isMeeting: false });
    if (item !== null) reveal(item);
  };
  const step = (steps: number) => {
    if (now().isMeeting) {
      const id = stepFrom(view.walk(), now().item, steps);
      if (id !== null && id !== now().item) goTo(id, "replace");
      return;
    }
    const rows = view.rowsShown();
    const at = rows.indexOf(rowOf(document.activeElement) ?? document.body);
    const row = rows[at === -1 ? 0 : Math.min(Math.max(at + steps, 0), rows.length - 1)];
    if (row === undefined) return;
    row.tabIndex = -1;
    row.focus();
  };

  const load = () => {
    const next = readState(location.hash.slice(1), facets);
    // The fragment names an element of the page: what is shown stays.
    if (next === null) return draw(now());
    draw(next);
    if (next.item === null) return;
    if (view.rowShown(next.item) === null) draw(withoutFilter(next));
    reveal(next.item);
  };

  makeSortButtons(tables, (column) => change({ ...now(), sort: nextSort(now().sort, column) }));
  for (const { element } of tables) {
    const head = element.tHead?.rows[0];
    if (head) rove(head, () => findAll("button", HTMLButtonElement, head));
  }
  workPanels(toolbar);
  listenToForm();
  listenToClicks();
  listenToKeys({
    search: () => toolbar.search.focus(),
    step,
    toggle,
    meet: () => (now().isMeeting ? leave() : meet()),
    copy: () => copyAddress(toolbar.output),
    close: () => {
      if (closePanel(toolbar)) return;
      if (now().isMeeting) leave();
      else if (document.activeElement === toolbar.search && now().words !== "") change({ ...now(), words: "" });
      else if (now().item !== null) close();
    },
    isMeeting: () => now().isMeeting,
  });
  document.addEventListener("beforematch", ({ target }) => {
    const row = rowOf(target);
    if (row !== null && !now().isMeeting) change({ ...now(), item: idOf(row) }, "replace");
  });
  addEventListener("popstate", load);
  openForPrint();
  roveToolbars();
  followHeights(toolbar.form, tables[0]?.element.tHead ?? null);
  load();
  if (isFiltered(now())) showFirst(toolbar, view.rowsShown()[0]);
  makeFindable(document);

  function listenToForm(): void {
    let timer = 0;
    toolbar.form.addEventListener("submit", (event) => event.preventDefault());
    toolbar.search.addEventListener("input", () => {
      const apply = () => {
        const wasTyping = typed;
        typed = true;
        isTyping = wasTyping;
        change({ ...now(), words: toolbar.search.value });
      };
      clearTimeout(timer);
      timer = setTimeout(apply, view.size > manyRows ? typingPause : 0);
    });
    let typed = false;
    toolbar.search.addEventListener("blur", () => {
      typed = false;
    });
    for (const { facet, element } of toolbar.choices)
      element.addEventListener("change", ({ target }) => {
        if (target instanceof HTMLInputElement) change(withToggled(now(), facet, target.value));
      });
    toolbar.group?.addEventListener("change", () => change({ ...now(), group: toolbar.group?.value ?? "" }));
    toolbar.unfold.addEventListener("click", () => change({ ...now(), isUnfolded: !now().isUnfolded }));
  }

  function listenToClicks(): void {
    const on = (className: string, act: () => void) => {
      for (const button of findAll(`.${className}`, HTMLButtonElement)) button.addEventListener("click", act);
    };
    on(scriptClasses.clear, () => {
      change({ ...withoutFilter(now()), sort: "", group: "" });
      toolbar.search.focus();
    });
    on(scriptClasses.meet, meet);
    on(scriptClasses.copy, () => copyAddress(toolbar.output));
    on("previous", () => step(-1));
    on("next", () => step(1));
    on("leave", leave);
    document.addEventListener("click", (event) => {
      const { target } = event;
      if (!(target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const link = target.closest('a[href^="#"]');
      if (link !== null) {
        event.preventDefault();
        follow(link.getAttribute("href")?.slice(1) ?? "");
        return;
      }
      const row = rowOf(target);
      if (row === null || target.closest("a, button, input, label, summary") || String(getSelection()) !== "") return;
      row.tabIndex = -1;
      toggle(row);
    });
  }

  /** What is shown stays in the address when a link leads to another part of the page. */
  function follow(id: string): void {
    const item = readState(id, facets)?.item ?? null;
    if (item !== null) {
      goTo(item);
      return;
    }
    const target = document.getElementById(id);
    target?.scrollIntoView();
    if (target?.tabIndex === -1) target.focus({ preventScroll: true });
  }
}

/** On a phone the page's head fills the screen: whoever was sent a filter sees what it shows. */
function showFirst({ form }: Toolbar, row: HTMLElement | undefined): void {
  if (row !== undefined && row.getBoundingClientRect().bottom > innerHeight) form.scrollIntoView();
}

document.documentElement.classList.add("script");
addEventListener("DOMContentLoaded", () => {
  const toolbar = findToolbar();
  if (toolbar !== null) start(toolbar);
});
