/** The columns of a table by name: each heading's meaning, or a key for a column of the page's own. */
import { isStandardColumn } from "../core/columns.ts";
import { type Columns, type GivenColumn, isPageColumn, type PageColumn, pageColumns } from "./column.ts";
import { type Evidence, readMeanings, type Stage, standingMeanings } from "./column-model.ts";
import { columnsNamed, isUnnamed, listedValues } from "./heading-words.ts";
import { plainText } from "./inline.ts";
import { mostCommon } from "./people.ts";
import { type PageRefusal, type ReadOptions, refuse } from "./reading.ts";
import { type CellRows, keyOf } from "./shapes.ts";
import { type Block, filledWidth } from "./sources/blocks.ts";
import { wordsIn } from "./word-lists.ts";

export type HeadingMap = ReadonlyMap<string, GivenColumn>;

export const noMap: HeadingMap = new Map();

export function headingKey(label: string): string {
  return plainText(label).toLowerCase();
}

/** The tracker's own headings; one that means two columns tells nothing. */
export function ownHeadings(headings: readonly (readonly [column: string, heading: string])[] = []): HeadingMap {
  const known = headings.flatMap(([name, heading]) => {
    const isColumn = isPageColumn(name) || name === "field";
    return isColumn && heading.trim() !== "" ? [[headingKey(heading), name] as const] : [];
  });
  return new Map(known.filter(([key, column]) => known.every((other) => other[0] !== key || other[1] === column)));
}

/** Checks what the user wrote against the page's headings and the columns that there are. */
export function readHeadingMap(written: ReadOptions["map"], blocks: readonly Block[]): HeadingMap | PageRefusal {
  const map = new Map<string, PageColumn>();
  const tables = blocks.flatMap((block) => (block.kind === "table" ? [block] : []));
  const cells = tables.flatMap(({ header, rows }) => header ?? rows[0]?.cells ?? []);
  const headings = [...new Set(cells.map(plainText).filter((heading) => heading !== ""))];
  const keys = new Set(headings.map(headingKey));
  const known = `the headings are ${headings.slice(0, 40).join(", ")}`;
  for (const [heading, column] of written ?? []) {
    const name = column.trim().toLowerCase();
    if (!isPageColumn(name)) return refuse(`"${column}" is not a column`, `the columns are ${pageColumns.join(", ")}`);
    if (!keys.has(headingKey(heading)))
      return refuse(`no table has the heading "${heading}"`, keys.size === 0 ? "no table has headings" : known);
    map.set(headingKey(heading), name);
  }
  return map;
}

/** A key for a column of the page's own: `HX Input?` is `hx-input`. */
export function fieldKey(label: string, taken: ReadonlySet<string>): string {
  const slug = wordsIn(label.normalize("NFC")).join("-").slice(0, 40).replace(/-$/, "");
  const base = slug === "" || /^\d/.test(slug) ? `column-${slug || "x"}` : slug;
  const free = isStandardColumn(base) ? `${base}-field` : base;
  for (let count = 1; ; count += 1) {
    const key = count === 1 ? free : `${free}-${count}`;
    if (!taken.has(key)) return key;
  }
}

/** The columns that the user's own words name, by place: of those that every tracker has the first of each. */
function givenColumns(labels: readonly string[], map: HeadingMap): ReadonlyMap<number, GivenColumn> {
  const found = labels.map((label) => map.get(headingKey(label)));
  return new Map(
    found.flatMap((column, index) =>
      column !== undefined && (column === "field" || found.indexOf(column) === index) ? [[index, column] as const] : [],
    ),
  );
}

const plain: readonly PageColumn[] = ["description", "area", "timeline"];

/** Names columns by their headings and by what they are seen to hold; `mended` are those that have a name already, by place. */
export function nameColumns(
  header: readonly string[],
  evidence: Evidence,
  map: HeadingMap,
  stage: Stage,
  mended: Columns = [],
): Columns {
  const labels = header.map(plainText);
  const found = mended.flatMap(({ label, kind }, index) =>
    label === "" && isPageColumn(kind) ? [[index, kind] as const] : [],
  );
  const given = new Map([...givenColumns(labels, map), ...found]);
  const columns = readMeanings(labels, evidence, given, stage);
  const taken = new Set<string>(columns.flatMap(({ meaning }) => meaning ?? []));
  return columns.map(({ meaning, confidence, rival }, index) => {
    const label = isUnnamed(labels[index] ?? "") ? "" : (labels[index] ?? "");
    // A place that was made for a lost heading is known by its cells; its neighbours are as sure as the place is.
    const isFound = label === "" && meaning !== null;
    const inferred = Math.min(confidence, isFound ? 0.95 : 1, mended[index]?.inferred ?? 1);
    const isSettled = stage === "headings" || (given.has(index) && mended[index]?.inferred === undefined);
    // A text of the page's own comes back under its heading as one of these does: nothing is lost by either reading.
    const either = [meaning, rival].filter((named) => named !== null);
    const isTaken = (named: PageColumn) =>
      columns.some((other, at) => at !== index && [other.meaning, other.rival].includes(named));
    const isHarmless = either.every((named) => plain.includes(named) && !isTaken(named));
    const doubt = isSettled || (isHarmless && mended[index]?.inferred === undefined) ? {} : { inferred, rival };
    if (meaning !== null) return { key: meaning, kind: meaning, label, ...doubt };
    const key = fieldKey(label === "" ? `column ${index + 1}` : label, taken);
    taken.add(key);
    const filled = evidence(index, "status").flatMap(({ cell }) => cell.shape ?? []);
    const asks = label.endsWith("?") || /\((?:y\s*\/\s*n|yes\s*\/\s*no)\)/i.test(label);
    const flags = filled.filter((shape) => shape === "flag").length;
    const own = asks || (flags > 0 && flags >= 0.8 * filled.length) ? "boolean" : "field";
    return { key, kind: label === "" ? "unnamed" : own, label, ...doubt };
  });
}

