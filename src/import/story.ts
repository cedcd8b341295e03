/** One story of how a row was damaged: the chance of each cell in each column, summed over all ways in which it can have happened. */
import { type ColumnModel, logStray } from "./likelihood.ts";
import type { Cell } from "./shapes.ts";

/** The logarithm of the chance that a column, where it is filled, holds the cell's text. */
export type Emission = (cell: number, column: number) => number;

/** What happens to the rows of a page: chances, or how often each was seen. */
export interface Events {
  /** An empty cell is gone, or still there. */
  readonly dropped: number;
  readonly kept: number;
  /** An empty cell that is no column's. */
  readonly padded: number;
  /** A filled cell is gone, or is no column's. */
  readonly lost: number;
  readonly stray: number;
  /** Two neighbours stand in each other's places. */
  readonly swapped: number;
}

const none = Number.NEGATIVE_INFINITY;

/** The logarithm of the sum of two chances given by their logarithms. */
export function logAdd(a: number, b: number): number {
  const gap = a - b;
  if (gap > 40 || b === none) return a;
  if (gap < -40 || a === none) return b;
  return gap > 0 ? a + Math.log1p(Math.exp(-gap)) : b + Math.log1p(Math.exp(gap));
}

interface RowSetting {
  readonly cells: readonly Cell[];
  readonly models: readonly ColumnModel[];
  readonly emit: Emission;
  readonly events: Events;
}

/**
 * What may happen after `i` cells and `j` columns, as logarithms, at `i * (columns + 1) + j`: a column without a cell, a
 * cell without a column, a cell in its column, two cells in each other's. Flat arrays: this is the import's inner loop.
 */
interface Steps {
  readonly skip: Float64Array;
  readonly stray: Float64Array;
  readonly match: Float64Array;
  readonly swap: Float64Array;
}

function stepsOf({ cells, models, emit, events }: RowSetting): Steps {
  const [n, m] = [cells.length, models.length];
  const [logDropped, logKept] = [Math.log(events.dropped), Math.log(events.kept)];
  const [logPadded, logLost, logStrayed] = [Math.log(events.padded), Math.log(events.lost), Math.log(events.stray)];
  const logSwapped = Math.log(events.swapped);
  const table = () => new Float64Array((n + 1) * (m + 1)).fill(none);
  const steps: Steps = { skip: table(), stray: table(), match: table(), swap: table() };
  const place = (i: number, j: number) => {
    const model = models[j];
    if (model === undefined || cells[i] === undefined) return none;
    return cells[i].shape === null ? model.logBlank + logKept : model.logFill + emit(i, j);
  };
  for (let i = 0; i <= n; i += 1) {
    const [cell, next] = [cells[i], cells[i + 1]];
    const blank = cell?.shape === null;
    const alone = cell === undefined ? none : blank ? logPadded : logStrayed + logStray(cell);
    for (let j = 0; j <= m; j += 1) {
      const at = i * (m + 1) + j;
      const model = models[j];
      steps.stray[at] = alone;
      if (model === undefined) continue;
      steps.skip[at] = logAdd(model.logBlank + logDropped, model.logFill + logLost);
      steps.match[at] = place(i, j);
      if (blank && next?.shape === null) continue;
      steps.swap[at] = logSwapped + place(i, j + 1) + place(i + 1, j);
    }
  }
  return steps;
}

function product(a: Float64Array, b: Float64Array, at: number, other = at): number {
  return (a[at] ?? none) + (b[other] ?? none);
}

/** The chance of everything before each place (forward), computed from the start. */
function forwardOf({ skip, stray, match, swap }: Steps, n: number, m: number): Float64Array {
  const forward = new Float64Array((n + 1) * (m + 1)).fill(none);
  const width = m + 1;
  for (let i = 0; i <= n; i += 1) {
    for (let j = 0; j <= m; j += 1) {
      const at = i * width + j;
      let sum = at === 0 ? 0 : none;
      if (j > 0) sum = logAdd(sum, product(forward, skip, at - 1));
      if (i > 0) sum = logAdd(sum, product(forward, stray, at - width));
      if (i > 0 && j > 0) sum = logAdd(sum, product(forward, match, at - width - 1));
      if (i > 1 && j > 1) sum = logAdd(sum, product(forward, swap, at - 2 * width - 2));
      forward[at] = sum;
    }
  }
  return forward;
}

/** The chance of everything behind each place (backward), computed from the end. */
function backwardOf({ skip, stray, match, swap }: Steps, n: number, m: number): Float64Array {
  const backward = new Float64Array((n + 1) * (m + 1)).fill(none);
  const width = m + 1;
  for (let i = n; i >= 0; i -= 1) {
    for (let j = m; j >= 0; j -= 1) {
      const at = i * width + j;
      let sum = i === n && j === m ? 0 : none;
      if (j < m) sum = logAdd(sum, product(skip, backward, at, at + 1));
      if (i < n) sum = logAdd(sum, product(stray, backward, at, at + width));
      if (i < n && j < m) sum = logAdd(sum, product(match, backward, at, at + width + 1));
      if (i < n - 1 && j < m - 1) sum = logAdd(sum, product(swap, backward, at, at + 2 * width + 2));
      backward[at] = sum;
    }
  }
  return backward;
}

/** What the story of damage says: the chance of each cell in each column, how often each thing happened, and the logarithm of the story's own chance. */
export function weighPlacements(setting: RowSetting): {
  readonly total: number;
  readonly chances: readonly Float64Array[];
  readonly seen: Events;
} {
  const { cells, models, events } = setting;
  const [n, m] = [cells.length, models.length];
  const steps = stepsOf(setting);
  const [forward, backward] = [forwardOf(steps, n, m), backwardOf(steps, n, m)];
  const width = m + 1;
  const total = forward[n * width + m] ?? none;
  const chances = Array.from({ length: n }, () => new Float64Array(m));
  const seen = { dropped: 0, kept: 0, padded: 0, lost: 0, stray: 0, swapped: 0 };
  const give = (i: number, j: number, chance: number) => {
    const row = chances[i];
    if (row !== undefined) row[j] = (row[j] ?? 0) + chance;
  };
  for (let i = 0; i <= n; i += 1) {
    const blank = cells[i]?.shape === null;
    for (let j = 0; j <= m; j += 1) {
      const at = i * width + j;
      const chanceOf = (step: Float64Array, next: number) => {
        const chance = (forward[at] ?? none) - total + (step[at] ?? none) + (backward[next] ?? none);
        return chance > -40 ? Math.exp(chance) : 0;
      };
      if (j < m) {
        const skip = chanceOf(steps.skip, at + 1);
        const model = models[j];
        const empty = model === undefined ? 0 : Math.exp(model.logBlank - (steps.skip[at] ?? none)) * events.dropped;
        seen.dropped += skip * empty;
        seen.lost += skip * (1 - empty);
      }
      if (i < n) seen[blank ? "padded" : "stray"] += chanceOf(steps.stray, at + width);
      if (i === n || j === m) continue;
      const match = chanceOf(steps.match, at + width + 1);
      if (blank) seen.kept += match;
      else give(i, j, match);
      if (i + 1 === n || j + 1 === m) continue;
      const swap = chanceOf(steps.swap, at + 2 * width + 2);
      seen.swapped += swap;
      if (!blank) give(i, j + 1, swap);
      if (cells[i + 1]?.shape !== null) give(i + 1, j, swap);
    }
  }
  return { total, chances, seen };
}
