/** Tables of gtm's own pages: the page's remarks on a value taken off, rows and cells taken at their word. */
import { isPageFigures } from "../core/page-figures.ts";
import { flagColumns, markdownMark } from "../core/page-marks.ts";
import { columnsNamed } from "./heading-words.ts";
import { plainText } from "./inline.ts";
import { isOwnComments } from "./own-comments.ts";
import { joinSections } from "./own-sections.ts";
import type { Block, Table } from "./sources/blocks.ts";

/** Bold in Markdown, italic at Confluence; where these are words of the value itself, its page has them escaped. */
const marks = /(?:\s*(\*{1,2})\((?:overdue|stale|new|changed)\)\1)+$/;

/** A cell without the marks at its end: `2026-10-20 *(overdue)*`. */
export function withoutMarks(cell: string): string {
  const start = Math.max(0, cell.length - 100);
  return cell.slice(0, start) + cell.slice(start).replace(marks, "");
}

/** Columns of Markdown, whose own words may look like a mark. */
function isProse(heading: string): boolean {
  const [named] = heading.length < 100 ? columnsNamed(plainText(heading)) : [];
  return named === "comments" || named === "description";
}

/** No cell was lost on the way: in Markdown, rows are written as gtm writes them. */
function isWhole({ grid, header, rows }: Table): boolean {
  const isRow = (source: string) => source.startsWith("| ") && source.endsWith(" |");
  return rows.every(
    ({ cells, source }) => cells.length === (header?.length ?? 0) && (grid === "exact" || isRow(source)),
  );
}

/** One of the columns holds nothing but comments in gtm's own form. */
function hasOwnComments({ header, rows }: Table): boolean {
  return (header ?? []).some((_, column) => {
    const filled = rows.map(({ cells }) => cells[column] ?? "").filter((cell) => cell !== "");
    return filled.length > 0 && filled.every(isOwnComments);
  });
}

/** Columns of which nothing but their own word is said: gtm has worked them out. */
function withoutFlags(table: Table): Table {
  const isFlag = (heading: string, column: number) =>
    Object.values(flagColumns).some(
      (flag) =>
        heading === flag.heading && table.rows.every(({ cells }) => ["", flag.word].includes(cells[column] ?? "")),
    );
  const header = table.header ?? [];
  const flags = new Set(header.flatMap((heading, column) => (isFlag(heading, column) ? [column] : [])));
  if (flags.size === 0) return table;
  const others = (cells: readonly string[]) => cells.filter((_, column) => !flags.has(column));
  return { ...table, header: others(header), rows: table.rows.map((row) => ({ ...row, cells: others(row.cells) })) };
}

function asMeant(given: Table): Table {
  const table = withoutFlags(given);
  const prose = (table.header ?? []).map(isProse);
  const rows = table.rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell, index) => (prose[index] === true ? cell : withoutMarks(cell))),
  }));
  return { ...table, rows };
}

/** What changed since a day is told again by the page itself: its section, and its column in delimited text. */
const changes = /^Changes since \d{4}-\d\d-\d\d$/;

function withoutChanges(table: Table): Table {
  const place = (table.header ?? []).findIndex((heading) => changes.test(heading));
  if (place < 0) return table;
  const others = (cells: readonly string[]) => cells.filter((_, index) => index !== place);
  const rows = table.rows.map((row) => ({ ...row, cells: others(row.cells) }));
  return { ...table, header: others(table.header ?? []), rows };
}

function isChangesHeading(block: Block | undefined): boolean {
  return block?.kind === "heading" && changes.test(block.text);
}

/** The blocks of a page; where it is gtm's own, its tables as they were meant, and without what gtm says of its changes. */
export function readOwnTables(blocks: readonly Block[]): readonly Block[] {
  const isMark = ({ source }: Block) => source === markdownMark;
  const isOwn = blocks.some(
    (block) =>
      isMark(block) || (block.kind === "table" && isWhole(block) && (block.own === true || hasOwnComments(block))),
  );
  const isFigures = (block: Block) => block.kind === "paragraph" && isPageFigures(block.text);
  if (!isOwn)
    return blocks.flatMap((block) => (isFigures(block) ? [] : block.kind === "table" ? asMeant(block) : block));
  const items = joinSections(blocks);
  return items.flatMap((block, index): readonly Block[] => {
    if (isChangesHeading(block) || isMark(block) || isFigures(block)) return [];
    if (block.kind !== "table") return isChangesHeading(items[index - 1]) ? [] : [block];
    return [isWhole(block) ? { ...withoutChanges(asMeant(block)), grid: "exact", own: true } : asMeant(block)];
  });
}
