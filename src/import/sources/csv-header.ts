/** Where the table of a delimited text begins: titles may stand above its headings, and some have no headings. */
import { columnsNamed } from "../heading-words.ts";
import { type Hints, type Shape, toCell } from "../shapes.ts";
import { countNamed } from "./csv-dialect.ts";

export interface TablePlace {
  /** Index of the record with the headings, or null without any. */
  readonly header: number | null;
  /** Index of the first row of the table, its headings included. */
  readonly first: number;
}

type Cells = readonly string[];

/** Headings are looked for in so many records. */
const searched = 30;
const compared = 12;
/** Lines above a table have no more cells than these. */
const preambleCells = 3;
/** Cells looked at in one record: a hostile one has a hundred thousand. */
const cellsSeen = 200;
const headingLength = 80;
const noHints: Hints = { repeated: new Set(), names: new Set(), statuses: new Set() };
const wordShapes: ReadonlySet<Shape | null> = new Set<Shape | null>(["name", "short", "phrase", null]);

function filledIn(cells: Cells): Cells {
  return cells.map((cell) => cell.trim()).filter((cell) => cell !== "");
}

/** A value rather than the name of a column. */
function isValue(cell: string): boolean {
  if (cell.length > headingLength || cell.includes("\n")) return true;
  const { shape } = toCell(cell, noHints);
  return columnsNamed(cell).length === 0 && !wordShapes.has(shape);
}

/** True where a cell of the record comes again in its own column: names of columns do not. */
function recurs(cells: Cells, below: readonly Cells[]): boolean {
  return cells.some((cell, index) => cell.trim() !== "" && below.some((row) => row[index]?.trim() === cell.trim()));
}

/** True of headings that stand once more, over the next group of rows. */
export function isSameRow(a: Cells, b: Cells): boolean {
  return a.length === b.length && a.every((cell, index) => cell.trim() === b[index]?.trim());
}

type Certainty = "sure" | "likely" | "no";

function headerCertainty(cells: Cells, below: readonly Cells[]): Certainty {
  const filled = filledIn(cells);
  const named = countNamed(cells);
  const values = filled.filter(isValue).length;
  const names = named >= 2 && named >= 0.15 * filled.length && values <= named;
  if (names && below.every((row) => countNamed(row) < named)) return "sure";
  if (filled.length === 1) return named === 1 ? "likely" : "no";
  return filled.length > 0 && values === 0 && !recurs(cells, below) ? "likely" : "no";
}

/** The number of filled cells that the fuller half of the records has. */
function usualFill(records: readonly Cells[]): number {
  const counts = records.map((cells) => filledIn(cells).length).toSorted((a, b) => a - b);
  return counts[Math.floor(counts.length / 2)] ?? 0;
}

/** The index of the headings: a title, a date of export, a legend may stand above them, of fewer cells than they have. */
function findHeader(records: readonly Cells[], usual: number): number {
  let above = 0;
  for (const [index, cells] of records.slice(0, searched).entries()) {
    const filled = filledIn(cells).length;
    const below = records.slice(index + 1, index + 1 + compared).filter((row) => !isSameRow(row, cells));
    const certainty = headerCertainty(cells, below);
    if (filled > above && (certainty === "sure" || (certainty === "likely" && filled > usual / 2))) return index;
    above = Math.max(above, filled);
    if (above > preambleCells) break;
  }
  return -1;
}

/** Finds the table among records without blank ones. */
export function locateTable(records: readonly Cells[]): TablePlace {
  const seen = records.slice(0, 200).map((cells) => cells.slice(0, cellsSeen));
  const header = findHeader(seen, usualFill(seen));
  if (header >= 0) return { header, first: header };
  // Without headings to end it, only lines without a separator are certain to stand above the table.
  const first = seen.findIndex((cells) => cells.length > 1);
  return { header: null, first: Math.max(0, first) };
}
