/**
 * Items as a forge shows them well: a table of what fits beside each other, and a section an item with all that is said of
 * it. The two are linked by headings: a forge makes anchors of these, and forges agree on them where a heading is plain
 * words with single blanks between (GitHub keeps the second of two dashes, GitLab drops it; both rename or drop `<a id>`).
 */
import { type Column, columnHeading } from "../core/columns.ts";
import type { Item } from "../core/item.ts";
import type { PagePart, Shown } from "../core/page.ts";
import { columnsNote, sectionHeading } from "../core/page-marks.ts";
import { escapeMarkdown, lineMarkdown, markdownLink } from "./markdown-cell.ts";
import { type Cells, commentEntries, descriptionEntry, markdownCell, remark } from "./markdown-items.ts";
import { remarksOn } from "./remarks.ts";
import { textWidth } from "./text-width.ts";

export type TablePart = Extract<PagePart, { kind: "table" }>;

/** Text that takes a line of its own, and stands in an item's section. */
const isProse = (column: Column) => column === "comments" || column === "description";

/** Pixels between the edges of a page that is 1,012 wide at GitHub, of a letter there on average, and around a cell's text. */
const [roomInPixels, letterInPixels, marginInPixels] = [948, 7.6, 27];
/** So many letters of a title, and of another value, stand on a line before it is broken. */
const [titleLetters, valueLetters] = [40, 14];

/** What a row must tell comes first; what else the template asks for follows in its own order. */
const urgent: readonly Column[] = ["number", "title", "status", "priority", "due", "owners", "closed", "area"];

/** The table's columns that have a value and fit beside each other, in the table's order; number and title always do. */
export function fittingColumns({ columns, headings, items }: TablePart, cells: Cells): readonly Column[] {
  const others = columns.filter((column) => !isProse(column) && !urgent.includes(column));
  const chosen = new Set<Column>();
  let room = roomInPixels;
  for (const column of [...urgent.filter((each) => columns.includes(each)), ...others]) {
    const longest = longestValue(items, column, cells);
    const isNeeded = column === "number" || column === "title";
    if (!isNeeded && longest === 0) continue;
    const longestWord = Math.max(...(headings[columns.indexOf(column)] ?? "").split(" ").map(textWidth));
    const width = marginInPixels + letterInPixels * Math.max(longestWord, longest);
    if (!isNeeded && width > room) continue;
    chosen.add(column);
    room -= width;
  }
  return columns.filter((column) => chosen.has(column));
}

/** In letters, up to as many as stand on a line. */
function longestValue(items: readonly Item[], column: Column, cells: Cells): number {
  const most = column === "title" ? titleLetters : valueLetters;
  let longest = 0;
  for (const item of items) {
    longest = Math.max(longest, textWidth(shownWords(markdownCell(item, column, cells))));
    if (longest >= most) return most;
  }
  return longest;
}

/** The words that a reader sees of Markdown on one line. */
function shownWords(markdown: string): string {
  return markdown.replace(/\]\([^)]*\)|[[*]/g, "");
}

/** True where rows of these columns would not tell all that the template asks for. */
export function hasSections({ columns, items }: TablePart, fitting: readonly Column[], cells: Cells): boolean {
  const left = columns.filter((column) => !fitting.includes(column));
  return left.some((column) => items.some((item) => isTold(item, column, cells)));
}

function isTold(item: Item, column: Column, cells: Cells): boolean {
  return column === "comments"
    ? item.comments.length > 0 || item.description !== ""
    : markdownCell(item, column, cells) !== "";
}

export function anchorOf({ id }: Item): string {
  return `#item-${id}`;
}

/** What fits of a table; each title leads to its item's section. */
export function summaryTable(table: TablePart, fitting: readonly Column[], cells: Cells): string {
  const { columns, headings, items } = table;
  const shown = fitting.includes("title") ? fitting : ["title", ...fitting];
  const headingOf = (column: Column) => headings[columns.indexOf(column)] ?? columnHeading(column, cells.page.tracker);
  const inTable = { ...cells, columns: shown };
  const lines = tableLines(
    shown.map((column) => escapeMarkdown(headingOf(column))),
    items.map((item) =>
      shown.map((column) => (column === "title" ? linkedTitle(item, inTable) : markdownCell(item, column, inTable))),
    ),
  );
  const told = [...columns.filter((column) => column !== "comments"), "comments"];
  const note = columnsNote(
    [...(columns.includes("title") ? [] : ["title"]), ...told].map(headingOf).map(escapeMarkdown),
  );
  return `${lines}\n\n${note}`;
}

function linkedTitle(item: Item, cells: Cells): string {
  const remarks = remarksOn(item, "title", cells.columns, cells.page, cells.marks).map(remark);
  return [markdownLink(escapeMarkdown(item.title), anchorOf(item)), ...remarks].join(" ");
}

export function tableLines(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (words: readonly string[]) => `| ${words.join(" | ")} |`;
  return [row(headings), row(headings.map(() => "---")), ...rows.map(row)].join("\n");
}

/** What writes an item's section: a heading, the title in bold, the values of the table's columns, the description, the comments. */
export function sectionWriter({ columns, headings }: Shown, back: string, cells: Cells): (item: Item) => string {
  const labelOf = (column: Column) =>
    escapeMarkdown(headings[columns.indexOf(column)] ?? columnHeading(column, cells.page.tracker));
  const facts = columns
    .filter((column) => column !== "number" && column !== "title" && !isProse(column))
    .map((column) => ({ column, label: `**${labelOf(column)}** ` }));
  const inRow = { ...cells, columns };
  const hasProse = columns.some(isProse);
  const hasComments = columns.includes("comments");
  const descriptionLabel = columns.includes("description") ? labelOf("description") : undefined;
  return (item) => {
    const marks = remarksOn(item, "title", ["title"], cells.page, cells.marks).map((word) => ` ${remark(word)}`);
    const values = facts.flatMap(({ column, label }) => {
      const value = markdownCell(item, column, inRow);
      return value === "" ? [] : `${label}${value}`;
    });
    const below = [...values, ...(back === "" ? [] : [back])].join(" ·\n");
    const blocks = [
      `### ${sectionHeading(item.id)}`,
      `**${escapeMarkdown(item.title)}**${marks.join("")}${below === "" ? "" : `<br>\n${below}`}`,
      hasProse ? descriptionEntry(item.description, lineMarkdown, cells.page.tracker, descriptionLabel) : "",
      hasComments && item.comments.length > 0 ? `- ${commentEntries(item, lineMarkdown, cells).join("\n- ")}` : "",
    ];
    return blocks.filter((block) => block !== "").join("\n\n");
  };
}
