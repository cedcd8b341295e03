/**
 * Which cell of a row belongs to which column, as chances: the sum over all ways in which a row can have been damaged,
 * computed forwards and backwards (as for hidden Markov models, Rabiner 1989) in the logarithm.
 *
 * Two stories are told of each row: it stands as it was (clean), or cells were dropped, padded, lost and swapped, as often
 * as in the page's other rows.
 */
import { type ForeignColumn, recordOf } from "./column.ts";
import type { Sightings } from "./column-model.ts";
import { type Cell, isKnown, priorOf, priorWeight, type Shape, shareOf, smoothing, variety } from "./shapes.ts";

export type ColumnModel = ReturnType<typeof learnColumn>;

/**
 * Learns a column: the shapes that its kind holds, corrected by those of the cells seen in it, and the values that it repeats,
 * only where `withValues`. `rows` had the chance to be seen.
 */
export function learnColumn(column: ForeignColumn, seen: Sightings, rows: number, withValues: boolean) {
  const prior = priorOf(column.kind);
  const shapes = new Map<Shape, number>();
  const words = new Map<string, number>();
  let total = 0;
  for (const { cell, weight } of seen) {
    // What a kind of column never holds teaches it nothing, however much of it stands there.
    if (cell.shape === null || (isKnown(column.kind) && prior.shares[cell.shape] === undefined)) continue;
    total += weight;
    shapes.set(cell.shape, (shapes.get(cell.shape) ?? 0) + weight);
    if (withValues && cell.key !== "") words.set(cell.key, (words.get(cell.key) ?? 0) + weight);
  }
  // Beyond the first of each value.
  const repeated = [...words.values()].reduce((sum, count) => sum + Math.max(0, count - 1), 0);
  const [low, high] = isKnown(column.kind) ? [0.05, 0.97] : [0.1, 0.9];
  const fill = Math.min(high, Math.max(low, (total + prior.fill * priorWeight) / (rows + priorWeight)));
  const [logFill, logBlank] = [Math.log(fill), Math.log(1 - fill)];
  // In cells: what has shapes of its own holds little else.
  const weight = isKnown(column.kind) ? 3 * priorWeight : priorWeight;
  return { kind: column.kind, prior, weight, shapes, words, total, repeated, logFill, logBlank };
}

/** The logarithm of the chance that a column, where it is filled, holds this text; `own` is the row's own weight in the model: no row vouches for itself. */
function logLikelihood(model: ColumnModel, cell: Cell, own: number): number {
  if (cell.shape === null) return 0;
  if (model.kind === "number" && cell.counts !== undefined) return Math.log(cell.counts ? 0.9 : 0.0005);
  const total = Math.max(0, model.total - own);
  const seen = Math.max(0, (model.shapes.get(cell.shape) ?? 0) - own);
  const share = (seen + shareOf(model.prior, cell.shape) * model.weight) / (total + model.weight);
  const repeats = (model.repeated + model.prior.repeats * priorWeight) / (model.total + priorWeight);
  const count = Math.max(0, (model.words.get(cell.key) ?? 0) - own);
  const known = total > 0 && cell.key !== "" ? count / (total + 1) : 0;
  return Math.log(
    (share * (1 - repeats)) / variety[cell.shape] + repeats * known + (share * repeats * 0.02) / variety[cell.shape],
  );
}

/**
 * What learning the column's shapes one after another costs, against their chance once all are known (a logarithm). It tells
 * a column of names under a heading for levels from one under no heading, which look alike once both have been learned.
 */
export function learningCost(model: ColumnModel): number {
  let cost = 0;
  let before = 0;
  for (const [shape, count] of model.shapes) {
    const prior = shareOf(model.prior, shape) * model.weight;
    const known = (count + prior) / (model.total + model.weight);
    for (let seen = 0; seen < Math.round(count); seen += 1) {
      cost += Math.log((seen + prior) / (before + model.weight)) - Math.log(known);
      before += 1;
    }
  }
  return cost;
}

/** The logarithm of the chance that a column, where it is filled, holds the cell's text. */
type Emission = (cell: number, column: number) => number;

