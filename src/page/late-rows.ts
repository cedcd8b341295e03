/**
 * The items of a long page stand in it as text, which a browser takes in without parsing it. A row is drawn when it comes near
 * the window, or somebody goes to it, finds, prints or copies it; until then it holds its words for a search of the browser.
 */
import { textIn } from "../core/html-text.ts";
import { rowMark, scriptAttributes } from "../core/page-marks.ts";
import { findAll } from "./find-elements.ts";
import { makeFindable } from "./make-findable.ts";

/** By its row, the HTML of its content. */
const sources = new WeakMap<Element, string>();
const words = "undrawn";
const notDrawn = `[${scriptAttributes.item}]:not([hidden]):is(:empty, :has(.${words}))`;

/** The HTML of a row, drawn or not; undefined where the page was short enough to be parsed. */
export function lateHtmlOf(row: Element): string | undefined {
  return sources.get(row);
}

export function htmlOf(row: Element): string {
  return sources.get(row) ?? row.innerHTML;
}

/** Puts tables and lists behind their text, with rows that are not drawn. */
export function placeLateRows(): void {
  const rows = findAll("main noscript", HTMLElement).flatMap(placeRows);
  if (rows.length === 0) return;
  addEventListener("beforeprint", () => drawMany(() => true));
  document.addEventListener("copy", () => drawMany((row) => getSelection()?.containsNode(row, true) === true));
  writeWords(rows);
}

function placeRows(noscript: HTMLElement): readonly HTMLElement[] {
  const [head = "", ...written] = noscript.textContent.split(rowMark);
  const tail = written.pop() ?? "";
  const pieces = written.map(takeApart);
  // Of a page that a browser has saved as it stood then: most of its rows are not drawn.
  if (noscript.nextElementSibling?.matches(`[${scriptAttributes.set}]`)) noscript.nextElementSibling.remove();
  noscript.insertAdjacentHTML("afterend", `${head}${pieces.map(({ tags }) => tags).join("")}${tail}`);
  const { nextElementSibling: placed } = noscript;
  const rows = placed === null ? [] : findAll(`[${scriptAttributes.item}]`, HTMLElement, placed);
  rows.forEach((row, index) => {
    sources.set(row, pieces[index]?.content ?? "");
  });
  return rows;
}

/** A row's own tags, and what stands between them. */
function takeApart(row: string): { readonly tags: string; readonly content: string } {
  const [begin, end] = [row.indexOf(">") + 1, row.lastIndexOf("<")];
  return { tags: row.slice(0, begin) + row.slice(end), content: row.slice(begin, end) };
}

/** Does nothing to a row that is drawn. */
export function drawRow(row: Element): void {
  const source = sources.get(row);
  if (source === undefined || isDrawn(row)) return;
  row.replaceChildren();
  row.insertAdjacentHTML("beforeend", source);
  makeFindable(row);
}

/** Of the rows that no filter hides. */
function drawMany(isWanted: (row: HTMLElement) => boolean): void {
  const rows = findAll(notDrawn, HTMLElement).filter(isWanted);
  const selection = getSelection();
  const range = selection?.rangeCount ? selection.getRangeAt(0) : null;
  // A thousand rows take Chromium 14 s where they are selected, else 0.3 s.
  selection?.removeAllRanges();
  rows.forEach(drawRow);
  if (range !== null) selection?.addRange(range);
}

/** Draws those of rows that stand one below the other, which a window shows or soon will: a screen's height around it. */
export function drawNear(rows: readonly HTMLElement[]): void {
  const isNear = (row: HTMLElement | undefined) =>
    row !== undefined && row.getBoundingClientRect().top < 2 * innerHeight;
  const begin = firstWhere(rows, (row) => row.getBoundingClientRect().bottom > -innerHeight);
  let end = begin;
  while (isNear(rows[end])) end += 1;
  rows.slice(begin, end).forEach(drawRow);
}

/** The place of the first that holds, where all behind it hold too; the length where none does. */
function firstWhere<Value>(values: readonly Value[], holds: (value: Value) => boolean): number {
  let [from, to] = [0, values.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const value = values[middle];
    if (value === undefined || holds(value)) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** The same row once more, to be drawn by itself. */
export function copyRow(row: HTMLElement): Node {
  const copy = row.cloneNode(true);
  const source = sources.get(row);
  if (copy instanceof Element && source !== undefined) sources.set(copy, source);
  return copy;
}

function isDrawn(row: Element): boolean {
  return row.hasChildNodes() && row.querySelector(`.${words}`) === null;
}

/** Rows whose words are written in one go: a few milliseconds, after which the page answers. */
const slice = 200;

function writeWords(rows: readonly HTMLElement[], from = 0): void {
  setTimeout(() => {
    for (const row of rows.slice(from, from + slice)) if (!isDrawn(row)) writeOwnWords(row);
    if (from + slice < rows.length) writeWords(rows, from + slice);
  });
}

function writeOwnWords(row: HTMLElement): void {
  const room = document.createElement("div");
  room.className = words;
  room.setAttribute("hidden", "until-found");
  room.textContent = textIn(htmlOf(row));
  (row instanceof HTMLTableRowElement ? row.insertCell() : row).append(room);
}