/** Statuses that a heading lists, by key: `Status (Pending, Blocked)`, and `RAG` (red, amber, yellow, green, blue) by their first letters. */
export function statusHints(header: readonly string[]): ReadonlySet<string> {
  const labels = header.map(plainText).filter((label) => columnsNamed(label)[0] === "status");
  const letters = labels.some((label) => /^B?(?:RAG|RYG|GYR)G?\b/.test(label)) ? [..."RAYGB"] : [];
  return new Set([...labels.flatMap(listedValues), ...letters].map(keyOf));
}

export interface MendedHeader {
  readonly header: readonly string[];
  /** By column: the chance that its heading stands over it, 0..1. */
  readonly sureness: readonly number[];
}

/** As many headings may be lost; rows that are wider still are broken in another way. */
const lostLimit = 2;
/** By this much (natural logarithm) one place must be better than the next to be told from it: nearly all that the cells of one column can say. */
const clearMargin = 6.5;
/** What a column is worth that has no heading anywhere, and those between two places where either may be its own. */
const unclear = 0.85;
/** The share of the rows that have all their cells, or one too few, where the header is what was damaged. */
const most = 0.9;

/** What it is worth that the start stands before what is due, as on most pages: it tells one place between two dates from the other. */
const inOrder = 0.5;

/** A heading that was forgotten is mostly the last. */
const atEnd = 6.5;

/** How well the rows go with a header as they stand (a logarithm of odds). */
function oddsOf(header: readonly string[], rows: CellRows): number {
  const { columnOf, odds } = standingMeanings(header, rows, "places");
  return odds + ((columnOf("start") ?? -1) < (columnOf("due") ?? -1) ? inOrder : 0);
}

/** The header with an empty heading where the rows stand best; where others are nearly as good, those in between are unclear. */
function withPlace({ header, sureness }: MendedHeader, rows: CellRows): MendedHeader {
  const options = Array.from({ length: header.length + 1 }, (_, at) => {
    const longer = header.toSpliced(at, 0, "");
    const odds = oddsOf(longer, rows) + (at === header.length ? atEnd : 0);
    return { at, header: longer, sureness: sureness.toSpliced(at, 0, unclear), odds };
  });
  const best = options.reduce((a, b) => (b.odds > a.odds ? b : a));
  const rivals = options.filter(({ odds }) => best.odds - odds < clearMargin).map(({ at }) => at);
  const [low, high] = [Math.min(...rivals), Math.max(...rivals)];
  return {
    header: best.header,
    sureness: best.sureness.map((sure, index) => (low < high && index >= low && index <= high ? unclear : sure)),
  };
}

/** An empty heading over nothing, where the rows have one cell less than the header: without it they stand as they are. */
function withoutIdle(header: readonly string[], rows: CellRows): readonly string[] {
  const narrow = rows.filter(({ length }) => length === header.length - 1);
  if (narrow.length < most * rows.length) return header;
  const shorter = header.flatMap((label, index) => (isUnnamed(label) ? [header.toSpliced(index, 1)] : []));
  return shorter.reduce((a, b) => (oddsOf(b, narrow) > oddsOf(a, narrow) ? b : a), shorter[0] ?? header);
}

/** The width that most rows have, the widest of such. */
export function commonWidth(widths: readonly number[]): number {
  return mostCommon(widths.toSorted((a, b) => b - a)) ?? 0;
}

/** A header whose rows stand under it. */
export function mendHeader(header: readonly string[], rows: CellRows): MendedHeader {
  const given = withoutIdle(header, rows);
  const whole = rows.map(({ length }) => length).toSorted((a, b) => a - b)[Math.floor(0.95 * rows.length)] ?? 0;
  const isWhole = rows.filter(({ length }) => length === whole).length >= most * rows.length;
  const width = Math.max(
    commonWidth(rows.map((cells) => filledWidth(cells.map(({ text }) => text)))),
    isWhole ? whole : 0,
  );
  const lost = Math.min(lostLimit, Math.max(0, width - given.length));
  const wide = rows.filter(({ length }) => length >= width);
  let mended: MendedHeader = { header: given, sureness: given.map(() => 1) };
  for (let round = 0; round < lost; round += 1) mended = withPlace(mended, wide);
  return mended;
}
