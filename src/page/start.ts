/** The page's script: filter, sort, fold. The page is whole without it. */
import { linkFigures } from "./figure-links.ts";
import { findTables, makeSortButtons } from "./item-tables.ts";
import { type ItemView, viewItems } from "./item-view.ts";
import { workOlderComments } from "./older-comments.ts";
import { findToolbar, followHeight, type Toolbar } from "./toolbar.ts";

/** Above this many items, a search waits until the reader stops typing. */
const manyRows = 200;
const typingPause = 150;

function listen({ form, search, clear }: Toolbar, view: ItemView): void {
  let timer = 0;
  form.addEventListener("input", ({ target }) => {
    const apply = () => {
      view.filter();
      view.save();
    };
    clearTimeout(timer);
    timer = setTimeout(apply, target === search && view.size > manyRows ? typingPause : 0);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  clear.addEventListener("click", () => {
    view.clear();
    search.focus();
  });
  addEventListener("hashchange", view.load);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isTyping = event.target instanceof Element && event.target.closest("input, textarea, select") !== null;
    if (event.key === "/" && !isTyping) {
      event.preventDefault();
      search.focus();
    }
    if (event.key === "Escape" && view.isChanged()) view.clear();
  });
}

function start(toolbar: Toolbar): void {
  const tables = findTables();
  const view = viewItems(toolbar, tables);
  makeSortButtons(tables, view.sortBy);
  linkFigures(() => toolbar.form.scrollIntoView());
  listen(toolbar, view);
  workOlderComments(toolbar.fold);
  toolbar.form.hidden = false;
  document.documentElement.classList.add("script");
  followHeight(toolbar.form);
  view.filter();
  view.load();
}

const toolbar = findToolbar();
if (toolbar !== null) start(toolbar);
