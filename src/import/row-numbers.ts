/** Numbers that a page gives its rows: what is expected in a row tells a number from a priority or a count. */
import type { Columns } from "./column.ts";
import { mostCommon } from "./people.ts";
import type { Cell, CellRows } from "./shapes.ts";

function firstNumber(cells: readonly Cell[]): number | null {
  const cell = cells.find((entry) => entry.shape !== null);
  if (cell === undefined || (cell.shape !== "digit" && cell.shape !== "integer")) return null;
  return Number.parseInt(cell.key.replace("#", ""), 10);
}

/** By row: the number that it is expected to bear, or null. Rows count on from 1, or any number. */
function expectedNumbers(rows: CellRows): readonly (number | null)[] {
  const firsts = rows.map(firstNumber);
  const offsets = firsts.flatMap((value, index) => (value === null ? [] : value - index));
  const offset = mostCommon(offsets) ?? 0;
  const support = offsets.filter((each) => each === offset).length;
  const count = rows.length > 0 && support >= 2 && support >= 0.4 * rows.length;
  return rows.map((_, index) => (count ? index + offset : null));
}

/** True where the rows bear numbers that count. */
export function areNumbered(rows: CellRows): boolean {
  const expected = expectedNumbers(rows);
  const hits = rows.filter((cells, index) => expected[index] !== null && firstNumber(cells) === expected[index]).length;
  return rows.length >= 2 && hits >= 0.6 * rows.length;
}

/** Gives the logarithm of a number's chance in a column of numbers, or null where the column's model knows better. */
export function numberTeller(
  columns: Columns,
  rows: CellRows,
): (row: number, cell: Cell, column: number) => number | null {
  const expected = expectedNumbers(rows);
  return (row, cell, column) => {
    const number = expected[row];
    if (columns[column]?.kind !== "number" || number === null || number === undefined) return null;
    if (cell.shape !== "digit" && cell.shape !== "integer") return null;
    return Number.parseInt(cell.key.replace("#", ""), 10) === number ? Math.log(0.9) : Math.log(0.0005);
  };
}
