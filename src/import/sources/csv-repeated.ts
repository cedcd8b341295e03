/** Columns that come several times under one heading, as in Jira's export (`Comment`, `Labels`, `Sprint`), made one. */
import { groupBy } from "../../core/group-by.ts";
import { columnsNamed } from "../heading-words.ts";
import { writeComment } from "./csv-comments.ts";

/** The columns of each heading; those without one have nothing in common. */
function placesByHeading(header: readonly string[]): readonly (readonly number[])[] {
  return [...groupBy([...header.keys()], (at) => header[at]?.trim().toLowerCase() || at).values()];
}

export function hasRepeated(header: readonly string[]): boolean {
  return placesByHeading(header).length < header.length;
}

function joinCells(cells: readonly string[], areComments: boolean): string {
  const filled = cells.filter((cell) => cell.trim() !== "");
  const written = areComments ? filled.map(writeComment) : [];
  const comments = written.filter((comment) => comment !== null);
  // Words without a date come first: behind an entry they would belong to it.
  if (comments.length > 0) return [...filled.filter((_, at) => written[at] === null), ...comments].join("\n");
  const distinct = [...new Set(filled.map((cell) => cell.trim()))];
  return cells.length < 2 ? (cells[0] ?? "") : distinct.join(distinct.some((cell) => /[\n;]/.test(cell)) ? "\n" : ", ");
}

/** The table with each heading once; missing cells are empty. */
export function joinRepeated(header: readonly string[], rows: readonly (readonly string[])[]) {
  const groups = placesByHeading(header).map((places) => {
    const label = header[places[0] ?? 0] ?? "";
    return { label, places, areComments: columnsNamed(label).includes("comments") };
  });
  const join = (cells: readonly string[]) =>
    groups.map(({ places, areComments }) =>
      joinCells(
        places.map((at) => cells[at] ?? ""),
        areComments,
      ),
    );
  return { header: groups.map(({ label }) => label), rows: rows.map(join) };
}
