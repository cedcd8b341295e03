/**
 * Which cell of a row belongs to which column, as chances: the sum over all ways in which a row can have been damaged,
 * computed forwards and backwards (as for hidden Markov models, Rabiner 1989) in the logarithm.
 *
 * Two stories are told of each row: it stands as it was (clean), or cells were dropped, padded, lost and swapped, as often
 * as in the page's other rows.
 */
import { type ColumnModel, logLikelihood } from "./likelihood.ts";
import type { Cell } from "./shapes.ts";
import { type Emission, type Events, logAdd, weighPlacements } from "./story.ts";

export interface RowChances {
  /** By cell, by column: the chance that the cell belongs to the column. */
  readonly chances: readonly (readonly number[])[];
  /** The chance that the row stands as it was. */
  readonly clean: number;
  /** What happened to it, each as often as it is likely. */
  readonly seen: Events;
  /** The logarithm of the chance of the whole row: how well the columns explain it. */
  readonly evidence: number;
}

/** How often rows are damaged, and how. */
export interface Damage extends Events {
  /** The share of rows that are damaged, 0..1. */
  readonly share: number;
}

/** A whole row that ends early. */
const logShort = Math.log(0.1);
const none = Number.NEGATIVE_INFINITY;

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

/** The logarithm of the chance of a row of a table to which nothing happened. */
export function standingOdds(
  cells: readonly Cell[],
  models: readonly ColumnModel[],
  expectedNumber: (cell: Cell, column: number) => number | null,
): number {
  return asItStands(cells, models, (i, j) => {
    const [cell, model] = [cells[i], models[j]];
    return cell === undefined || model === undefined
      ? none
      : (expectedNumber(cell, j) ?? logLikelihood(model, cell, 1));
  });
}

/** The chances of a row's cells; `own` is the weight of each cell in each column's model. */
export function alignRow(
  cells: readonly Cell[],
  models: readonly ColumnModel[],
  own: readonly (readonly number[])[],
  damage: Damage,
  expectedNumber: (cell: Cell, column: number) => number | null,
): RowChances {
  const cache = new Float64Array(cells.length * models.length).fill(Number.NaN);
  const emit: Emission = (i, j) => {
    const place = i * models.length + j;
    const known = cache[place] ?? Number.NaN;
    if (!Number.isNaN(known)) return known;
    const [cell, model] = [cells[i], models[j]];
    const value =
      cell === undefined || model === undefined
        ? none
        : (expectedNumber(cell, j) ?? logLikelihood(model, cell, own[i]?.[j] ?? 0));
    cache[place] = value;
    return value;
  };
  const damaged = weighPlacements({ cells, models, emit, events: damage });
  const standing = Math.log(1 - damage.share) + asItStands(cells, models, emit);
  const evidence = logAdd(standing, Math.log(damage.share) + damaged.total);
  const clean = evidence === none ? 0 : Math.exp(standing - evidence);
  const { seen } = damaged;
  const weighed = (count: number) => (1 - clean) * count;
  return {
    chances: cells.map(({ shape }, i) =>
      models.map((_, j) => (shape === null ? 0 : (i === j ? clean : 0) + (1 - clean) * (damaged.chances[i]?.[j] ?? 0))),
    ),
    clean,
    seen: {
      dropped: weighed(seen.dropped),
      kept: weighed(seen.kept),
      padded: weighed(seen.padded),
      lost: weighed(seen.lost),
      stray: weighed(seen.stray),
      swapped: weighed(seen.swapped),
    },
    evidence,
  };
}
