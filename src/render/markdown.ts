/** The page as Markdown: what a forge shows, and what `gtm import` reads back. */
import { type Column, columnHeading, columnText } from "../core/columns.ts";
import type { Comment, Item } from "../core/item.ts";
import type { Group, Page, PagePart } from "../core/page.ts";
import { type Milestone, personName, personOf, type Tracker } from "../core/tracker.ts";
import { cellMarkdown, escapeMarkdown, markdownLink } from "./markdown-cell.ts";
import { safeProse } from "./markdown-prose.ts";

/** The whole page, ending with a line end. */
export function renderMarkdown(page: Page): string {
  let level = 1;
  const parts = page.parts.map((part) => {
    if (part.kind === "text") level = lastHeadingLevel(part.markdown) ?? level;
    return renderPart(part, page.tracker, level);
  });
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

function lastHeadingLevel(markdown: string): number | null {
  return [...markdown.matchAll(/^(#{1,6}) /gm)].at(-1)?.[1]?.length ?? null;
}

function renderPart(part: PagePart, tracker: Tracker, level: number): string {
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
      return table(part.columns, part.items, tracker);
    case "changes":
    case "chart":
      return "";
    case "list":
      return part.groups.map((group) => listGroup(group, part.columns, tracker, Math.min(level + 1, 6))).join("\n\n");
  }
}

function milestone({ date, end, title, url }: Milestone): string {
  const words = url ? markdownLink(escapeMarkdown(title), url) : escapeMarkdown(title);
  return `- **${end ? `${date} – ${end}` : date}** ${words}`;
}

function table(columns: readonly Column[], items: readonly Item[], tracker: Tracker): string {
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const head = [
    row(columns.map((column) => escapeMarkdown(columnHeading(column, tracker)))),
    row(columns.map(() => "---")),
  ];
  return [...head, ...items.map((item) => row(columns.map((column) => cell(item, column, tracker))))].join("\n");
}

function cell(item: Item, column: Column, tracker: Tracker): string {
  switch (column) {
    case "owners":
      return item.owners.map((handle) => person(handle, tracker)).join(", ");
    case "refs":
      return cellMarkdown(item.refs.join(", "), tracker);
    case "description":
      return cellMarkdown(item.description, tracker);
    case "comments":
      return comments(item.comments, tracker);
    default:
      return escapeMarkdown(columnText(item, column, tracker));
  }
}

function person(handle: string, tracker: Tracker): string {
  const url = personOf(tracker, handle)?.url;
  const name = escapeMarkdown(personName(tracker, handle));
  return url ? markdownLink(name, url) : name;
}

/** Newest first, as people read them in a meeting. */
function comments(entries: readonly Comment[], tracker: Tracker): string {
  if (entries.length === 0) return "";
  const lines = entries.toReversed().map(({ date, author, text }) => {
    const head = [date, author && `@${author}`].filter(Boolean).join(" ");
    const words = cellMarkdown(text, tracker);
    return `<li>${head ? `**${escapeMarkdown(head)}** ` : ""}${words}</li>`;
  });
  return `<ul>${lines.join("")}</ul>`;
}

function listGroup({ title, items }: Group, columns: readonly Column[], tracker: Tracker, level: number): string {
  const lines = items.map((item, index) => `${index + 1}. ${listEntry(item, columns, tracker)}`);
  const heading = title === null ? [] : [`${"#".repeat(level)} ${escapeMarkdown(title)}`, ""];
  return [...heading, ...lines].join("\n");
}

/** The title, then what else is known of the item in brackets. */
function listEntry(item: Item, columns: readonly Column[], tracker: Tracker): string {
  const [first = "title", ...others] = columns;
  const words = cell(item, first, tracker).replace(/^(?:(?=[-+#=>])|(\d+)(?=[.)]))/, "$1\\");
  const details = others.map((column) => cell(item, column, tracker)).filter(Boolean);
  return [words, ...details.map((detail) => `(${detail})`)].join(" ");
}
