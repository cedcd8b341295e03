/** Headers that lost a heading, or have one too many: the columns that explain the rows best. */
import { alignTable } from "./align-table.ts";
import type { ForeignColumn } from "./column.ts";
import { areNumbered } from "./row-numbers.ts";
import type { Cell } from "./shapes.ts";

type Cells = readonly (readonly Cell[])[];

/** Rows looked at where only a choice between headings is at stake. */
const trialRows = 60;
/** By how much (natural logarithm) one place must explain the rows better than the next to be told from it. */
const clearMargin = 8;
/** What is worth a column that has no heading anywhere. */
const lostHeading = 0.85;

/** Numbers without a heading. */
export const numberColumn: ForeignColumn = { key: "number", kind: "number", label: "" };

const unnamedColumn = (index: number): ForeignColumn => ({
  key: `column-${index}`,
  kind: "unnamed",
  label: "",
  inferred: lostHeading,
});

function inserted(columns: readonly ForeignColumn[], at: number, column: ForeignColumn): readonly ForeignColumn[] {
  return [...columns.slice(0, at), column, ...columns.slice(at)];
}

/** The columns with one more where it explains the rows best; where two places do, its neighbours are uncertain too. */
function bestInsertion(
  columns: readonly ForeignColumn[],
  added: ForeignColumn,
  trial: Cells,
): readonly ForeignColumn[] {
  const scored = Array.from({ length: columns.length + 1 }, (_, at) => {
    const option = inserted(columns, at, added);
    return { at, option, evidence: alignTable(option, trial, "ragged").evidence };
  }).toSorted((a, b) => b.evidence - a.evidence);
  const best = scored[0];
  if (best === undefined) return columns;
  const rivals = scored.filter(({ evidence }) => best.evidence - evidence < clearMargin).map(({ at }) => at);
  const [low, high] = [Math.min(...rivals), Math.max(...rivals)];
  return best.option.map((column, index) =>
    low < high && index >= low && index <= high ? { ...column, inferred: lostHeading } : column,
  );
}

/** The number of cells that most rows have, empty ones at their ends left out. */
function commonWidth(rows: Cells): number {
  return usualWidth(rows.map(filledWidth));
}

function filledWidth(cells: readonly Cell[]): number {
  return cells.findLastIndex((cell) => cell.shape !== null) + 1;
}

/** The width that most have, the widest of such. */
export function usualWidth(widths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
}

/** An empty heading over nothing, where the rows have one cell less than the header: without it they stand as they are. */
function withoutIdle(columns: readonly ForeignColumn[], cells: Cells): readonly ForeignColumn[] {
  const narrow = cells.filter((row) => row.length === columns.length - 1).length;
  const idle = columns.flatMap(({ kind, label }, index) => (kind === "unnamed" && label === "" ? [index] : []));
  if (idle.length === 0 || narrow < 0.9 * cells.length) return columns;
  const trial = cells.slice(0, trialRows);
  const options = [columns, ...idle.map((at) => columns.filter((_, index) => index !== at))];
  const scored = options.map((option) => ({ option, evidence: alignTable(option, trial, "ragged").evidence }));
  return scored.reduce((a, b) => (b.evidence > a.evidence ? b : a)).option;
}

/** Comments without a heading, where a place for them takes in dated entries and little else. */
function withComments(columns: readonly ForeignColumn[], trial: Cells): readonly ForeignColumn[] {
  const more = bestInsertion(columns, { key: "comments", kind: "comments", label: "" }, trial);
  const seen = alignTable(more, trial, "ragged").seen[more.findIndex(({ key }) => key === "comments")] ?? [];
  const filled = seen.filter(({ cell }) => cell.shape !== null);
  const total = (list: typeof seen) => list.reduce((sum, { weight }) => sum + weight, 0);
  return total(filled.filter(({ cell }) => cell.shape === "dated")) >= 0.6 * total(filled) ? more : columns;
}

/** A header that lost a heading: a column without a name where the rows are explained best by it. */
export function mendHeader(named: readonly ForeignColumn[], cells: Cells): readonly ForeignColumn[] {
  const columns = withoutIdle(named, cells);
  let best = columns;
  // Under a heading of the page's own, numbers in rows no wider than the header are its own.
  const isOwn = columns[0]?.kind === "field" && cells.every(({ length }) => length <= columns.length);
  const hasPlace = isOwn || columns[0]?.kind === "unnamed" || columns.some(({ kind }) => kind === "number");
  if (!hasPlace && areNumbered(cells)) {
    best = inserted(best, 0, numberColumn);
  }
  const trial = cells.slice(0, trialRows);
  const wider = cells.filter((row) => filledWidth(row) > best.length).length;
  if (
    wider >= 0.1 * cells.length &&
    !best.some((column) => column.kind === "comments") &&
    cells.filter((row) => row.some(({ shape }) => shape === "dated")).length >= 0.15 * cells.length
  ) {
    best = withComments(best, trial);
  }
  // Rows that all have the same count of cells were not damaged one by one: the header was.
  const width = Math.max(commonWidth(cells), wholeWidth(cells));
  for (let round = 0; round < 2 && width > best.length && best.length < 40; round += 1) {
    best = bestInsertion(best, unnamedColumn(columns.length + round + 1), trial);
  }
  return best;
}

/** The count of cells that nearly all rows share, empty ones counted; 0 where they differ. */
function wholeWidth(cells: Cells): number {
  const width = usualWidth(cells.map((row) => row.length));
  const filled = cells.some((row) => filledWidth(row) === width);
  return filled && cells.filter((row) => row.length === width).length >= 0.9 * cells.length ? width : 0;
}
