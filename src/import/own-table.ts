/** Tables of gtm's own pages: the page's remarks on a value taken off, rows and cells taken at their word. */
import { columnsNamed } from "./heading-words.ts";
import { plainText } from "./inline.ts";
import { isOwnComments } from "./own-comments.ts";
import type { Block, Table } from "./sources/blocks.ts";

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

function asMeant(table: Table): Table {
  const prose = (table.header ?? []).map(isProse);
  const rows = table.rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell, index) => (prose[index] === true ? cell : withoutMarks(cell))),
  }));
  return { ...table, rows };
}

/** The blocks of a page, its tables as gtm meant them where they are its own. */
export function readOwnTables(blocks: readonly Block[]): readonly Block[] {
  const isOwn = blocks.some(
    (block) => block.kind === "table" && isWhole(block) && (block.own === true || hasOwnComments(block)),
  );
  return blocks.map((block) => {
    if (block.kind !== "table") return block;
    return isOwn && isWhole(block) ? { ...asMeant(block), grid: "exact", own: true } : asMeant(block);
  });
}
