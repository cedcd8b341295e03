/** A table's columns, its cells aligned to them: headings first, then what the content corrects. */
import { type AlignedTable, alignTable } from "./align-table.ts";
import type { ForeignColumn, StandardColumn } from "./column.ts";
import { nameColumns, sharesOf, statusHints } from "./columns.ts";
import { columnsNamed } from "./heading-words.ts";
import { plainText } from "./inline.ts";
import type { Sighting } from "./likelihood.ts";
import type { AlignedRow } from "./placement.ts";
import { areNumbered } from "./row-numbers.ts";
import { type Cell, type Hints, keyOf, type Shape, toCell } from "./shapes.ts";
import type { Row, Table } from "./sources/blocks.ts";

export interface ReadTable {
  readonly columns: readonly ForeignColumn[];
  readonly rows: readonly Row[];
  readonly cells: readonly (readonly Cell[])[];
  readonly aligned: AlignedTable;
  /** By row: the text of each column that has a cell, by the column's key. */
  readonly byColumn: readonly ReadonlyMap<string, string>[];
}

/** Rows with more cells than this many more than the header are no rows of the table. */
const rowLimit = 60;
/** Tables wider than this are taken as they stand: aligning them costs more than it mends. */
const alignLimit = 60;
/** Rows looked at where only a choice between headings is at stake. */
const trialRows = 60;

