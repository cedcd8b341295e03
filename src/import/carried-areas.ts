/**
 * Areas that stood in one cell over several rows: exports leave the name in the first row of each group and nothing, or
 * an empty cell, in the others. Where every name is met once only and most rows have none, the name goes on; in a column
 * that people fill row by row, names repeat.
 */
export interface CarriedArea {
  readonly area: string;
  /** 0..1 */
  readonly confidence: number;
}

/** Groups from which on names that never repeat are no chance. */
const manyGroups = 3;
const sure = 0.93;
const likely = 0.85;
const possible = 0.7;

function confidenceOf(groups: number, blanks: number): number | null {
  if (groups >= manyGroups && blanks >= 2 * groups) return sure;
  if (groups >= 2 && blanks >= groups) return likely;
  return groups === 1 && blanks >= 2 ? possible : null;
}

/** By row: the area that goes on from a row above, or null. `cells` has each row's own, "" where it has none. */
export function carriedAreas(cells: readonly string[]): readonly (CarriedArea | null)[] {
  const filled = cells.filter((cell) => cell !== "");
  const confidence =
    cells[0] === "" || new Set(filled).size < filled.length
      ? null
      : confidenceOf(filled.length, cells.length - filled.length);
  if (confidence === null) return cells.map(() => null);
  let area = "";
  return cells.map((cell) => {
    if (cell !== "") {
      area = cell;
      return null;
    }
    return { area, confidence };
  });
}
