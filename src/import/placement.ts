/** Chances to decisions: each cell to its column, with a confidence that may be trusted. */
import type { RowChances } from "./align-row.ts";
import type { Cell } from "./shapes.ts";

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
export function placeCells(cells: readonly Cell[], { chances }: RowChances): AlignedRow {
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
