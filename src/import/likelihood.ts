/**
 * How likely a text is in a column: the shapes that its kind of column holds, corrected by what the column was seen to
 * hold, and the values that it repeats. A row's own contribution is left out, so that no row vouches for itself.
 */

import type { ForeignColumn } from "./column.ts";
import type { Sightings } from "./column-model.ts";
import { isKnown, priorOf, priorWeight, shareOf, smoothing } from "./column-priors.ts";
import { type Cell, type Shape, variety } from "./shapes.ts";

export type ColumnModel = ReturnType<typeof learnColumn>;

/** Learns a column from the cells seen in it, `rows` that had the chance; its values only where `withValues`. */
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

/** The logarithm of the chance that a column, where it is filled, holds this text; `own` is the row's own weight in the model. */
export function logLikelihood(model: ColumnModel, cell: Cell, own: number): number {
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

export function logStray(cell: Cell): number {
  return cell.shape === null ? 0 : Math.log(smoothing / variety[cell.shape]);
}
