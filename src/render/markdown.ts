/** The page as Markdown: what a forge shows, and what `gtm import` reads back. */
import { type Column, columnText, wordsAhead } from "../core/columns.ts";
import type { Item } from "../core/item.ts";
import { type Marks, marksOf } from "../core/marks.ts";
import type { Page, PagePart, Shown } from "../core/page.ts";
import { markdownMark } from "../core/page-marks.ts";
import type { Group } from "../core/rank.ts";
import { type Milestone, personAddress, personName, personOf, type Tracker } from "../core/tracker.ts";
import { changesMarkdown } from "./changes-words.ts";
import { detailWord, withBoxes } from "./list-detail.ts";
import { cellMarkdown, escapeMarkdown, lineMarkdown, markdownLink } from "./markdown-cell.ts";
import { safeProse } from "./markdown-prose.ts";

/** Of a cell of comments. */
const commentsBegin = "<ul><li>**";

/** The whole page, ending with a line end. */
export function renderMarkdown(page: Page): string {
  let level = 1;
  const marks = marksOf(page);
  const parts = page.parts.map((part) => {
    if (part.kind === "text") level = lastHeadingLevel(part.markdown) ?? level;
    return renderPart(part, { page, marks, level });
  });
  const isMarked =
    page.parts.some(({ kind }) => kind === "table") && !parts.some((part) => part.includes(commentsBegin));
  return `${[...parts, isMarked ? markdownMark : ""].filter(Boolean).join("\n\n")}\n`;
}

function lastHeadingLevel(markdown: string): number | null {
  return [...markdown.matchAll(/^(#{1,6}) /gm)].at(-1)?.[1]?.length ?? null;
}

interface Around {
  readonly page: Page;
  readonly marks: Marks;
  /** Of the heading above. */
  readonly level: number;
}

function renderPart(part: PagePart, { page, marks, level }: Around): string {
  const { tracker, changes } = page;
  switch (part.kind) {
    case "text":
      return safeProse(part.markdown);
    case "milestones":
      return part.milestones.map(milestone).join("\n");
    case "priorities":
      return part.priorities
        .map(({ key, label }) => `- **${escapeMarkdown(key)}**: ${escapeMarkdown(label)}`)
        .join("\n");
    case "table":
      return table(part.items, part, { tracker, marks, columns: part.columns });
    case "changes":
      return changes ? changesMarkdown(changes, tracker, Math.min(level + 1, 6)) : "";
    case "chart":
      return "";
    case "list":
      return part.groups
        .map((group) => listGroup(group, { tracker, marks, columns: part.columns }, Math.min(level + 1, 6)))
        .join("\n\n");
  }
}

function milestone({ date, end, title, url }: Milestone): string {
  const words = url ? markdownLink(escapeMarkdown(title), url) : escapeMarkdown(title);
  return `- **${end ? `${date} – ${end}` : date}** ${words}`;
}

interface Cells {
  readonly tracker: Tracker;
  readonly marks: Marks;
  /** Of the table, or of the list. */
  readonly columns: readonly Column[];
}

function table(items: readonly Item[], { columns, headings }: Shown, cells: Cells): string {
  const row = (words: readonly string[]) => `| ${words.join(" | ")} |`;
  const head = [row(headings.map(escapeMarkdown)), row(columns.map(() => "---"))];
  return [...head, ...items.map((item) => row(columns.map((column) => cell(item, column, cells))))].join("\n");
}

function cell(item: Item, column: Column, cells: Cells): string {
  const { tracker, marks } = cells;
  switch (column) {
    case "title":
      return [escapeMarkdown(item.title), mark(marks.ofItem(item))].filter(Boolean).join(" ");
    case "owners":
      return item.owners.map((handle) => person(handle, tracker)).join(", ");
    case "refs":
      return cellMarkdown(item.refs.join(", "), tracker);
    case "description":
      return cellMarkdown(item.description, tracker);
    case "comments":
      return asList(entries(item, cellMarkdown, cells));
    default:
      return columnText(item, column, tracker).split("\n").map(escapeMarkdown).join("<br>");
  }
}

function mark(word: "new" | "changed" | null): string {
  return word === null ? "" : `**(${word})**`;
}

function person(handle: string, tracker: Tracker): string {
  const url = personAddress(personOf(tracker, handle));
  const name = escapeMarkdown(personName(tracker, handle));
  return url ? markdownLink(name, url) : name;
}

/** The description where no column has it, then the comments, newest first, as people read them in a meeting. */
function entries(item: Item, write: typeof cellMarkdown, { tracker, marks, columns }: Cells): readonly string[] {
  const ahead = write(wordsAhead(item, columns), tracker);
  const comments = item.comments.toReversed().map((comment) => {
    const head = [comment.date ?? "(no date)", comment.author && `@${comment.author}`].filter(Boolean).join(" ");
    const fresh = marks.isNew(item, comment) ? `${mark("new")} ` : "";
    return `**${escapeMarkdown(head)}** ${fresh}${write(comment.text, tracker)}`;
  });
  return [...(ahead === "" ? [] : [`**Description** ${ahead}`]), ...comments];
}

function asList(lines: readonly string[]): string {
  return lines.length === 0 ? "" : `<ul>${lines.map((line) => `<li>${line}</li>`).join("")}</ul>`;
}

function listGroup({ title, items }: Group, cells: Cells, level: number): string {
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
  const words = cell(item, first, cells).replace(/^(?:(?=[-+#=>])|(\d+)(?=[.)]))/, "$1\\");
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
  const { tracker } = cells;
  const people = item.owners.map((handle) =>
    personAddress(personOf(tracker, handle)) ? person(handle, tracker) : escapeMarkdown(`@${handle}`),
  );
  const words = column === "owners" ? people.join(", ") : cell(item, column, cells);
  return words === "" ? "" : `${escapeMarkdown(detailWord(item, column, tracker))}${words}`;
}
