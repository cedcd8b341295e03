/** The items as comma-separated values, for a spreadsheet: one row an item, the open ones first. */

import { type Column, columnHeading, columnText } from "../core/columns.ts";
import { handlePattern } from "../core/comment-head.ts";
import type { Comment, Item } from "../core/item.ts";
import type { Page, Shown } from "../core/page.ts";
import { flagColumns } from "../core/page-marks.ts";
import { printable } from "../core/printable.ts";
import { isOverdue, isStale } from "../core/select.ts";
import { fileColumns, isOfKind } from "../core/standard-columns.ts";
import { personName, type Tracker } from "../core/tracker.ts";
import { describeChanges } from "./changes-words.ts";

export interface CsvOptions {
  /** Excel takes a file without a byte order mark for the local code page. */
  readonly bom?: boolean;
}

/** RFC 4180: commas, CRLF behind each row, quotes where a cell needs them; the first row has the page's headings. */
export function renderCsv(page: Page, options: CsvOptions = {}): string {
  const { tracker } = page;
  const before = [...fileColumns, ...Object.keys(tracker.fields)];
  const behind = ["description", "comments"] as const;
  const flags = flagsOf(page, [...before, ...behind]);
  const changes = page.changes ? describeChanges(page.changes, tracker) : null;
  const changeOf = new Map(
    changes?.lines.map(({ item, text, comments }) => [item.id, [text, ...comments.map(comment)].join("\n")]),
  );
  const owning = new Set([...page.open, ...page.closed].flatMap(({ owners }) => owners));
  const named = (text: string) => withNames(text, tracker, owning);
  const rows = [
    [
      ...before.map((column) => columnHeading(column, tracker)),
      ...flags.map(({ heading }) => heading),
      ...behind.map((column) => columnHeading(column, tracker)),
      ...(changes ? [changes.heading] : []),
    ],
    ...[...page.open, ...page.closed].map((item) => [
      ...before.map((column) => cell(item, column, tracker, named)),
      ...flags.map(({ word, holds }) => (holds(item) ? word : "")),
      ...behind.map((column) => cell(item, column, tracker, named)),
      ...(changes ? [changeOf.get(item.id) ?? ""] : []),
    ]),
  ];
  return `${options.bom ? "\uFEFF" : ""}${csvLines(rows)}`;
}

/** The same of some items and columns. */
export function itemRows(items: readonly Item[], { columns, headings }: Shown, tracker: Tracker): string {
  const rows = items.map((item) => columns.map((column) => cell(item, column, tracker, (text) => text)));
  return csvLines([headings, ...rows]);
}

function csvLines(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `${cells.map((text) => quoted(guarded(visible(text)))).join(",")}\r\n`).join("");
}

interface Flag {
  readonly heading: string;
  readonly word: string;
  readonly holds: (item: Item) => boolean;
}

/** What the page says of its items itself; not where the tracker has a column of that name. */
function flagsOf({ tracker, asOf, unheard }: Page, columns: readonly Column[]): readonly Flag[] {
  const taken = new Set(columns.map((column) => columnHeading(column, tracker).trim().toLowerCase()));
  const flags: readonly Flag[] = [
    { ...flagColumns.overdue, holds: (item) => isOverdue(item, asOf) },
    { ...flagColumns.stale, holds: (item) => isStale(item, { tracker, today: asOf, unheard }) },
  ];
  return flags.filter(({ word }) => !taken.has(word));
}

const mention = new RegExp(`(?<![^\\s(])@(${handlePattern})`, "gu");

/** `[Marisol Reyes](@mreyes)`: who is only mentioned has a name nowhere else. Code stays as it is. */
function withNames(text: string, tracker: Tracker, owning: ReadonlySet<string>): string {
  if (/[`<]|^ {4}/m.test(text)) return text;
  return text.replace(mention, (whole, handle: string) => {
    const name = personName(tracker, handle);
    const isPlain = Object.hasOwn(tracker.people, handle) && /^[\p{L}\p{N} .'’-]{1,80}$/u.test(name);
    return isPlain && name !== handle && !owning.has(handle) ? `[${name}](@${handle})` : whole;
  });
}

function cell(item: Item, column: Column, tracker: Tracker, named: (text: string) => string): string {
  if (column === "owners") return item.owners.map((handle) => owner(handle, tracker)).join("; ");
  if (isOfKind(column, "words")) return item[column].join("; ");
  if (column === "comments")
    return item.comments
      .toReversed()
      .map((said) => comment({ ...said, text: named(said.text) }))
      .join("\n");
  if (column === "description") return named(item.description);
  return columnText(item, column, tracker);
}

/** `Marisol Reyes (@mreyes)`: a name alone would not find the person again; who has no name is the handle itself. */
function owner(handle: string, tracker: Tracker): string {
  const name = personName(tracker, handle).replace(/[;\s]+/g, " ");
  return name === handle ? handle : `${name} (@${handle})`;
}

/**
 * `• [2026-10-22 @mreyes] text`, newest first as on the page. Further lines are indented, so that one which begins with
 * a date is no comment of its own; and a text that begins with a sign starts on such a line, for behind the bracket an
 * import takes a sign for punctuation.
 */
function comment({ date, author, text }: Comment): string {
  const head = `• [${[date ?? "no date", author && `@${author}`].filter(Boolean).join(" ")}]`;
  const words = text.replace(/\r\n?/g, "\n").trim();
  const gap = /^[-–—:;.,|\])]/.test(words) ? "\n" : " ";
  return `${head}${gap}${words}`.trimEnd().replace(/\n(?=.)/g, "\n  ");
}

/** Control characters as visible signs; lone surrogates have no place in UTF-8. */
function visible(text: string): string {
  return printable(text.replace(/\r\n?/g, "\n")).replace(/\p{Cs}/gu, "\uFFFD");
}

/**
 * What a spreadsheet would take for a formula gets an apostrophe, which spreadsheets hide or show but never run:
 * https://owasp.org/www-community/attacks/CSV_Injection. A cell that has apostrophes before such a sign gets one more,
 * so that taking one off is always right: `'` before `'*`, blanks or invisible signs, and one of `= + - @` (full-width
 * ones too) or a tab or line end.
 */
function guarded(text: string): string {
  return /^'*(?:[\s\p{Cf}]*[-=+@＝＋－＠]|[\t\r\n])/u.test(text) ? `'${text}` : text;
}

/** Semicolons and tabs too: some spreadsheets split there. */
function quoted(text: string): string {
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
