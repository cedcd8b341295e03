/** Chances to decisions: each cell to its column, with a confidence that may be trusted. */
import type { RowChances } from "./align-row.ts";
import type { Cell, Shape } from "./shapes.ts";

export interface Placement {
  /** The column's index; null for a cell that belongs to none. */
  readonly column: number | null;
  /** 0..1, calibrated: 1 where the cell stands as it should in a row that was not damaged. */
  readonly confidence: number;
  /** The next best column, or null. */
  readonly other: number | null;
}

export interface AlignedRow {
  /** By cell; null for an empty one. */
  readonly placements: readonly (Placement | null)[];
}

interface Choice {
  readonly column: number | null;
  readonly chance: number;
  /** True where another cell took the column that this one wanted. */
  readonly contested: boolean;
}

/** By this much (natural logarithm) another column may be worse and still be the word's, where cells have moved. */
const wordMargin = 5;
const wordShapes: ReadonlySet<Shape | null> = new Set<Shape>([
  "name",
  "short",
  "repeated",
  "repeatedName",
  "phrase",
  "prose",
  "date",
  "fraction",
]);
/** What each cell's chance must be where it stands for its row to be whole. */
const least = 0.985;
/** What a choice between columns that hold the same things is worth at most. */
const rivalConfidence = 0.85;

/** Odds count for less than they say: cells of a row are not independent, and neither are the rows of a page. */
function temper(chance: number): number {
  if (chance >= 1) return 0.999;
  const odds = (chance / (1 - chance)) ** 0.75;
  return Math.min(0.999, odds / (1 + odds));
}

function best(line: readonly number[], taken: ReadonlySet<number>): Omit<Choice, "contested"> {
  let column: number | null = null;
  let chance = 0.02;
  for (const [index, value] of line.entries())
    if (value > chance && !taken.has(index)) [column, chance] = [index, value];
  return { column, chance: column === null ? Math.max(0, 1 - line.reduce((a, b) => a + b, 0)) : chance };
}

/** Each cell to its likeliest column; where two want the same one, the surer has it. */
function choose(filled: readonly number[], chances: RowChances["chances"]): ReadonlyMap<number, Choice> {
  const peak = (index: number) => Math.max(0, ...(chances[index] ?? []));
  const taken = new Set<number>();
  const chosen = new Map<number, Choice>();
  for (const index of filled.toSorted((a, b) => peak(b) - peak(a))) {
    const free = best(chances[index] ?? [], taken);
    chosen.set(index, { ...free, contested: free.chance < peak(index) });
    if (free.column !== null) taken.add(free.column);
  }
  return chosen;
}

/** `3/2` is a date where its heading says so. */
const days: ReadonlySet<Shape | null> = new Set<Shape>(["date", "fraction"]);
const vocabulary: ReadonlySet<Shape | null> = new Set<Shape>(["name", "short", "repeated", "repeatedName"]);

interface Trial extends RowChances {
  readonly cells: readonly Cell[];
  readonly width: number;
  readonly taken: ReadonlySet<number>;
}

/**
 * True where a free column could hold the cell: one beside its own nearly as well, one anywhere clearly better, or one
 * whose heading asks for such cells where its own does not, whatever the page has learned: perhaps from cells that moved.
 */
function hasRival(cell: number, column: number, trial: Trial): boolean {
  const { cells, width, taken, likelihood, isOdd, isAtHome } = trial;
  const shape = cells[cell]?.shape ?? null;
  const better = likelihood(cell, column);
  for (const step of [-1, 1]) {
    let near = true;
    for (let other = column + step; other >= 0 && other < width; other += step) {
      if (taken.has(other)) near = false;
      else if (isOdd(cell, column) && isAtHome(cell, other)) return true;
      else if (likelihood(cell, other) > better - (near && wordShapes.has(shape) ? wordMargin : 0)) return true;
    }
  }
  return false;
}

/** True for a word that other rows have in another column: either of the two may be the wrong one. */
function isSeenElsewhere(cell: number, column: number, { cells, width, seenIn }: Trial): boolean {
  if (!vocabulary.has(cells[cell]?.shape ?? null)) return false;
  return Array.from({ length: width }, (_, other) => other).some(
    (other) => other !== column && seenIn(cell, other) > 0.8,
  );
}

/** True where the cell and its neighbour would do as well in each other's columns. Two dates are told apart by their order. */
function isSwappable(
  [cell, next]: readonly [number, number],
  [column, other]: readonly [number, number],
  trial: Trial,
): boolean {
  const { cells, likelihood, seenIn } = trial;
  const areDates = [cell, next].every((index) => days.has(cells[index]?.shape ?? null));
  if (cells[cell]?.key === cells[next]?.key || areDates) return false;
  const words = [cell, next].every((index) => vocabulary.has(cells[index]?.shape ?? null));
  if (words && seenIn(cell, other) > seenIn(cell, column) && seenIn(next, column) > seenIn(next, other)) return true;
  const own = likelihood(cell, column) + likelihood(next, other);
  return likelihood(cell, other) + likelihood(next, column) > own;
}

/** Cells whose column is told by nothing but the shape of the row. */
function doubtful(filled: readonly number[], chosen: ReadonlyMap<number, Choice>, trial: Trial): ReadonlySet<number> {
  const found = new Set<number>();
  for (const [order, index] of filled.entries()) {
    const column = chosen.get(index)?.column ?? null;
    const next = filled[order + 1];
    const other = next === undefined ? null : (chosen.get(next)?.column ?? null);
    if (column === null) continue;
    if (hasRival(index, column, trial) || isSeenElsewhere(index, column, trial)) found.add(index);
    if (next !== undefined && other !== null && isSwappable([index, next], [column, other], trial))
      found.add(index).add(next);
  }
  return found;
}

/** Decides where the cells of a row of a damaged table belong. */
export function placeCells(cells: readonly Cell[], row: RowChances): AlignedRow {
  const filled = [...cells.keys()].filter((index) => cells[index]?.shape !== null);
  const chosen = choose(filled, row.chances);
  const stands = filled.every(
    (index) => chosen.get(index)?.column === index && (chosen.get(index)?.chance ?? 0) >= least,
  );
  const trial: Trial = {
    ...row,
    cells,
    width: row.chances[0]?.length ?? 0,
    taken: new Set([...chosen.values()].flatMap(({ column }) => column ?? [])),
  };
  const doubts = doubtful(filled, chosen, trial);
  const placements = cells.map((_, index): Placement | null => {
    const choice = chosen.get(index);
    if (choice === undefined) return null;
    const other = best(row.chances[index] ?? [], new Set(choice.column === null ? [] : [choice.column])).column;
    const odd = choice.column !== null && row.isOdd(index, choice.column);
    const caps = [choice.contested || odd ? 0.5 : 1, doubts.has(index) ? rivalConfidence : 1];
    const confidence = Math.min(stands && !doubts.has(index) ? 1 : temper(choice.chance), ...caps);
    return { column: choice.column, confidence, other };
  });
  return { placements };
}
