/** Headers that lost a heading, or have one too many: the places of headings under which the rows stand best. */
import { standingMeanings } from "./column-model.ts";
import { isUnnamed } from "./heading-words.ts";
import { mostCommon } from "./people.ts";
import type { CellRows } from "./shapes.ts";
import { filledWidth } from "./sources/blocks.ts";

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