/**
 * What happens to the cells of a page: an empty one is gone (dropped), still there (kept) or no column's (padded); a filled
 * one is gone (lost) or no column's (stray); two neighbours stand in each other's places (swapped).
 */
const happenings = ["dropped", "kept", "padded", "lost", "stray", "swapped"] as const;

/** Chances, or how often each was seen. */
type Events = Readonly<Record<(typeof happenings)[number], number>>;

const none = Number.NEGATIVE_INFINITY;

/** The logarithm of the sum of two chances given by their logarithms. */
function logAdd(a: number, b: number): number {
  const gap = a - b;
  if (gap > 40 || b === none) return a;
  if (gap < -40 || a === none) return b;
  return gap > 0 ? a + Math.log1p(Math.exp(-gap)) : b + Math.log1p(Math.exp(gap));
}

type Steps = ReturnType<typeof stepsOf>;

/**
 * What may happen after `i` cells and `j` columns, as logarithms, at `i * (columns + 1) + j`: a column without a cell, a
 * cell without a column, a cell in its column, two cells in each other's. Flat arrays: this is the import's inner loop.
 */
function stepsOf(cells: readonly Cell[], models: readonly ColumnModel[], emit: Emission, events: Events) {
  const [n, m] = [cells.length, models.length];
  const [logDropped, logKept] = [Math.log(events.dropped), Math.log(events.kept)];
  const [logPadded, logLost, logStrayed] = [Math.log(events.padded), Math.log(events.lost), Math.log(events.stray)];
  const logSwapped = Math.log(events.swapped);
  const table = () => new Float64Array((n + 1) * (m + 1)).fill(none);
  const steps = { skip: table(), stray: table(), match: table(), swap: table() };
  const place = (i: number, j: number) => {
    const model = models[j];
    if (model === undefined || cells[i] === undefined) return none;
    return cells[i].shape === null ? model.logBlank + logKept : model.logFill + emit(i, j);
  };
  for (let i = 0; i <= n; i += 1) {
    const [cell, next] = [cells[i], cells[i + 1]];
    const blank = cell?.shape === null;
    const alone =
      cell === undefined
        ? none
        : cell.shape === null
          ? logPadded
          : logStrayed + Math.log(smoothing / variety[cell.shape]);
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

/**
 * The chance of everything before each place, or behind it: summed up from the start, or from the end. What would lead
 * beyond a row's cells or columns has no chance, so the edges need no care.
 */
function sumFrom(end: "start" | "end", { skip, stray, match, swap }: Steps, width: number): Float64Array {
  const sums = new Float64Array(skip.length).fill(none);
  const turn = end === "start" ? -1 : 1;
  for (let count = 0; count < sums.length; count += 1) {
    const at = end === "start" ? count : sums.length - 1 - count;
    const beside = (step: Float64Array, distance: number) => {
      const other = at + turn * distance;
      return (step[Math.min(at, other)] ?? none) + (sums[other] ?? none);
    };
    const along = logAdd(logAdd(count === 0 ? 0 : none, beside(skip, 1)), beside(stray, width));
    sums[at] = logAdd(logAdd(along, beside(match, width + 1)), beside(swap, 2 * width + 2));
  }
  return sums;
}

/** What the story of damage says: the chance of each cell in each column, how often each thing happened, and the logarithm of the story's own chance. */
function weighPlacements(cells: readonly Cell[], models: readonly ColumnModel[], emit: Emission, events: Events) {
  const [n, m] = [cells.length, models.length];
  const steps = stepsOf(cells, models, emit, events);
  const width = m + 1;
  const [forward, backward] = [sumFrom("start", steps, width), sumFrom("end", steps, width)];
  const total = forward[n * width + m] ?? none;
  const chances = Array.from({ length: n }, () => new Float64Array(m));
  const seen = recordOf(happenings, () => 0);
  const give = (i: number, j: number, chance: number) => {
    const row = chances[i];
    if (row !== undefined) row[j] = (row[j] ?? 0) + chance;
  };
  for (let i = 0; i <= n; i += 1) {
    const blank = cells[i]?.shape === null;
    for (let j = 0; j <= m; j += 1) {
      const at = i * width + j;
      const chanceOf = (step: Float64Array, distance: number) => {
        const chance = (forward[at] ?? none) - total + (step[at] ?? none) + (backward[at + distance] ?? none);
        return chance > -40 ? Math.exp(chance) : 0;
      };
      const skip = chanceOf(steps.skip, 1);
      const empty = Math.exp((models[j]?.logBlank ?? none) - (steps.skip[at] ?? none)) * events.dropped;
      if (skip > 0) {
        seen.dropped += skip * empty;
        seen.lost += skip * (1 - empty);
      }
      seen[blank ? "padded" : "stray"] += chanceOf(steps.stray, width);
      const [match, swap] = [chanceOf(steps.match, width + 1), chanceOf(steps.swap, 2 * width + 2)];
      seen.swapped += swap;
      if (blank) seen.kept += match;
      else {
        give(i, j, match);
        give(i, j + 1, swap);
      }
      if (cells[i + 1]?.shape !== null) give(i + 1, j, swap);
    }
  }
  return { total, chances, seen };
}

export type RowChances = ReturnType<typeof alignRow>;

export interface Damage extends Events {
  /** The share of rows that are damaged, 0..1. */
  readonly share: number;
}

/** A whole row that ends early. */
const logShort = Math.log(0.1);

/** The logarithm of the chance of the row as it stands: cell by cell under its own heading. */
function asItStands(cells: readonly Cell[], models: readonly ColumnModel[], emit: Emission): number {
  let sum = 0;
  for (const [index, cell] of cells.entries()) {
    const model = models[index];
    if (model === undefined) sum += cell.shape === null ? 0 : none;
    else sum += cell.shape === null ? model.logBlank : model.logFill + emit(index, index);
  }
  // Cells missing at a row's end may be empty ones, though a whole row would have them.
  const missing = models.slice(cells.length);
  return missing.reduce((total, model) => total + model.logBlank, missing.length > 0 ? sum + logShort : sum);
}

/** `own` is the weight of each cell in each column's model: what it says of itself is left out. */
function emissionsOf(
  cells: readonly Cell[],
  models: readonly ColumnModel[],
  own: (cell: number, column: number) => number,
): Emission {
  const known = new Float64Array(cells.length * models.length).fill(Number.NaN);
  return (i, j) => {
    const [cell, model, place] = [cells[i], models[j], i * models.length + j];
    if (cell === undefined || model === undefined) return none;
    if (Number.isNaN(known[place])) known[place] = logLikelihood(model, cell, own(i, j));
    return known[place] ?? none;
  };
}

/** The logarithm of the chance of a row of a table to which nothing happened. */
export function standingOdds(cells: readonly Cell[], models: readonly ColumnModel[]): number {
  const emit = emissionsOf(cells, models, () => 1);
  return asItStands(cells, models, emit);
}

/**
 * By cell, by column the chance that the cell belongs there, with `own` the weight of each cell in each column's model;
 * the chance that the row is clean, how often each thing happened to it, and how well the columns explain it (a logarithm).
 */
export function alignRow(
  cells: readonly Cell[],
  models: readonly ColumnModel[],
  own: readonly (readonly number[])[],
  damage: Damage,
) {
  const emit = emissionsOf(cells, models, (i, j) => own[i]?.[j] ?? 0);
  const damaged = weighPlacements(cells, models, emit, damage);
  const standing = Math.log(1 - damage.share) + asItStands(cells, models, emit);
  const evidence = logAdd(standing, Math.log(damage.share) + damaged.total);
  const clean = evidence === none ? 0 : Math.exp(standing - evidence);
  const { seen } = damaged;
  return {
    chances: cells.map(({ shape }, i) =>
      models.map((_, j) => (shape === null ? 0 : (i === j ? clean : 0) + (1 - clean) * (damaged.chances[i]?.[j] ?? 0))),
    ),
    clean,
    seen: recordOf(happenings, (event) => (1 - clean) * seen[event]),
    evidence,
  };
}
