import { trustedConfidence } from "../core/repair.ts";

export type CarriedArea = NonNullable<ReturnType<typeof carriedAreas>[number]>;

const sure = 0.93;
const possible = 0.7;

export interface AreaCell {
  /** "" where the row has none. */
  readonly text: string;
  /** 0..1: the chance that the cell belongs there. */
  readonly confidence: number;
}

function repeated(cells: readonly AreaCell[]): ReadonlySet<string> {
  const texts = cells.map(({ text }) => text).toSorted();
  return new Set(texts.filter((text, index) => text === texts[index - 1]));
}

/**
 * Areas that stood in one cell over several rows: exports leave the name in the first row of each group and nothing, or
 * an empty cell, in the others. Where every name is met once only and most rows have none, the name goes on; in a column
 * that people fill row by row, names repeat. By row: what goes on, or null; an empty cell of an `exact` grid may be just that.
 */
export function carriedAreas(cells: readonly AreaCell[], exact: boolean) {
  const none = cells.map(() => null);
  const filled = cells.filter(({ text }) => text !== "");
  if (cells[0]?.text === "" || filled.length === 0) return none;
  // A cell that may have come from elsewhere says nothing about how the column is filled.
  const twice = repeated(filled);
  if (repeated(filled.filter(({ confidence }) => confidence >= trustedConfidence)).size > 0) return none;
  const groups = filled.filter(({ text }) => !twice.has(text)).length;
  const blanks = cells.length - filled.length;
  // As many rows without a name as with one tell groups from rows that nobody filled in.
  const isSure = groups >= 2 && blanks >= groups;
  // Where the area is not taken, the row may as well have none: then it is only the other reading.
  const taken = isSure || (groups === 1 && blanks >= 2);
  if (exact && !taken) return none;
  let from: AreaCell = { text: "", confidence: 1 };
  return cells.map((cell) => {
    if (cell.text === "")
      return { taken, area: from.text, confidence: Math.min(isSure ? sure : possible, from.confidence) };
    from = cell.confidence < trustedConfidence && twice.has(cell.text) ? { ...from, confidence: possible } : cell;
    return null;
  });
}
