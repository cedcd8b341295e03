/** Cells of delimited text that are no Markdown: a title's `*` is a star, while comments and descriptions keep their marks. */
import { columnsNamed } from "../heading-words.ts";
import { findLinks } from "../inline.ts";
import { escapeWords } from "./runs.ts";

type Cells = readonly string[];

const marked: ReadonlySet<string | undefined> = new Set(["comments", "description", "owners", "refs"]);
/** Longer texts are somebody's prose, whatever stands over them. */
const plainLimit = 300;

function isProse(cell: string): boolean {
  return cell.length > plainLimit || cell.includes("\n") || cell.startsWith("• [");
}

/** The rows with what Markdown would act on escaped, in the columns of plain words. */
export function escapePlain(header: Cells | null, rows: readonly Cells[]): readonly Cells[] {
  const isPlain = (header ?? []).map(
    (label, column) =>
      !marked.has(columnsNamed(label.slice(0, 100))[0]) && !rows.some((cells) => isProse(cells[column] ?? "")),
  );
  return rows.map((cells) =>
    cells.map((cell, column) => (isPlain[column] === true && findLinks(cell).length === 0 ? escapeWords(cell) : cell)),
  );
}
