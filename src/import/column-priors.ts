/** What a column is expected to hold by its kind, before the page has shown anything. */
import measured from "../words/shapes.json" with { type: "json" };
import type { ForeignKind } from "./column.ts";
import { type Shape, variety } from "./shapes.ts";

export interface Prior {
  readonly fill: number;
  /** How often its values repeat one another. */
  readonly repeats: number;
  readonly shares: Partial<Readonly<Record<Shape, number>>>;
}

const priors: Readonly<Partial<Record<ForeignKind, Prior>> & Record<"field", Prior>> = measured.columns;

/** Of a column that none was measured for: a field's. */
export function priorOf(kind: ForeignKind): Prior {
  return priors[kind] ?? priors.field;
}

export const smoothing = 0.0015;

/** How often a kind of column has a shape, before its page has shown anything. */
export function shareOf(prior: Prior, shape: Shape): number {
  return (prior.shares[shape] ?? 0) * (1 - smoothing * Object.keys(variety).length) + smoothing;
}

export const priorWeight = 4;

/** True for a kind of column that has shapes of its own, whatever the page seems to show. */
export function isKnown(kind: ForeignKind): boolean {
  return kind !== "field" && kind !== "unnamed";
}
