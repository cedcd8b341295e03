/** Aligns a whole table: chances from the headings, then several passes that learn each column from the rows already sure. */
import { alignRow, type Damage, learnColumn, learningCost, type RowChances, standingOdds } from "./align-row.ts";
import type { Columns } from "./column.ts";
import type { Sightings } from "./column-model.ts";
import { mostCommon } from "./people.ts";
import type { Cell, CellRows } from "./shapes.ts";

export interface Placement {
  /** The column's index; null for a cell that belongs to none. */
  readonly column: number | null;
  /** 0..1, calibrated: at 0.9 and above nobody needs to look. */
  readonly confidence: number;
  /** The column that is the next most likely; null where none is likely. */
  readonly other: number | null;
}

/** By cell; null for an empty one. */
export type AlignedRow = readonly (Placement | null)[];

/** Columns of a smaller chance are not considered. */
const least = 0.02;
/**
 * Odds count for less than they say, since neither the cells of a row nor the rows of a page are independent: to this
 * power, odds of 140 to one against the next best reading are nine to one. Measured (docs/decisions/import-confidence.md).
 */
const power = 0.44;

function temper(chance: number): number {
  const odds = (chance / Math.max(1e-9, 1 - chance)) ** power;
  return odds / (1 + odds);
}

/** The column of the best chance, but for those that are taken; null without any chance. */
function likeliest(line: readonly number[], taken: ReadonlySet<number>): number | null {
  const free = [...line.keys()].filter((column) => !taken.has(column) && (line[column] ?? 0) > least);
  return free.toSorted((a, b) => (line[b] ?? 0) - (line[a] ?? 0))[0] ?? null;
}

/** Decides where the cells of a row of a damaged table belong: each to its likeliest column; where two want one, the surer has it. */
function placeCells(cells: readonly Cell[], { chances }: RowChances): AlignedRow {
  const peak = (index: number) => Math.max(0, ...(chances[index] ?? []));
  const filled = [...cells.keys()].filter((index) => cells[index]?.shape !== null);
  const taken = new Set<number>();
  const placed = new Map<number, Placement>();
  for (const index of filled.toSorted((a, b) => peak(b) - peak(a))) {
    const line = chances[index] ?? [];
    const column = likeliest(line, taken);
    const chance = column === null ? Math.max(0, 1 - line.reduce((a, b) => a + b, 0)) : (line[column] ?? 0);
    const other = likeliest(line, new Set([column ?? -1]));
    placed.set(index, { column, confidence: temper(chance), other });
    taken.add(column ?? -1);
  }
  return cells.map((_, index) => placed.get(index) ?? null);
}

function numberIn(cell: Cell | undefined): number | null {
  const isNumber = cell?.shape === "digit" || cell?.shape === "integer";
  return isNumber ? Number.parseInt(cell.key.replace("#", ""), 10) : null;
}

/** The rows with each number marked, as the one that counts its row or as another. Rows count on from 1, or any number. */
function withCounts(rows: CellRows): CellRows {
  const firsts = rows.map((cells) => numberIn(cells.find(({ shape }) => shape !== null)));
  const offsets = firsts.flatMap((value, index) => (value === null ? [] : value - index));
  const offset = mostCommon(offsets) ?? 0;
  const support = offsets.filter((each) => each === offset).length;
  if (support < 2 || support < 0.4 * rows.length) return rows;
  return rows.map((cells, index) =>
    cells.map((cell) => {
      const number = numberIn(cell);
      return number === null ? cell : { ...cell, counts: number === index + offset };
    }),
  );
}

export function areNumbered(rows: CellRows): boolean {
  const hits = withCounts(rows).filter((cells) => cells.find(({ shape }) => shape !== null)?.counts).length;
  return rows.length >= 2 && hits >= 0.6 * rows.length;
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

/** By row. */
type Chances = ReadonlyMap<number, RowChances>;
type State = ReturnType<typeof learn>;

function sampleOf(count: number): readonly number[] {
  const step = Math.max(1, count / sampleSize);
  return Array.from({ length: Math.min(count, sampleSize) }, (_, index) => Math.floor(index * step));
}

function seenIn(rows: CellRows, own: Chances, column: number): Sightings {
  return [...own].flatMap(([row, { chances }]) =>
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

function learn(columns: Columns, rows: CellRows, own: Chances, withValues: boolean) {
  const seen = columns.map((_, column) => seenIn(rows, own, column));
  const models = columns.map((column, index) => learnColumn(column, seen[index] ?? [], own.size, withValues));
  return { models, seen, own, damage: learnDamage([...own.values()], columns.length) };
}

/** How well the columns explain the rows if nothing happened to them: comparable to the evidence of those that were aligned. */
export function standingEvidence(columns: Columns, given: CellRows): number {
  const rows = withCounts(given);
  const sample = sampleOf(rows.length);
  const models = columns.map((column, index) => {
    const seen = sample.flatMap((row) => rows[row]?.[index] ?? []).map((cell) => ({ cell, weight: 1 }));
    return learnColumn(column, seen, sample.length, true);
  });
  return sample.reduce(
    (sum, row) => sum + standingOdds(rows[row] ?? [], models),
    models.reduce((sum, model) => sum + learningCost(model), 0),
  );
}

/** A table taken at its word: cells stand under their own headings. Where it is not `sure`, rows of another width are guesses. */
export function standingTable({ length: width }: Columns, rows: CellRows, sure = true) {
  const place = (cells: readonly Cell[]): AlignedRow => {
    const confidence = sure || cells.length === width ? 1 : 0.5;
    const placeAt = (column: number): Placement =>
      column < width ? { column, confidence, other: null } : { column: null, confidence: 0.3, other: null };
    return cells.map(({ shape }, index) => (shape === null ? null : placeAt(index)));
  };
  return { rows: rows.map(place), damage: 0 };
}

/**
 * Aligns rows of cells, of which some may be lost or moved, to columns: the share of rows that seem to be damaged (0..1), what
 * each column was `seen` to hold, and how well the columns explain the rows (a logarithm; comparable for the same rows).
 */
export function alignTable(columns: Columns, given: CellRows) {
  const rows = withCounts(given);
  const sample = sampleOf(rows.length);
  let state = learn(columns, rows, new Map(), false);
  let evidence = 0;
  const align = (index: number, { models, damage, own }: State) =>
    alignRow(rows[index] ?? [], models, own.get(index)?.chances ?? none, damage);
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
