/**
 * Which cell of a row belongs to which column, as chances: the sum over all ways in which a row can have been damaged,
 * computed forwards and backwards (as for hidden Markov models, Rabiner 1989) in the logarithm.
 *
 * Three stories are told of each row: it stands as it was (clean); cells were dropped, padded and swapped here and there,
 * and those that stayed empty still mean something (patched); or empty cells mean nothing at all (loose).
 */
import { type ColumnModel, isOutOfPlace, logLikelihood, logStray } from "./likelihood.ts";
import type { Cell } from "./shapes.ts";

export interface RowChances {
  /** By cell, by column: the chance that the cell belongs to the column. */
  readonly chances: readonly (readonly number[])[];
  /** The chance that the row stands as it was. */
  readonly clean: number;
  /** The logarithm of the chance that a column, where it is filled, holds the cell's text. */
  readonly likelihood: (cell: number, column: number) => number;
  /** In how many other rows a column was seen to hold the cell's value. */
  readonly seenIn: (cell: number, column: number) => number;
  /** True for a column that might hold any word. */
  readonly isOpen: (column: number) => boolean;
  /** True where a column holds nothing like the cell. */
  readonly isOdd: (cell: number, column: number) => boolean;
  /** The logarithm of the chance of the whole row: how well the columns explain it. */
  readonly evidence: number;
}

/** The chance that a cell, whose own weight in the model is given, belongs to a column where that is filled. */
type Emission = (cell: number, column: number) => number;

interface Story {
  readonly keepBlank: number;
  readonly dropBlank: number;
  readonly pad: number;
}

const patched: Story = { keepBlank: Math.log(0.5), dropBlank: Math.log(0.5), pad: Math.log(0.08) };
const loose: Story = { keepBlank: Number.NEGATIVE_INFINITY, dropBlank: 0, pad: 0 };
const logLost = Math.log(0.01);
const logStrayPrior = Math.log(0.002);
const logSwap = Math.log(0.05);
/** What the empty cells of a loose row are worth. */
const looseShare = 0.3;
const logLoosePattern = Math.log(0.02);
/** A whole row that ends early. */
const logShort = Math.log(0.1);
const none = Number.NEGATIVE_INFINITY;

function logAdd(a: number, b: number): number {
  if (a < b) return logAdd(b, a);
  return b === none || a - b > 40 ? a : a + Math.log1p(Math.exp(b - a));
}

interface Arena {
  readonly cells: readonly Cell[];
  readonly models: readonly ColumnModel[];
  readonly emit: Emission;
  readonly story: Story;
}

interface Step {
  readonly cells: number;
  readonly columns: number;
  readonly weight: number;
}

/** The steps that lead on from having used `i` cells and `j` columns. */
function stepsFrom({ cells, models, emit, story }: Arena, i: number, j: number): readonly Step[] {
  const cell = cells[i];
  const model = models[j];
  const steps: Step[] = [];
  if (model !== undefined) {
    steps.push({ cells: 0, columns: 1, weight: logAdd(model.logBlank + story.dropBlank, model.logFill + logLost) });
  }
  if (cell === undefined) return steps;
  if (cell.shape === null) {
    steps.push({ cells: 1, columns: 0, weight: story.pad });
    if (model !== undefined) steps.push({ cells: 1, columns: 1, weight: model.logBlank + story.keepBlank });
    return steps;
  }
  steps.push({ cells: 1, columns: 0, weight: logStrayPrior + logStray(cell) });
  if (model !== undefined) steps.push({ cells: 1, columns: 1, weight: model.logFill + emit(i, j) });
  const [next, other] = [cells[i + 1], models[j + 1]];
  if (model !== undefined && other !== undefined && next !== undefined && next.shape !== null) {
    const weight = logSwap + model.logFill + other.logFill + emit(i, j + 1) + emit(i + 1, j);
    steps.push({ cells: 2, columns: 2, weight });
  }
  return steps;
}

function grid(rows: number, columns: number): Float64Array[] {
  return Array.from({ length: rows }, () => new Float64Array(columns).fill(none));
}

/** What one story says: the chance of each cell in each column, and the logarithm of the story's own chance. */
function tell(arena: Arena): { readonly total: number; readonly chances: Float64Array[] } {
  const [n, m] = [arena.cells.length, arena.models.length];
  const [forward, backward] = [grid(n + 1, m + 1), grid(n + 1, m + 1)];
  const steps: (readonly Step[])[][] = [];
  const at = (table: readonly Float64Array[], i: number, j: number) => table[i]?.[j] ?? none;
  const add = (table: readonly Float64Array[], i: number, j: number, value: number) => {
    const row = table[i];
    if (row !== undefined) row[j] = logAdd(row[j] ?? none, value);
  };
  add(forward, 0, 0, 0);
  for (let i = 0; i <= n; i += 1) {
    const line: (readonly Step[])[] = [];
    for (let j = 0; j <= m; j += 1) {
      const here = stepsFrom(arena, i, j);
      line.push(here);
      for (const step of here) add(forward, i + step.cells, j + step.columns, at(forward, i, j) + step.weight);
    }
    steps.push(line);
  }
  add(backward, n, m, 0);
  for (let i = n; i >= 0; i -= 1) {
    for (let j = m; j >= 0; j -= 1) {
      for (const step of steps[i]?.[j] ?? [])
        add(backward, i, j, at(backward, i + step.cells, j + step.columns) + step.weight);
    }
  }
  const total = at(forward, n, m);
  const chances = Array.from({ length: n }, () => new Float64Array(m));
  const give = (i: number, j: number, value: number) => {
    const row = chances[i];
    if (row !== undefined) row[j] = (row[j] ?? 0) + value;
  };
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < m; j += 1) {
      for (const step of steps[i]?.[j] ?? []) {
        if (step.cells === 0 || step.columns === 0 || arena.cells[i]?.shape === null) continue;
        const chance = Math.exp(
          at(forward, i, j) + step.weight + at(backward, i + step.cells, j + step.columns) - total,
        );
        give(i, step.columns === 2 ? j + 1 : j, chance);
        if (step.columns === 2) give(i + 1, j, chance);
      }
    }
  }
  return { total, chances };
}

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
  const cache = new Map<number, number>();
  const emit: Emission = (i, j) => {
    const place = i * models.length + j;
    const value = cache.get(place) ?? emission(i, j);
    cache.set(place, value);
    return value;
  };
  const filled = [...cells.keys()].filter((index) => cells[index]?.shape !== null);
  const tellPatched = tell({ cells, models, emit, story: patched });
  const tellLoose = tell({
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
  const isOdd = (i: number, j: number) => {
    const [cell, model] = [cells[i], models[j]];
    return cell !== undefined && model !== undefined && isOutOfPlace(model, cell);
  };
  return { chances, clean, likelihood: emit, seenIn, isOpen: (j) => models[j]?.open ?? false, isOdd, evidence: all };
}
