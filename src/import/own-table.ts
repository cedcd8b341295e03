/** Tables of gtm's own pages: the page's remarks on a value taken off, and their grid taken at its word. */
import { columnsNamed } from "./heading-words.ts";
import { plainText } from "./inline.ts";
import { readOwnComments } from "./own-comments.ts";
import type { Block, Row, Table } from "./sources/blocks.ts";

/** Bold in Markdown, italic at Confluence; where these are words of the value itself, its page has them escaped. */
const mark = /\s*(\*{1,2})\((?:overdue|stale|new|changed)\)\1$/;

/** A cell without the marks at its end: `2026-10-20 *(overdue)*`. */
function withoutMarks(cell: string): string {
  if (!cell.endsWith(")*") && !cell.endsWith(")**")) return cell;
  const start = Math.max(0, cell.length - 40);
  const bare = cell.slice(0, start) + cell.slice(start).replace(mark, "");
  return bare.length === cell.length ? cell : withoutMarks(bare);
}

/** Columns of Markdown, whose own words may look like a mark. */
function isProse(heading: string): boolean {
  const [named] = heading.length < 100 ? columnsNamed(plainText(heading)) : [];
  return named === "comments" || named === "description";
}

/** How gtm writes a row of Markdown: cells that an export dropped would be missing here. */
function isWhole({ cells, source }: Row, width: number): boolean {
  return cells.length === width && source.startsWith("| ") && source.endsWith(" |");
}

/** True of a Markdown table with whole rows alone, one of whose columns holds nothing but comments in gtm's own form. */
function isOwnGrid({ header, rows }: Table): boolean {
  const width = header?.length ?? 0;
  if (!rows.every((row) => isWhole(row, width))) return false;
  return Array.from({ length: width }, (_, index) => rows.map(({ cells }) => cells[index] ?? "")).some((column) => {
    const filled = column.filter((cell) => cell !== "");
    return filled.length > 0 && filled.every((cell) => cell.startsWith("<ul><li>**") && readOwnComments(cell) !== null);
  });
}

/** A table as gtm meant it; every other block, and every table of others, as it is. */
export function readOwnTable(block: Block): Block {
  if (block.kind !== "table") return block;
  const prose = (block.header ?? []).map(isProse);
  const rows = block.rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell, index) => (prose[index] === true ? cell : withoutMarks(cell))),
  }));
  return { ...block, rows, grid: block.grid === "exact" || isOwnGrid(block) ? "exact" : "ragged" };
}
