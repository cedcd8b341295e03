/** What a column is expected to hold by its kind, before the page has shown anything. */
import type { ForeignKind } from "./column.ts";
import { type Shape, variety } from "./shapes.ts";

type Shares = Partial<Readonly<Record<Shape, number>>>;

export interface Prior {
  /** How often a cell of this kind is filled. */
  readonly fill: number;
  /** How often its values repeat one another. */
  readonly repeats: number;
  readonly shares: Shares;
  /** The share of each other shape; 0 without. */
  readonly rest?: number;
}

const dateShares: Shares = { date: 0.81, fraction: 0.1, timeline: 0.03, nobody: 0.02, integer: 0.02, key: 0.005 };

const priors: Readonly<Partial<Record<ForeignKind, Prior>> & Record<"field", Prior>> = {
  number: { fill: 0.95, repeats: 0, shares: { digit: 0.35, integer: 0.6 } },
  title: {
    fill: 0.97,
    repeats: 0.02,
    shares: {
      phrase: 0.42,
      short: 0.22,
      name: 0.13,
      prose: 0.1,
      link: 0.03,
      repeated: 0.01,
      repeatedName: 0.01,
      refs: 0.01,
    },
  },
  status: {
    fill: 0.9,
    repeats: 0.9,
    shares: { status: 0.6, repeated: 0.14, repeatedName: 0.1, short: 0.06, name: 0.04, phrase: 0.01 },
  },
  priority: {
    fill: 0.85,
    repeats: 0.9,
    shares: { level: 0.6, digit: 0.34, repeated: 0.01, repeatedName: 0.01, nobody: 0.01 },
  },
  area: {
    fill: 0.9,
    repeats: 0.8,
    shares: { repeatedName: 0.43, repeated: 0.37, name: 0.09, short: 0.07, phrase: 0.01, nobody: 0.005 },
  },
  owners: {
    fill: 0.85,
    repeats: 0.7,
    shares: { person: 0.55, repeatedName: 0.19, name: 0.15, nobody: 0.05, repeated: 0.02, short: 0.02, phrase: 0.01 },
  },
  start: { fill: 0.35, repeats: 0.3, shares: dateShares },
  due: { fill: 0.75, repeats: 0.3, shares: dateShares },
  closed: { fill: 0.15, repeats: 0.3, shares: dateShares },
  timeline: {
    fill: 0.7,
    repeats: 0.6,
    shares: { timeline: 0.82, date: 0.05, nobody: 0.03, repeated: 0.03, short: 0.03, repeatedName: 0.01, phrase: 0.01 },
  },
  refs: { fill: 0.6, repeats: 0.05, shares: { refs: 0.5, key: 0.35, link: 0.1, integer: 0.005 } },
  description: {
    fill: 0.6,
    repeats: 0.03,
    shares: { prose: 0.4, phrase: 0.37, short: 0.1, name: 0.05, link: 0.04, dated: 0.01, repeated: 0.01 },
  },
  comments: {
    fill: 0.7,
    repeats: 0.02,
    shares: { dated: 0.6, prose: 0.19, phrase: 0.13, short: 0.04, name: 0.015, status: 0.005 },
  },
  boolean: {
    fill: 0.5,
    repeats: 0.9,
    shares: { flag: 0.85, digit: 0.01, status: 0.01, nobody: 0.01, short: 0.02, repeated: 0.02 },
  },
  field: {
    fill: 0.5,
    repeats: 0.5,
    rest: 0.04,
    shares: { repeated: 0.14, repeatedName: 0.1, flag: 0.1, number: 0.1, date: 0.08, prose: 0.01, dated: 0 },
  },
};

/** Of a column that none was measured for: a field's. */
export function priorOf(kind: ForeignKind): Prior {
  return priors[kind] ?? priors.field;
}

export const smoothing = 0.0015;

/** How often a kind of column has a shape, before its page has shown anything. */
export function shareOf(prior: Prior, shape: Shape): number {
  return (prior.shares[shape] ?? prior.rest ?? 0) * (1 - smoothing * Object.keys(variety).length) + smoothing;
}

/** The weight of a prior, in cells. */
export const priorWeight = 4;

/** The weight of a kind's shapes, in cells: what has shapes of its own holds little else, whatever the page seems to show. */
export function weightOf(kind: ForeignKind): number {
  return isKnown(kind) ? 3 * priorWeight : priorWeight;
}

/** True for a kind of column that has shapes of its own, whatever the page seems to show. */
export function isKnown(kind: ForeignKind): boolean {
  return kind !== "field" && kind !== "unnamed";
}
