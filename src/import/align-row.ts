/**
 * Which cell of a row belongs to which column, as chances: the sum over all ways in which a row can have been damaged,
 * computed forwards and backwards (as for hidden Markov models, Rabiner 1989) in the logarithm.
 *
 * Three stories are told of each row: it stands as it was (clean); cells were dropped, padded and swapped here and there,
 * and those that stayed empty still mean something (patched); or empty cells mean nothing at all (loose).
 */
import { type ColumnModel, isAtHome, isOutOfPlace, logLikelihood } from "./likelihood.ts";
import type { Cell } from "./shapes.ts";
import { type Emission, logAdd, type Story, weighPlacements } from "./story.ts";

export interface RowChances {
  /** By cell, by column: the chance that the cell belongs to the column. */
  readonly chances: readonly (readonly number[])[];
  /** The chance that the row stands as it was. */
  readonly clean: number;
  /** The logarithm of the chance that a column, where it is filled, holds the cell's text. */
  readonly likelihood: (cell: number, column: number) => number;
  /** In how many other rows a column was seen to hold the cell's value. */
  readonly seenIn: (cell: number, column: number) => number;
  /** True where a column holds nothing like the cell. */
  readonly isOdd: (cell: number, column: number) => boolean;
  /** True where a column's heading asks for what the cell looks like. */
  readonly isAtHome: (cell: number, column: number) => boolean;
  /** The logarithm of the chance of the whole row: how well the columns explain it. */
  readonly evidence: number;
}

const patched: Story = { keepBlank: Math.log(0.5), dropBlank: Math.log(0.5), pad: Math.log(0.08) };
const loose: Story = { keepBlank: Number.NEGATIVE_INFINITY, dropBlank: 0, pad: 0 };
/** What the empty cells of a loose row are worth. */
const looseShare = 0.3;
const logLoosePattern = Math.log(0.02);
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

/** The chances of a row's cells; `own` is the weight of each cell in each column's model, `damage` the share of damaged rows. */
export function alignRow(
  cells: readonly Cell[],
  models: readonly ColumnModel[],
  own: readonly (readonly number[])[],
  damage: number,
  expectedNumber: (cell: Cell, column: number) => number | null,
): RowChances {
  const emission: Emission = (i, j) => {
    const [cell, model] = [cells[i], models[j]];
    if (cell === undefined || model === undefined) return none;
    return expectedNumber(cell, j) ?? logLikelihood(model, cell, own[i]?.[j] ?? 0);
  };
  const cache = new Float64Array(cells.length * models.length).fill(Number.NaN);
  const emit: Emission = (i, j) => {
    const place = i * models.length + j;
    const known = cache[place] ?? Number.NaN;
    if (!Number.isNaN(known)) return known;
    const value = emission(i, j);
    cache[place] = value;
    return value;
  };
  const filled = [...cells.keys()].filter((index) => cells[index]?.shape !== null);
  const tellPatched = weighPlacements({ cells, models, emit, story: patched });
  const tellLoose = weighPlacements({
    cells: filled.flatMap((index) => cells[index] ?? []),
    models,
    emit: (i, j) => emit(filled[i] ?? -1, j),
    story: loose,
  });
  const weights = [
    Math.log(1 - damage) + asItStands(cells, models, emit),
    Math.log(damage * (1 - looseShare)) + tellPatched.total,
    Math.log(damage * looseShare) + logLoosePattern + tellLoose.total,
  ];
  const all = weights.reduce(logAdd, none);
  const [clean = 0, patch = 0, slack = 0] = weights.map((weight) => (all === none ? 0 : Math.exp(weight - all)));
  const chances = cells.map((cell, i) => {
    const place = filled.indexOf(i);
    return models.map((_, j) => {
      if (cell.shape === null) return 0;
      const standing = i === j ? clean : 0;
      return standing + patch * (tellPatched.chances[i]?.[j] ?? 0) + slack * (tellLoose.chances[place]?.[j] ?? 0);
    });
  });
  const seenIn = (i: number, j: number) => (models[j]?.words.get(cells[i]?.key ?? "") ?? 0) - (own[i]?.[j] ?? 0);
  const ask = (test: typeof isAtHome) => (i: number, j: number) => {
    const [cell, model] = [cells[i], models[j]];
    return cell !== undefined && model !== undefined && test(model.prior, cell);
  };
  return {
    chances,
    clean,
    likelihood: emit,
    seenIn,
    isOdd: ask(isOutOfPlace),
    isAtHome: ask(isAtHome),
    evidence: all,
  };
}
