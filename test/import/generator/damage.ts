/** What exports and hands do to a page: kinds of damage, each of a whole page, with the rows that it should still give. */
import type { MadeRow, MadeTracker } from "../generator.ts";
import { type Random, randomFrom } from "./random.ts";
import { lookOf } from "./team-tables.ts";
import type { Key } from "./vocabulary.ts";
import { markdownCells, pageOf } from "./write-markdown.ts";

export interface Damaged {
  readonly text: string;
  /** The tracker as it can still be known: a heading that was lost is "". */
  readonly tracker: MadeTracker;
  /** The rows as they can still be known: a cell that was lost is blank. */
  readonly rows: readonly MadeRow[];
  /** True where nobody could tell the page from a whole one: words stand below other headings for words. */
  readonly hidden: boolean;
}

/** A cell, and the column whose value it holds; null for one that pads. */
interface Piece {
  readonly text: string;
  readonly key: Key | null;
}

type Hurt = (row: readonly Piece[], random: Random) => readonly Piece[];

const isBlank = ({ text }: Piece) => text === "";
const pad: Piece = { text: "", key: null };

function loseCell(row: readonly Piece[], random: Random): readonly Piece[] {
  const places = row.flatMap((piece, index) =>
    piece.key === "title" || piece.key === "number" || isBlank(piece) ? [] : [index],
  );
  const [first, ...rest] = places;
  if (first === undefined) return row;
  const at = random.pick([first, ...rest]);
  return row.filter((_, index) => index !== at);
}

function swapNeighbours(row: readonly Piece[], random: Random): readonly Piece[] {
  const at = random.whole(0, row.length - 2);
  return [...row.slice(0, at), row[at + 1] ?? pad, row[at] ?? pad, ...row.slice(at + 2)];
}

function padded(row: readonly Piece[], random: Random): readonly Piece[] {
  const filled = row.filter((piece) => !isBlank(piece));
  const at = random.chance(0.5) ? filled.length : random.whole(1, filled.length);
  const pads = Array.from({ length: row.length - filled.length }, () => pad);
  return [...filled.slice(0, at), ...pads, ...filled.slice(at)];
}

const hurts = {
  undamaged: (row) => row,
  "all empty cells dropped": (row) => row.filter((piece) => !isBlank(piece)),
  "some empty cells dropped": (row, random) => row.filter((piece) => !isBlank(piece) || random.chance(0.5)),
  "dropped, padded to the right count": padded,
  "one filled cell lost": loseCell,
  "neighbours swapped": swapNeighbours,
} as const satisfies Readonly<Record<string, Hurt>>;

/** True where a cell stands under a heading for other things, or the row has not as many cells as the header. */
function looksHurt(row: readonly Piece[], { columns, vocabulary }: MadeTracker): boolean {
  return (
    row.length !== columns.length ||
    row.some(({ text, key }, index) => {
      const place = columns[index]?.key;
      return (
        text !== "" && key !== null && place !== undefined && lookOf(key, vocabulary) !== lookOf(place, vocabulary)
      );
    })
  );
}

function hurtRows(tracker: MadeTracker, random: Random, hurt: Hurt): Damaged {
  const share = random.pick([0.15, 0.4, 1]);
  const rows = tracker.rows.map((row) => {
    const whole = markdownCells(row, tracker).map((text, index) => ({
      text,
      key: tracker.columns[index]?.key ?? null,
    }));
    const pieces = random.chance(share) ? hurt(whole, random) : whole;
    const lost = whole.find((piece) => !isBlank(piece) && !pieces.includes(piece));
    return {
      row,
      pieces,
      moved: pieces.some(({ text }, index) => text !== whole[index]?.text),
      lost: lost?.key ?? null,
    };
  });
  return {
    text: pageOf(
      tracker.columns.map(({ heading }) => heading),
      rows.map(({ pieces }) => pieces.map(({ text }) => text)),
    ),
    rows: rows.map(({ row, lost }) =>
      lost === null ? row : { ...row, values: new Map([...row.values].filter(([key]) => key !== lost)) },
    ),
    tracker,
    hidden: rows.some(({ moved }) => moved) && !rows.some(({ pieces }) => looksHurt(pieces, tracker)),
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
    hidden: false,
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
    if (at < 0 || above === undefined || area(above) !== area(row)) return cells;
    return cells.flatMap((cell, place) => (place !== at ? [cell] : shifts ? [] : [""]));
  });
  return {
    text: pageOf(
      tracker.columns.map(({ heading }) => heading),
      lines,
    ),
    rows,
    tracker,
    hidden: false,
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
