/**
 * How likely a text is in a column: the shapes that its kind of column holds, corrected by what the column was seen to
 * hold, and the values that it repeats. A row's own contribution is left out, so that no row vouches for itself.
 */
import type { ColumnKind, ForeignColumn } from "./column.ts";
import { type Cell, type Shape, shapes } from "./shapes.ts";

type Shares = Partial<Readonly<Record<Shape, number>>>;

interface Prior {
  /** How often a cell of this kind is filled, and how far the page may correct that. */
  readonly fill: number;
  readonly fillBounds: readonly [number, number];
  /** How often its values repeat one another. */
  readonly repeats: number;
  readonly shares: Shares;
}

const dateShares: Shares = { date: 0.93, timeline: 0.03, nobody: 0.02 };
const anyFill = [0.1, 0.9] as const;
const mostFill = [0.05, 0.97] as const;

const priors: Readonly<Record<ColumnKind, Prior>> = {
  number: { fill: 0.95, fillBounds: [0.05, 0.99], repeats: 0, shares: { digit: 0.35, integer: 0.6 } },
  title: {
    fill: 0.97,
    fillBounds: [0.8, 0.99],
    repeats: 0.02,
    shares: {
      phrase: 0.42,
      short: 0.22,
      name: 0.13,
      prose: 0.1,
      link: 0.03,
      repeated: 0.01,
      repeatedName: 0.01,
      dated: 0.002,
      number: 0.003,
      integer: 0.003,
      refs: 0.01,
    },
  },
  status: {
    fill: 0.9,
    fillBounds: mostFill,
    repeats: 0.9,
    shares: {
      status: 0.6,
      repeated: 0.14,
      repeatedName: 0.1,
      short: 0.06,
      name: 0.04,
      phrase: 0.01,
      timeline: 0.003,
      level: 0.004,
    },
  },
  priority: {
    fill: 0.85,
    fillBounds: mostFill,
    repeats: 0.9,
    shares: { level: 0.6, digit: 0.34, repeated: 0.01, repeatedName: 0.01, nobody: 0.01 },
  },
  area: {
    fill: 0.9,
    fillBounds: mostFill,
    repeats: 0.8,
    shares: { repeatedName: 0.43, repeated: 0.37, name: 0.09, short: 0.07, phrase: 0.01, nobody: 0.005 },
  },
  owners: {
    fill: 0.85,
    fillBounds: mostFill,
    repeats: 0.7,
    shares: { person: 0.55, repeatedName: 0.19, name: 0.15, nobody: 0.05, repeated: 0.02, short: 0.02, phrase: 0.01 },
  },
  start: { fill: 0.35, fillBounds: anyFill, repeats: 0.3, shares: dateShares },
  due: { fill: 0.75, fillBounds: anyFill, repeats: 0.3, shares: dateShares },
  closed: { fill: 0.15, fillBounds: [0.02, 0.9], repeats: 0.3, shares: dateShares },
  timeline: {
    fill: 0.7,
    fillBounds: mostFill,
    repeats: 0.6,
    shares: {
      timeline: 0.82,
      date: 0.05,
      nobody: 0.03,
      repeated: 0.03,
      repeatedName: 0.01,
      short: 0.03,
      phrase: 0.01,
      number: 0.005,
    },
  },
  refs: { fill: 0.6, fillBounds: anyFill, repeats: 0.05, shares: { refs: 0.85, link: 0.1, integer: 0.005 } },
  description: {
    fill: 0.6,
    fillBounds: mostFill,
    repeats: 0.03,
    shares: { prose: 0.4, phrase: 0.37, short: 0.1, name: 0.05, link: 0.04, dated: 0.01, repeated: 0.01 },
  },
  comments: {
    fill: 0.7,
    fillBounds: mostFill,
    repeats: 0.02,
    shares: { dated: 0.6, prose: 0.19, phrase: 0.13, short: 0.04, name: 0.015, status: 0.005 },
  },
  boolean: {
    fill: 0.5,
    fillBounds: anyFill,
    repeats: 0.9,
    shares: { flag: 0.85, digit: 0.01, status: 0.01, nobody: 0.01, short: 0.02, repeated: 0.02 },
  },
  field: {
    fill: 0.5,
    fillBounds: anyFill,
    repeats: 0.5,
    shares: {
      flag: 0.1,
      digit: 0.06,
      integer: 0.06,
      number: 0.1,
      level: 0.05,
      date: 0.08,
      timeline: 0.03,
      status: 0.05,
      person: 0.04,
      name: 0.06,
      nobody: 0.02,
      refs: 0.03,
      link: 0.03,
      repeatedName: 0.1,
      repeated: 0.14,
      short: 0.06,
      phrase: 0.04,
      prose: 0.01,
    },
  },
  unnamed: {
    fill: 0.3,
    fillBounds: anyFill,
    repeats: 0.5,
    shares: {
      digit: 0.1,
      integer: 0.15,
      flag: 0.08,
      level: 0.06,
      date: 0.06,
      timeline: 0.05,
      status: 0.06,
      person: 0.06,
      name: 0.05,
      repeatedName: 0.07,
      repeated: 0.07,
      short: 0.05,
      phrase: 0.07,
      prose: 0.03,
      dated: 0.04,
    },
  },
};

