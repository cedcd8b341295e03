/** From what a reader clicks and types to what the page does. */
import { scriptClasses } from "../core/page-marks.ts";
import { copyAddress } from "./copy-address.ts";
import type { Driver } from "./driver.ts";
import { findAll } from "./find-elements.ts";
import { rowOf } from "./item-rows.ts";
import { readState, withoutFilter, withToggled } from "./page-state.ts";
import type { Toolbar } from "./toolbar.ts";

/** Above this many items, a search waits until the reader stops typing. */
const manyRows = 200;
const typingPause = 150;

export function listenToControls(
  { form, search, choices, group, unfold }: Toolbar,
  driver: Driver,
  size: number,
): void {
  const { now, change } = driver;
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const { facet, element } of choices)
    element.addEventListener("change", ({ target }) => {
      if (target instanceof HTMLInputElement) change(withToggled(now(), facet, target.value));
    });
  group?.addEventListener("change", () => change({ ...now(), group: group.value }));
  unfold.addEventListener("click", () => change({ ...now(), isUnfolded: !now().isUnfolded }));
  listenToTyping(search, driver, size > manyRows ? typingPause : 0);
}

/** All that is typed in one go is one step of Back. */
function listenToTyping(search: HTMLInputElement, { now, change }: Driver, pause: number): void {
  let timer = 0;
  let isGoingOn = false;
  search.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      change({ ...now(), words: search.value }, isGoingOn ? "replace" : "push");
      isGoingOn = true;
    }, pause);
  });
  const end = () => {
    isGoingOn = false;
  };
  search.addEventListener("blur", end);
  addEventListener("popstate", end);
}

export function listenToButtons({ search, output }: Toolbar, { now, change, meet, step }: Driver): void {
  const on = (className: string, act: () => void) => {
    for (const button of findAll(`.${className}`, HTMLButtonElement)) button.addEventListener("click", act);
  };
  on(scriptClasses.clear, () => {
    change({ ...withoutFilter(now()), sort: "", group: "" });
    search.focus();
  });
  on(scriptClasses.meet, meet);
  on(scriptClasses.copy, () => copyAddress(output));
  on("previous", () => step(-1));
  on("next", () => step(1));
  on("leave", meet);
}

/** Links of the page to its own parts, and rows. */
export function listenToClicks(driver: Driver): void {
  document.addEventListener("click", (event) => {
    const { target } = event;
    if (!(target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = target.closest('a[href^="#"]');
    if (link !== null) {
      event.preventDefault();
      follow(link.getAttribute("href")?.slice(1) ?? "", driver);
      return;
    }
    const row = rowOf(target);
    const isOther = target.closest("a, button, input, label, summary") !== null || String(getSelection()) !== "";
    if (row !== null && !isOther) driver.toggle(row);
  });
}

/** The address keeps what is shown when a link leads to another part of the page. */
function follow(id: string, { goTo }: Driver): void {
  const item = readState(id, [])?.item ?? null;
  if (item !== null) {
    goTo(item);
    return;
  }
  const target = document.getElementById(id);
  target?.scrollIntoView();
  if (target?.tabIndex === -1) target.focus({ preventScroll: true });
}
