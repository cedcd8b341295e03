/** The page as Markdown: what a forge shows, and what `gtm import` reads back. */
import type { Column } from "../core/columns.ts";
import type { Item } from "../core/item.ts";
import { marksOf } from "../core/marks.ts";
import type { Page, PagePart } from "../core/page.ts";
import { hasItems, pageFigures } from "../core/page-figures.ts";
import { withoutDeadHead } from "../core/page-head.ts";
import { markdownMark } from "../core/page-marks.ts";
import type { Milestone } from "../core/tracker.ts";
import { changesMarkdown } from "./changes-words.ts";
import { anchorTo } from "./heading-anchor.ts";
import { escapeMarkdown, markdownLink } from "./markdown-cell.ts";
import { type Cells, markdownCell, markdownList } from "./markdown-items.ts";
import { safeProse } from "./markdown-prose.ts";
import {
  anchorOf,
  fittingColumns,
  hasSections,
  sectionWriter,
  summaryTable,
  type TablePart,
  tableLines,
} from "./markdown-sections.ts";

export interface MarkdownOptions {
  /** One row an item with all of its columns, comments too, in place of a section each. */
  readonly wide?: boolean;
  /** Whether a relative address leads somewhere from where the page will be. */
  readonly isThere?: (url: string) => boolean;
}

/** Of a cell of comments. */
const commentsBegin = "<ul><li>**";

/** The whole page in pieces, ending with a line end. */
export function* renderMarkdown(page: Page, options: MarkdownOptions = {}): Iterable<string> {
  let gap = "";
  for (const block of blocksOf(page, options)) {
    if (block === "") continue;
    yield `${gap}${block}`;
    gap = "\n\n";
  }
  yield "\n";
}

function* blocksOf(page: Page, { wide = false, isThere = () => true }: MarkdownOptions): Iterable<string> {
  const cells = { page, marks: marksOf(page) };
  const told = new Map<PagePart, readonly Column[]>();
  for (const part of page.parts) {
    if (part.kind !== "table" || wide) continue;
    const fitting = fittingColumns(part, { ...cells, columns: part.columns });
    if (hasSections(part, fitting, { ...cells, columns: part.columns })) told.set(part, fitting);
  }
  const withSection = new Set([...told.keys()].flatMap((part) => (part.kind === "table" ? part.items : [])));
  const anchor = (item: Item) => (withSection.has(item) ? anchorOf(item) : null);
  let level = 1;
  const parts = page.parts.map((part) => {
    if (part.kind === "text") level = lastHeadingLevel(part.markdown) ?? level;
    return renderPart(part, { ...cells, level, fitting: told.get(part) ?? null, anchor });
  });
  const [first = "", ...others] = parts;
  yield* withFigures([withoutDeadHead(first, isThere), ...others].filter(Boolean), page);
  yield* itemSections(page, told, cells);
  const isMarked =
    withSection.size > 0 ||
    (page.parts.some(({ kind }) => kind === "table") && !parts.some((part) => part.includes(commentsBegin)));
  if (isMarked) yield markdownMark;
}

/** The day and the figures come first, below the page's title where it begins with one. */
function withFigures(parts: readonly string[], page: Page): readonly string[] {
  if (!hasItems(page)) return parts;
  const figures = `*${pageFigures(page)}*`;
  const [first = "", ...others] = parts;
  const title = /^#{1,6} [^\n]*(?=\n|$)/.exec(first)?.[0] ?? "";
  return [title, figures, first.slice(title.length).trim(), ...others].filter(Boolean);
}

function lastHeadingLevel(markdown: string): number | null {
  return [...markdown.matchAll(/^(#{1,6}) /gm)].at(-1)?.[1]?.length ?? null;
}

interface Around extends Omit<Cells, "columns"> {
  /** Of the heading above. */
  readonly level: number;
  /** The columns of a table whose items have a section each; null for another. */
  readonly fitting: readonly Column[] | null;
  /** Of an item's section; null where it has none. */
  readonly anchor: (item: Item) => string | null;
}

function renderPart(part: PagePart, { page, marks, level, fitting, anchor }: Around): string {
  const { tracker, changes } = page;
  switch (part.kind) {
    case "text":
      return safeProse(part.markdown).trim();
    case "milestones":
      return part.milestones.map(milestone).join("\n");
    case "priorities":
      return part.priorities
        .map(({ key, label }) => `- **${escapeMarkdown(key)}**: ${escapeMarkdown(label)}`)
        .join("\n");
    case "table": {
      const cells = { page, marks, columns: part.columns };
      return fitting === null ? wholeTable(part, cells) : summaryTable(part, fitting, cells);
    }
    case "changes":
      return changes ? changesMarkdown(changes, tracker, Math.min(level + 1, 6), anchor) : "";
    case "chart":
      return "";
    case "list":
      return part.groups
        .map((group) => markdownList(group, { page, marks, columns: part.columns }, Math.min(level + 1, 6)))
        .join("\n\n");
  }
}

function milestone({ date, end, title, url }: Milestone): string {
  const words = url ? markdownLink(escapeMarkdown(title), url) : escapeMarkdown(title);
  return `- **${end ? `${date} – ${end}` : date}** ${words}`;
}

function wholeTable({ columns, headings, items }: TablePart, cells: Cells): string {
  return tableLines(
    headings.map(escapeMarkdown),
    items.map((item) => columns.map((column) => markdownCell(item, column, cells))),
  );
}

/** Below all else, each item once: as the first table that has it shows it. */
function* itemSections(
  page: Page,
  told: ReadonlyMap<PagePart, unknown>,
  cells: Omit<Cells, "columns">,
): Iterable<string> {
  const seen = new Set<number>();
  for (const [index, part] of page.parts.entries()) {
    if (part.kind !== "table" || !told.has(part)) continue;
    const back = anchorTo(page.parts.slice(0, index), page.parts);
    const link = back === null ? "" : markdownLink(`↑\u00a0${escapeMarkdown(back.words)}`, back.anchor);
    const section = sectionWriter(part, link, { ...cells, columns: part.columns });
    for (const item of part.items) {
      if (seen.has(item.id)) continue;
      if (seen.size === 0) yield `## ${escapeMarkdown(part.headings[part.columns.indexOf("comments")] ?? "Items")}`;
      seen.add(item.id);
      yield section(item);
    }
  }
}
