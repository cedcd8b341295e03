/** What a row says, read from its HTML: nothing is parsed, so that thousands of rows are read at once. */
import { textIn, unescapeHtml } from "../core/html-text.ts";
import { asideClasses, cellMark, handleAttribute, scriptAttributes } from "../core/page-marks.ts";

/** What the page itself says about an item is no word of the item's: such elements hold text alone. */
const { flag, initials, was } = asideClasses;
const asides = new RegExp(`<span class="(?:${flag}|${initials}|${was})[ "][^<]*`, "g");
const handles = new RegExp(` ${handleAttribute}="([^"]*)"`, "g");

/** An item's words and, behind an `@`, handles; in lower case. */
export function saidIn(html: string): string {
  const named = [...html.matchAll(handles)].map(([, handle = ""]) => `@${unescapeHtml(handle)}`);
  return [textIn(html.replace(asides, " ")), ...new Set(named)].join(" ").toLowerCase();
}

const sortKey = new RegExp(`^<[^<>]* ${scriptAttributes.sort}="([^"]*)"`);

/** What a cell sorts by, of a row whose cells have marks between them. */
export function sortTextIn(row: string, at: number): string {
  const cell = row.split(cellMark)[at] ?? "";
  const key = sortKey.exec(cell)?.[1];
  return key === undefined ? textIn(cell) : unescapeHtml(key);
}