/** About how many different texts a shape has: what a text costs where its column does not repeat it. */
const variety: Readonly<Record<Shape, number>> = {
  flag: 4,
  digit: 6,
  integer: 300,
  number: 300,
  level: 6,
  date: 200,
  timeline: 30,
  status: 12,
  person: 40,
  name: 500,
  nobody: 4,
  refs: 1e4,
  link: 1e4,
  dated: 1e6,
  repeatedName: 20,
  repeated: 20,
  short: 2000,
  phrase: 1e5,
  prose: 1e6,
};

const smoothing = 0.0015;
/** The weight of a prior, in cells: columns of dates or numbers hold nothing else, whatever the page seems to show. */
const priorWeight = 4;
const strictWeight = 24;
const strict: ReadonlySet<ColumnKind> = new Set<ColumnKind>(["number", "start", "due", "closed", "refs"]);
const firmWeight = 8;
const firm: ReadonlySet<ColumnKind> = new Set<ColumnKind>(["priority", "owners", "timeline", "boolean", "comments"]);

function weightOf(kind: ColumnKind): number {
  return strict.has(kind) ? strictWeight : firm.has(kind) ? firmWeight : priorWeight;
}

/** A cell seen in a column, with the chance that it belongs there. */
export interface Sighting {
  readonly cell: Cell;
  readonly weight: number;
}

export interface ColumnModel {
  readonly prior: Prior;
  /** The weight of the prior's shapes, in cells. */
  readonly weight: number;
  readonly shapes: ReadonlyMap<Shape, number>;
  readonly words: ReadonlyMap<string, number>;
  /** Cells seen. */
  readonly total: number;
  /** Sum of the weights beyond the first of each value. */
  readonly repeated: number;
  readonly logFill: number;
  readonly logBlank: number;
}

function shareOf(prior: Prior, shape: Shape): number {
  return (prior.shares[shape] ?? 0) * (1 - smoothing * shapes.length) + smoothing;
}

/** True for a shape that a kind of column never holds: such cells teach it nothing, however many stand there. */
function isForeign(prior: Prior, shape: Shape): boolean {
  return prior.shares[shape] === undefined;
}

/** True where a text is nothing like what its column holds by its kind. */
export function isOutOfPlace(model: ColumnModel, cell: Cell): boolean {
  return cell.shape !== null && isForeign(model.prior, cell.shape);
}

/** Learns a column from the cells seen in it; `rows` is the number of rows that had the chance. */
export function learnColumn(column: ForeignColumn, seen: readonly Sighting[], rows: number): ColumnModel {
  const prior = priors[column.kind];
  const counts = new Map<Shape, number>();
  const words = new Map<string, number>();
  let total = 0;
  for (const { cell, weight } of seen) {
    if (cell.shape === null || (strict.has(column.kind) && isForeign(prior, cell.shape))) continue;
    total += weight;
    counts.set(cell.shape, (counts.get(cell.shape) ?? 0) + weight);
    if (cell.key !== "") words.set(cell.key, (words.get(cell.key) ?? 0) + weight);
  }
  const repeated = [...words.values()].reduce((sum, count) => sum + Math.max(0, count - 1), 0);
  const [low, high] = prior.fillBounds;
  const fill = Math.min(high, Math.max(low, (total + prior.fill * priorWeight) / (rows + priorWeight)));
  return {
    weight: weightOf(column.kind),
    prior,
    shapes: counts,
    words,
    total,
    repeated,
    logFill: Math.log(fill),
    logBlank: Math.log(1 - fill),
  };
}

/** The logarithm of the chance that a column, where it is filled, holds this text; `own` is the row's own weight in the model. */
export function logLikelihood(model: ColumnModel, cell: Cell, own: number): number {
  if (cell.shape === null) return 0;
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

/** The logarithm of the chance of a text that belongs to no column. */
export function logStray(cell: Cell): number {
  return cell.shape === null ? 0 : Math.log(smoothing / variety[cell.shape]);
}