/** Short values that fill several cells. */
function repeatedKeys(rows: readonly Row[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const keys = new Set(row.cells.filter((cell) => cell !== "" && cell.length <= 200).map(keyOf));
    for (const key of keys) if (key !== "" && key.length <= 40) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const least = rows.length < 6 ? 2 : 3;
  return new Set([...counts].filter(([, count]) => count >= least).map(([key]) => key));
}

/** A table without headings whose first row is one. */
function headerOf(table: Table): { readonly header: readonly string[]; readonly rows: readonly Row[] } {
  const names = (cells: readonly string[]) =>
    cells.filter((cell) => cell.length < 80 && columnsNamed(plainText(cell)).length > 0).length;
  const given = table.header ?? [];
  const first = table.rows[0];
  const blank = given.every((cell) => cell.trim() === "");
  if (!blank) return { header: withoutEmptyEnd(given, table.rows), rows: table.rows };
  if (
    first !== undefined &&
    names(first.cells) >= 2 &&
    names(first.cells) >= first.cells.filter((cell) => cell !== "").length / 2
  ) {
    return { header: first.cells, rows: table.rows.slice(1) };
  }
  const width = Math.max(given.length, commonWidth(table.rows));
  return { header: Array.from({ length: width }, () => ""), rows: table.rows };
}

/** A header's empty cells at its end, where no row has anything under them. */
function withoutEmptyEnd(header: readonly string[], rows: readonly Row[]): readonly string[] {
  const width = rows.reduce(
    (most, row) => Math.max(most, trimmedWidth(row)),
    header.findLastIndex((cell) => cell !== "") + 1,
  );
  return header.slice(0, width);
}

function trimmedWidth(row: Row): number {
  return row.cells.findLastIndex((cell) => cell !== "") + 1;
}

/** The number of cells that most rows have, empty ones at their ends left out. */
function commonWidth(rows: readonly Row[]): number {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(trimmedWidth(row), (counts.get(trimmedWidth(row)) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
}

const unnamedColumn = (index: number): ForeignColumn => ({ key: `column-${index}`, kind: "unnamed", label: "" });

function inserted(columns: readonly ForeignColumn[], at: number, column: ForeignColumn): readonly ForeignColumn[] {
  return [...columns.slice(0, at), column, ...columns.slice(at)];
}

/** The columns with one more where it explains the rows best. */
function bestInsertion(
  columns: readonly ForeignColumn[],
  added: ForeignColumn,
  trial: readonly (readonly Cell[])[],
): readonly ForeignColumn[] {
  const options = Array.from({ length: columns.length + 1 }, (_, at) => inserted(columns, at, added));
  const scored = options.map((option) => ({ option, evidence: alignTable(option, trial, "ragged").evidence }));
  return scored.reduce((a, b) => (b.evidence > a.evidence ? b : a)).option;
}

/** A header that lost a heading: a column without a name where the rows are explained best by it. */
function addMissing(
  columns: readonly ForeignColumn[],
  rows: readonly Row[],
  cells: readonly (readonly Cell[])[],
): readonly ForeignColumn[] {
  let best = columns;
  if (!columns.some((column) => column.kind === "number") && columns[0]?.kind !== "unnamed" && areNumbered(cells)) {
    best = inserted(best, 0, { key: "number", kind: "number", label: "" });
  }
  const trial = cells.slice(0, trialRows);
  const wider = rows.filter((row) => trimmedWidth(row) > best.length).length;
  const comments: ForeignColumn = { key: "comments", kind: "comments", label: "" };
  if (
    wider >= 0.1 * rows.length &&
    !best.some((column) => column.kind === "comments") &&
    sharesOf(cells)("dated") >= 0.15
  ) {
    best = bestInsertion(best, comments, trial);
  }
  for (let round = 0; round < 2 && commonWidth(rows) > best.length && best.length < 40; round += 1) {
    const added = unnamedColumn(columns.length + round + 1);
    best = bestInsertion(best, added, trial);
  }
  return best;
}

const kindByShape: Partial<Readonly<Record<Shape, StandardColumn>>> = {
  level: "priority",
  date: "due",
  timeline: "timeline",
  status: "status",
  person: "owners",
  refs: "refs",
  dated: "comments",
  repeated: "area",
  repeatedName: "area",
  phrase: "title",
  prose: "comments",
};

function topShape(seen: readonly Sighting[]): { shape: Shape | null; share: number; total: number } {
  const counts = new Map<Shape, number>();
  let total = 0;
  for (const { cell, weight } of seen) {
    if (cell.shape === null) continue;
    total += weight;
    counts.set(cell.shape, (counts.get(cell.shape) ?? 0) + weight);
  }
  const [shape = null, count = 0] = [...counts].toSorted((a, b) => b[1] - a[1])[0] ?? [];
  return { shape, share: total === 0 ? 0 : count / total, total };
}

/** Columns without a name, by what they hold. */
function nameByContent(
  columns: readonly ForeignColumn[],
  { seen }: AlignedTable,
  numbered: boolean,
): readonly ForeignColumn[] {
  const taken = new Set(columns.map((column) => column.key));
  return columns.map((column, index) => {
    if (column.kind !== "unnamed" && column.kind !== "field") return column;
    const { shape, share, total } = topShape(seen[index] ?? []);
    if (column.kind === "field") {
      if (shape === "flag" && share >= 0.8) return { ...column, kind: "boolean" };
      if (shape !== "dated" || share < 0.6 || taken.has("comments")) return column;
      taken.add("comments");
      return { ...column, key: "comments", kind: "comments" };
    }
    const counts = numbered && index === 0 && (shape === "digit" || shape === "integer");
    const wish = counts ? "number" : shape === null || share < 0.5 || total < 1 ? undefined : kindByShape[shape];
    if (wish === undefined || taken.has(wish)) return column;
    taken.add(wish);
    return { ...column, key: wish, kind: wish };
  });
}

const wordy: readonly Shape[] = ["phrase", "prose", "short", "name", "link"];

/** Every item needs a title: where no heading says so, the column with the most words of its own. */
function withTitle(columns: readonly ForeignColumn[], { seen }: AlignedTable): readonly ForeignColumn[] {
  if (columns.some((column) => column.kind === "title")) return columns;
  const score = (index: number) => {
    const column = columns[index];
    if (column === undefined || !["field", "unnamed", "description", "area"].includes(column.kind)) return 0;
    const words = (seen[index] ?? []).filter(({ cell }) => cell.shape !== null && wordy.includes(cell.shape));
    return words.reduce((sum, { weight }) => sum + weight, 0) * (column.kind === "area" ? 0.3 : 1);
  };
  const places = [...columns.keys()].toSorted((a, b) => score(b) - score(a) || a - b);
  const chosen = places[0];
  if (chosen === undefined || score(chosen) === 0) return columns;
  return columns.map((column, index) => (index === chosen ? { ...column, key: "title", kind: "title" } : column));
}

/** Reads a table's columns and places its cells. `names` are the people that the page links. */
export function readColumns(table: Table, names: ReadonlySet<string>): ReadTable {
  const { header, rows: all } = headerOf(table);
  const rows = all.filter((row) => row.cells.some((cell) => cell !== ""));
  const hints: Hints = { repeated: repeatedKeys(rows), names, statuses: statusHints(header) };
  const limit = header.length + rowLimit;
  const cells = rows.map((row) => (row.cells.length > limit ? [] : row.cells.map((cell) => toCell(cell, hints))));
  const grid = table.grid === "exact" ? "exact" : header.length > alignLimit ? "wide" : "ragged";
  const named = nameColumns(header, cells);
  const complete = grid !== "ragged" ? named : addMissing(named, rows, cells);
  const first = alignTable(complete, cells, grid);
  const numbered = areNumbered(cells);
  const columns = withTitle(nameByContent(complete, first, numbered), first);
  const unchanged = columns.every((column, index) => column.kind === complete[index]?.kind);
  const aligned = unchanged ? first : alignTable(columns, cells, grid);
  return {
    columns,
    rows,
    cells,
    aligned,
    byColumn: cells.map((line, row) => textsOf(columns, line, aligned.rows[row])),
  };
}

function textsOf(
  columns: readonly ForeignColumn[],
  cells: readonly Cell[],
  row: AlignedRow | undefined,
): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const [index, cell] of cells.entries()) {
    const place = row?.placements[index]?.column ?? null;
    const column = place === null ? undefined : columns[place];
    if (column !== undefined) texts.set(column.key, cell.text);
  }
  return texts;
}
