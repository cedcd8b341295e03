/** Tasks below tasks that an export shows by blanks before the title alone: a column names their parents, since cells are trimmed. */
import { columnsNamed } from "../heading-words.ts";

type Cells = readonly string[];

function indentOf(cell: string): number {
  return cell.length - cell.trimStart().length;
}

/** By row the depth, 0 at the top; null where the blanks make no hierarchy but are only blanks. */
function depthsOf(titles: Cells): readonly number[] | null {
  const indents = titles.map((title) => (title.trim() === "" ? 0 : indentOf(title)));
  const inner = indents.filter((indent) => indent > 0);
  const unit = inner.reduce((least, indent) => Math.min(least, indent), Number.POSITIVE_INFINITY);
  if (inner.length < 2 || unit < 2) return null;
  const depths = indents.map((indent) => indent / unit);
  const isStep = depths.every(
    (depth, row) => Number.isInteger(depth) && depth <= (row === 0 ? 0 : (depths[row - 1] ?? 0) + 1),
  );
  return isStep ? depths : null;
}

function parentsOf(titles: Cells, depths: readonly number[]): Cells {
  const above: string[] = [];
  return titles.map((title, row) => {
    const depth = depths[row] ?? 0;
    above.length = Math.min(above.length, depth);
    above[depth] = title.trim();
    return depth === 0 ? "" : (above[depth - 1] ?? "");
  });
}

/** The table with a column `Parent` at its end where titles are indented step by step; else as it is. */
export function addParents(
  header: Cells,
  rows: readonly Cells[],
): { readonly header: Cells; readonly rows: readonly Cells[] } {
  const place = header.findIndex((label) => columnsNamed(label)[0] === "title");
  if (place < 0 || header.some((label) => /^parent\b/i.test(label.trim()))) return { header, rows };
  const titles = rows.map((cells) => cells[place] ?? "");
  const depths = depthsOf(titles);
  if (depths === null) return { header, rows };
  const parents = parentsOf(titles, depths);
  return { header: [...header, "Parent"], rows: rows.map((cells, row) => [...cells, parents[row] ?? ""]) };
}
