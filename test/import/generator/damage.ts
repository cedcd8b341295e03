/** What exports and hands do to a page: kinds of damage, each of a whole page, with the rows that it should still give. */
import type { MadeRow, MadeTracker } from "../generator.ts";
import { type Random, randomFrom } from "./random.ts";
import type { Key } from "./vocabulary.ts";
import { markdownCells, pageOf } from "./write-markdown.ts";

export interface Damaged {
  readonly text: string;
  /** The tracker as it can still be known: a heading that was lost is "". */
  readonly tracker: MadeTracker;
  /** The rows as they can still be known: a cell that was lost is blank. */
  readonly rows: readonly MadeRow[];
  /** By row: whether it was touched. */
  readonly touched: readonly boolean[];
}

interface Cells {
  readonly cells: readonly string[];
  /** The column whose value is gone, or null. */
  readonly lost: Key | null;
}

type Hurt = (cells: readonly string[], random: Random, tracker: MadeTracker) => Cells;

const kept = (cells: readonly string[]): Cells => ({ cells, lost: null });
const isBlank = (cell: string) => cell === "";

function loseCell(cells: readonly string[], random: Random, { columns }: MadeTracker): Cells {
  const places = columns.flatMap(({ key }, index) =>
    key === "title" || key === "number" || isBlank(cells[index] ?? "") ? [] : [index],
  );
  const [first, ...rest] = places;
  if (first === undefined) return kept(cells);
  const at = random.pick([first, ...rest]);
  return { cells: cells.filter((_, index) => index !== at), lost: columns[at]?.key ?? null };
}

function swapNeighbours(cells: readonly string[], random: Random): Cells {
  const at = random.whole(0, cells.length - 2);
  const [left = "", right = ""] = [cells[at], cells[at + 1]];
  return kept([...cells.slice(0, at), right, left, ...cells.slice(at + 2)]);
}

function padded(cells: readonly string[], width: number, random: Random): Cells {
  const filled = cells.filter((cell) => !isBlank(cell));
  const at = random.chance(0.5) ? filled.length : random.whole(1, filled.length);
  const pads = Array.from({ length: width - filled.length }, () => "");
  return kept([...filled.slice(0, at), ...pads, ...filled.slice(at)]);
}

const hurts = {
  "all empty cells dropped": (cells) => kept(cells.filter((cell) => !isBlank(cell))),
  "some empty cells dropped": (cells, random) => kept(cells.filter((cell) => !isBlank(cell) || random.chance(0.5))),
  "dropped, padded to the right count": (cells, random) => padded(cells, cells.length, random),
  "one filled cell lost": loseCell,
  "neighbours swapped": swapNeighbours,
} as const satisfies Readonly<Record<string, Hurt>>;

function hurtRows(tracker: MadeTracker, random: Random, hurt: Hurt): Damaged {
  const share = random.pick([0.15, 0.4, 1]);
  const rows = tracker.rows.map((row) => {
    const whole = markdownCells(row, tracker);
    const touched = random.chance(share);
    return { row, touched, ...(touched ? hurt(whole, random, tracker) : kept(whole)) };
  });
  return {
    text: pageOf(
      tracker.columns.map(({ heading }) => heading),
      rows.map(({ cells }) => cells),
    ),
    rows: rows.map(({ row, lost }) =>
      lost === null ? row : { ...row, values: new Map([...row.values].filter(([key]) => key !== lost)) },
    ),
    tracker,
    touched: rows.map(({ touched }) => touched),
  };
}

/** The header lost a heading, or has one that stands over nothing. */
function hurtHeader(tracker: MadeTracker, random: Random, longer: boolean): Damaged {
  const header = tracker.columns.map(({ heading }) => heading);
  const at = random.whole(0, header.length - (longer ? 0 : 1));
  const hurt = longer ? [...header.slice(0, at), "", ...header.slice(at)] : header.filter((_, index) => index !== at);
  const rows = tracker.rows.map((row) => markdownCells(row, tracker));
  const columns = tracker.columns.map((column, index) =>
    index === at && !longer ? { ...column, heading: "" } : column,
  );
  return {
    text: pageOf(hurt, rows),
    tracker: { ...tracker, columns },
    rows: tracker.rows,
    touched: rows.map(() => true),
  };
}

function renumbered(row: MadeRow, number: number): MadeRow {
  if (row.number === null) return row;
  return { number, values: new Map([...row.values, ["number", { kind: "words", text: String(number) }]]) };
}

/** Rows grouped by area, whose name only the first row of a group has: the cells below it are empty, or gone. */
function loseSpans(tracker: MadeTracker, random: Random): Damaged {
  const area = (row: MadeRow) => {
    const value = row.values.get("area");
    return value?.kind === "words" ? value.text : "";
  };
  const at = tracker.columns.findIndex(({ key }) => key === "area");
  const rows = tracker.rows
    .filter((row) => area(row) !== "")
    .toSorted((a, b) => (area(a) < area(b) ? -1 : area(a) > area(b) ? 1 : 0))
    .map((row, index) => renumbered(row, index + 1));
  const shifts = random.chance(0.5);
  const lines = rows.map((row, index) => {
    const cells = markdownCells(row, tracker);
    const above = rows[index - 1];
    if (at < 0 || above === undefined || area(above) !== area(row)) return { cells, touched: false };
    return { cells: cells.flatMap((cell, place) => (place !== at ? [cell] : shifts ? [] : [""])), touched: true };
  });
  return {
    text: pageOf(
      tracker.columns.map(({ heading }) => heading),
      lines.map(({ cells }) => cells),
    ),
    rows,
    tracker,
    touched: lines.map(({ touched }) => touched),
  };
}

export const kinds = [
  ...(Object.keys(hurts) as (keyof typeof hurts)[]),
  "header longer than the rows",
  "header shorter than the rows",
  "spans lost",
] as const;
export type DamageKind = (typeof kinds)[number];

/** Damages a tracker's page; the same seed damages it in the same way. */
export function damage(tracker: MadeTracker, kind: DamageKind, seed: number): Damaged {
  const random = randomFrom(seed * 7919 + kinds.indexOf(kind));
  if (kind === "header longer than the rows") return hurtHeader(tracker, random, true);
  if (kind === "header shorter than the rows") return hurtHeader(tracker, random, false);
  return kind === "spans lost" ? loseSpans(tracker, random) : hurtRows(tracker, random, hurts[kind]);
}
