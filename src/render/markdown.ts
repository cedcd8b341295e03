/** The page as Markdown: what a forge shows, and what `gtm import` reads back. */
import { type Column, columnHeading, columnText } from "../core/columns.ts";
import type { Item } from "../core/item.ts";
import { type Marks, marksOf } from "../core/marks.ts";
import type { Page, PagePart } from "../core/page.ts";
import type { Group } from "../core/rank.ts";
import { type Milestone, personName, personOf, type Tracker } from "../core/tracker.ts";
import { changesMarkdown } from "./changes-words.ts";
import { cellMarkdown, escapeMarkdown, markdownLink } from "./markdown-cell.ts";
import { safeProse } from "./markdown-prose.ts";

/** The whole page, ending with a line end. */
export function renderMarkdown(page: Page): string {
  let level = 1;
  const marks = marksOf(page);
  const parts = page.parts.map((part) => {
    if (part.kind === "text") level = lastHeadingLevel(part.markdown) ?? level;
    return renderPart(part, { page, marks, level });
  });
  return `${parts.filter(Boolean).join("\n\n")}\n`;
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
      return table(part.columns, part.items, { tracker, marks });
    case "changes":
      return changes ? changesMarkdown(changes, tracker, Math.min(level + 1, 6)) : "";
    case "chart":
      return "";
    case "list":
      return part.groups
        .map((group) => listGroup(group, part.columns, { tracker, marks }, Math.min(level + 1, 6)))
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
}

function table(columns: readonly Column[], items: readonly Item[], cells: Cells): string {
  const row = (words: readonly string[]) => `| ${words.join(" | ")} |`;
  const head = [
    row(columns.map((column) => escapeMarkdown(columnHeading(column, cells.tracker)))),
    row(columns.map(() => "---")),
  ];
  return [...head, ...items.map((item) => row(columns.map((column) => cell(item, column, cells))))].join("\n");
}

function cell(item: Item, column: Column, { tracker, marks }: Cells): string {
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
      return comments(item, tracker, marks);
    default:
      return escapeMarkdown(columnText(item, column, tracker));
  }
}

function mark(word: "new" | "changed" | null): string {
  return word === null ? "" : `**(${word})**`;
}

function person(handle: string, tracker: Tracker): string {
  const known = personOf(tracker, handle);
  const url = known?.url ?? (known?.email ? `mailto:${known.email}` : null);
  const name = escapeMarkdown(personName(tracker, handle));
  return url ? markdownLink(name, url) : name;
}

/** Newest first, as people read them in a meeting. */
function comments(item: Item, tracker: Tracker, marks: Marks): string {
  if (item.comments.length === 0) return "";
  const lines = item.comments.toReversed().map((comment) => {
    const head = [comment.date, comment.author && `@${comment.author}`].filter(Boolean).join(" ");
    const fresh = marks.isNew(item, comment) ? `${mark("new")} ` : "";
    return `<li>${head ? `**${escapeMarkdown(head)}** ` : ""}${fresh}${cellMarkdown(comment.text, tracker)}</li>`;
  });
  return `<ul>${lines.join("")}</ul>`;
}

function listGroup({ title, items }: Group, columns: readonly Column[], cells: Cells, level: number): string {
  const lines = items.map((item, index) => `${index + 1}. ${listEntry(item, columns, cells)}`);
  const heading = title === null ? [] : [`${"#".repeat(level)} ${escapeMarkdown(title)}`, ""];
  return [...heading, ...lines].join("\n");
}

/** The title, then what else is known of the item in brackets. */
function listEntry(item: Item, columns: readonly Column[], cells: Cells): string {
  const [first = "title", ...others] = columns;
  const words = cell(item, first, cells).replace(/^(?:(?=[-+#=>])|(\d+)(?=[.)]))/, "$1\\");
  const details = others.map((column) => cell(item, column, cells)).filter(Boolean);
  return [words, ...details.map((detail) => `(${detail})`)].join(" ");
}
