/** Aligns a whole table: chances from the headings, then several passes that learn each column from the rows already sure. */
import { alignRow, type Damage, type NumberTeller, type RowChances, standingOdds } from "./align-row.ts";
import type { Columns } from "./column.ts";
import type { Sightings } from "./column-model.ts";
import { type ColumnModel, learnColumn, learningCost } from "./likelihood.ts";
import { mostCommon } from "./people.ts";
import { type AlignedRow, placeCells } from "./placement.ts";
import type { Cell, CellRows } from "./shapes.ts";

function numberIn(cell: Cell | undefined): number | null {
  const isNumber = cell?.shape === "digit" || cell?.shape === "integer";
  return isNumber ? Number.parseInt(cell.key.replace("#", ""), 10) : null;
}

function firstNumber(cells: readonly Cell[]): number | null {
  return numberIn(cells.find(({ shape }) => shape !== null));
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

/** By row. */
function numberTellers(columns: Columns, rows: CellRows): readonly NumberTeller[] {
  return expectedNumbers(rows).map((expected) => (cell, column) => {
    const number = numberIn(cell);
    if (columns[column]?.kind !== "number" || expected === null || number === null) return null;
    return Math.log(number === expected ? 0.9 : 0.0005);
  });
}

export interface AlignedTable {
  readonly rows: readonly AlignedRow[];
  /** The share of rows that seem to be damaged, 0..1. */
  readonly damage: number;
  /** What each column was seen to hold. */
  readonly seen: readonly Sightings[];
  /** How well the columns explain the rows, as a logarithm; comparable for the same rows. */
  readonly evidence: number;
}

const passes = 4;
/** Rows from which columns are learned: keeps a table of many thousand rows linear and quick. */
const sampleSize = 400;
/** What rows are expected to suffer before any was seen, and the rows (columns) that it weighs as much as. */
const expected: Damage = {
  share: 0.2,
  dropped: 0.5,
  kept: 0.5,
  padded: 0.3,
  lost: 0.01,
  stray: 0.002,
  swapped: 0.015,
};
const expectedWeight = 40;
const none: readonly (readonly number[])[] = [];
const noNumber: NumberTeller = () => null;

interface State {
  readonly models: readonly ColumnModel[];
  readonly seen: readonly Sightings[];
  readonly damage: Damage;
  readonly own: ReadonlyMap<number, RowChances>;
}

function sampleOf(count: number): readonly number[] {
  const step = Math.max(1, count / sampleSize);
  return Array.from({ length: Math.min(count, sampleSize) }, (_, index) => Math.floor(index * step));
}

function seenIn(rows: CellRows, own: ReadonlyMap<number, RowChances["chances"]>, column: number): Sightings {
  return [...own].flatMap(([row, chances]) =>
    chances.flatMap((line, index) => {
      const cell = rows[row]?.[index];
      const weight = line[column] ?? 0;
      return cell === undefined || weight < 0.01 ? [] : [{ cell, weight }];
    }),
  );
}

function learnDamage(rows: readonly RowChances[], width: number): Damage {
  if (rows.length === 0) return expected;
  const damaged = rows.reduce((sum, row) => sum + 1 - row.clean, 0);
  const seen = (event: keyof RowChances["seen"]) => rows.reduce((sum, row) => sum + row.seen[event], 0);
  const rate = (event: keyof RowChances["seen"], chances: number) =>
    (seen(event) + expected[event] * expectedWeight) / (chances + expectedWeight);
  const dropped = rate("dropped", seen("dropped") + seen("kept"));
  const places = damaged * width;
  return {
    share: Math.min(0.97, Math.max(0.004, (damaged + 0.02) / (rows.length + 1))),
    dropped,
    kept: 1 - dropped,
    padded: rate("padded", places),
    lost: rate("lost", places),
    stray: rate("stray", places),
    swapped: rate("swapped", places),
  };
}

function learn(columns: Columns, rows: CellRows, own: ReadonlyMap<number, RowChances>, withValues: boolean): State {
  const chances = new Map([...own].map(([row, found]) => [row, found.chances] as const));
  const seen = columns.map((_, column) => seenIn(rows, chances, column));
  const models = columns.map((column, index) => learnColumn(column, seen[index] ?? [], own.size, withValues));
  return { models, seen, own, damage: learnDamage([...own.values()], columns.length) };
}

/** How far a table's grid can be trusted: `wide` is a ragged one with too many columns to align. */
export type GridTrust = "exact" | "ragged" | "wide";

/** A row taken as it stands; in a wide table of ragged rows, one of another width is only a guess. */
function standingRow(cells: readonly Cell[], width: number, grid: GridTrust): AlignedRow {
  const confidence = grid === "wide" && cells.length !== width ? 0.5 : 1;
  return cells.map(({ shape }, index) => {
    const column = index < width ? index : null;
    return shape === null ? null : { column, confidence: column === null ? 0.3 : confidence, other: null };
  });
}

/** What each column holds if nothing happened to the rows. */
function seenStanding(columns: Columns, rows: CellRows): readonly Sightings[] {
  const sample = sampleOf(rows.length);
  return columns.map((_, column) =>
    sample.flatMap((row) => rows[row]?.[column] ?? []).map((cell) => ({ cell, weight: 1 })),
  );
}

/** How well the columns explain the rows if nothing happened to them: comparable to the evidence of those that were aligned. */
export function standingEvidence(columns: Columns, rows: CellRows): number {
  const sample = sampleOf(rows.length);
  const seen = seenStanding(columns, rows);
  const models = columns.map((column, index) => learnColumn(column, seen[index] ?? [], sample.length, true));
  const tellers = numberTellers(columns, rows);
  return sample.reduce(
    (sum, row) => sum + standingOdds(rows[row] ?? [], models, tellers[row] ?? noNumber),
    models.reduce((sum, model) => sum + learningCost(model), 0),
  );
}

/** Aligns rows of cells to columns. An exact grid is taken at its word: cells stand under their own headings. */
export function alignTable(columns: Columns, rows: CellRows, grid: GridTrust): AlignedTable {
  if (grid !== "ragged") {
    const placed = rows.map((cells) => standingRow(cells, columns.length, grid));
    return { rows: placed, damage: 0, seen: seenStanding(columns, rows), evidence: 0 };
  }
  const tellers = numberTellers(columns, rows);
  const sample = sampleOf(rows.length);
  let state = learn(columns, rows, new Map(), false);
  let evidence = 0;
  const align = (index: number, { models, damage, own }: State) => {
    const mine = own.get(index)?.chances ?? none;
    return alignRow(rows[index] ?? [], models, mine, damage, tellers[index] ?? noNumber);
  };
  for (let pass = 0; pass < passes; pass += 1) {
    const own = new Map(sample.map((index) => [index, align(index, state)]));
    evidence = [...own.values()].reduce((sum, row) => sum + row.evidence, 0);
    // Values only at the end: until then rows that share a word would vouch for each other's guess.
    state = learn(columns, rows, own, pass >= passes - 2);
  }
  const last = state;
  return {
    rows: rows.map((cells, index) => placeCells(cells, align(index, last))),
    damage: last.damage.share,
    seen: last.seen,
    evidence: last.models.reduce((sum, model) => sum + learningCost(model), evidence),
  };
}
