/** Columns that come several times under one heading, as in Jira's export (`Comment`, `Labels`, `Sprint`), made one. */
import { groupBy } from "../../core/group-by.ts";
import { columnsNamed } from "../heading-words.ts";
import { writeComment } from "./csv-comments.ts";

/** The columns of each heading; those without one have nothing in common. */
function placesByHeading(header: readonly string[]): readonly (readonly number[])[] {
  const keyOf = (at: number) => header[at]?.trim().toLowerCase() || `\u0000${at}`;
  return [...groupBy([...header.keys()], keyOf).values()];
}

export function hasRepeated(header: readonly string[]): boolean {
  return placesByHeading(header).length < header.length;
}

function joinComments(cells: readonly string[]): string | null {
  const written = cells.map((cell) => ({ cell, comment: writeComment(cell) }));
  const comments = written.flatMap(({ comment }) => comment ?? []);
  if (comments.length === 0) return null;
  // Words without a date come first: behind an entry they would belong to it.
  return [...written.flatMap(({ cell, comment }) => (comment === null ? [cell] : [])), ...comments].join("\n");
}

function joinCells(cells: readonly string[], isComments: boolean): string {
  const filled = cells.filter((cell) => cell.trim() !== "");
  const comments = isComments ? joinComments(filled) : null;
  if (comments !== null) return comments;
  if (filled.length < 2) return filled[0] ?? "";
  const distinct = [...new Set(filled.map((cell) => cell.trim()))];
  return distinct.join(distinct.some((cell) => /[\n;]/.test(cell)) ? "\n" : ", ");
}

/** The table with each heading once; missing cells are empty. */
export function joinRepeated(header: readonly string[], rows: readonly (readonly string[])[]) {
  const groups = placesByHeading(header).map((places) => {
    const label = header[places[0] ?? 0] ?? "";
    const cellsOf = (cells: readonly string[]) => places.map((at) => cells[at] ?? "");
    return { label, cellsOf, areComments: columnsNamed(label).includes("comments") };
  });
  const join = (cells: readonly string[]) =>
    groups.map(({ cellsOf, areComments }) => joinCells(cellsOf(cells), areComments));
  return { header: groups.map(({ label }) => label), rows: rows.map(join) };
}
