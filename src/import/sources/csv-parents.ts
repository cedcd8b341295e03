/** Tasks below tasks that an export shows by blanks before the title alone: a column names their parents, since cells are trimmed. */
import { columnsNamed } from "../heading-words.ts";

type Cells = readonly string[];

/** By row the title above it that has fewer blanks before it; null where the blanks make no hierarchy but are only blanks. */
function parentsOf(titles: Cells): Cells | null {
  const above: string[] = [];
  const indents = titles.map((title) => (title.trim() === "" ? 0 : title.length - title.trimStart().length));
  const inner = indents.filter((indent) => indent > 0);
  const unit = inner.reduce((least, indent) => Math.min(least, indent), Number.POSITIVE_INFINITY);
  if (inner.length < 2 || unit < 2) return null;
  const parents = titles.map((title, row) => {
    const depth = (indents[row] ?? 0) / unit;
    if (!Number.isInteger(depth) || depth > above.length) return null;
    above.splice(depth, above.length, title.trim());
    return above[depth - 1] ?? "";
  });
  return parents.every((parent) => parent !== null) ? parents : null;
}

/** The table with a column `Parent` at its end where titles are indented step by step; else as it is. */
export function addParents(
  header: Cells,
  rows: readonly Cells[],
): { readonly header: Cells; readonly rows: readonly Cells[] } {
  const place = header.findIndex((label) => columnsNamed(label)[0] === "title");
  if (place < 0 || header.some((label) => /^parent\b/i.test(label.trim()))) return { header, rows };
  const parents = parentsOf(rows.map((cells) => cells[place] ?? ""));
  if (parents === null) return { header, rows };
  return { header: [...header, "Parent"], rows: rows.map((cells, row) => [...cells, parents[row] ?? ""]) };
}
