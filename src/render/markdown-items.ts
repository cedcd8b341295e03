/** What a column shows of an item as Markdown on one line, and lists of items. */
import { type Column, columnText, wordsAhead } from "../core/columns.ts";
import type { Item } from "../core/item.ts";
import type { Marks } from "../core/marks.ts";
import { onceAWord } from "../core/once-a-word.ts";
import type { Page } from "../core/page.ts";
import type { Group } from "../core/rank.ts";
import { personAddress, personName, personOf, type Tracker } from "../core/tracker.ts";
import { detailWord, withBoxes } from "./list-detail.ts";
import { cellMarkdown, escapeMarkdown, lineMarkdown, markdownLink } from "./markdown-cell.ts";
import { type Remark, remarksOn } from "./remarks.ts";

export interface Cells {
  readonly page: Page;
  readonly marks: Marks;
  /** Of the table, or of the list. */
  readonly columns: readonly Column[];
}

/** The content of a cell, with what the page remarks on it. */
export function markdownCell(item: Item, column: Column, cells: Cells): string {
  const remarks = remarksOn(item, column, cells.columns, cells.page, cells.marks);
  const words = value(item, column, cells);
  return remarks.length === 0 ? words : [words, ...remarks.map(remark)].filter(Boolean).join(" ");
}

function value(item: Item, column: Column, cells: Cells): string {
  const { tracker } = cells.page;
  switch (column) {
    case "title":
      return escapeMarkdown(item.title);
    case "owners":
      return item.owners.map((handle) => person(handle, tracker)).join(", ");
    case "refs":
      return cellMarkdown(item.refs.join(", "), tracker);
    case "description":
      return cellMarkdown(item.description, tracker);
    case "comments":
      return asList(entries(item, cellMarkdown, cells));
    default:
      return escapedLines(columnText(item, column, tracker));
  }
}

function escapedLines(text: string): string {
  return text.includes("\n") ? text.split("\n").map(escapeMarkdown).join("<br>") : escapeMarkdown(text);
}

/** A word of the page, not of the value before it. */
export function remark(word: Remark): string {
  return `**(${word})**`;
}

const person = onceAWord((handle, tracker): string => {
  const url = personAddress(personOf(tracker, handle));
  const name = escapeMarkdown(personName(tracker, handle));
  return url ? markdownLink(name, url) : name;
});

/** The description where no column has it, then the comments. */
function entries(item: Item, write: typeof cellMarkdown, cells: Cells): readonly string[] {
  const ahead = descriptionEntry(wordsAhead(item, cells.columns), write, cells.page.tracker);
  return [...(ahead === "" ? [] : [ahead]), ...commentEntries(item, write, cells)];
}

/** `**Description** words`; "" for none. */
export function descriptionEntry(
  description: string,
  write: typeof cellMarkdown,
  tracker: Tracker,
  label = "Description",
): string {
  const words = write(description, tracker);
  return words === "" ? "" : `**${label}** ${words}`;
}

/** Newest first, as people read them in a meeting. */
export function commentEntries(item: Item, write: typeof cellMarkdown, { page, marks }: Cells): readonly string[] {
  return item.comments.toReversed().map((comment) => {
    const head = `${comment.date ?? "(no date)"}${comment.author ? ` @${comment.author}` : ""}`;
    const fresh = marks.isNew(item, comment) ? `${remark("new")} ` : "";
    return `**${escapeMarkdown(head)}** ${fresh}${write(comment.text, page.tracker)}`;
  });
}

function asList(lines: readonly string[]): string {
  return lines.length === 0 ? "" : `<ul>${lines.map((line) => `<li>${line}</li>`).join("")}</ul>`;
}

/** A heading, where the list is grouped, and an entry an item. */
export function markdownList({ title, items }: Group, cells: Cells, level: number): string {
  const { boxes, columns } = withBoxes(cells.columns);
  const lines = items.map((item, index) => {
    const box = item.closed === null ? "[ ] " : "[x] ";
    return listEntry(item, boxes ? "- " : `${index + 1}. `, boxes ? box : "", { ...cells, columns });
  });
  const heading = title === null ? [] : [`${"#".repeat(level)} ${escapeMarkdown(title)}`, ""];
  return [...heading, ...lines].join("\n");
}

/** The title, what else is known of the item in brackets, and below it what takes more than words. */
function listEntry(item: Item, marker: string, box: string, cells: Cells): string {
  const [first = "title", ...others] = cells.columns;
  const words = markdownCell(item, first, cells).replace(/^(?:(?=[-+#=>])|(\d+)(?=[.)]))/, "$1\\");
  const details = others
    .filter((column) => column !== "comments" && column !== "description")
    .map((column) => detail(item, column, cells))
    .filter(Boolean);
  const below = [
    ...(others.includes("description")
      ? entries({ ...item, comments: [] }, lineMarkdown, { ...cells, columns: [] })
      : []),
    ...(others.includes("comments") ? entries(item, lineMarkdown, cells) : []),
  ];
  return [
    `${marker}${box}${words}${details.length === 0 ? "" : ` (${details.join(", ")})`}`,
    ...below.map((line) => `${" ".repeat(marker.length)}- ${line}`),
  ].join("\n");
}

/** A person without an address goes by the handle: a name alone might be words of the title. */
function detail(item: Item, column: Column, cells: Cells): string {
  const { tracker } = cells.page;
  const people = item.owners.map((handle) =>
    personAddress(personOf(tracker, handle)) ? person(handle, tracker) : escapeMarkdown(`@${handle}`),
  );
  const words = column === "owners" ? people.join(", ") : markdownCell(item, column, cells);
  return words === "" ? "" : `${escapeMarkdown(detailWord(item, column, tracker))}${words}`;
}
