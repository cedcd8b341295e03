/** A table's columns, its cells aligned to them: headings first, then what the content corrects. */
import { type AlignedTable, alignTable } from "./align-table.ts";
import { type AreaCell, type CarriedArea, carriedAreas } from "./carried-areas.ts";
import type { ForeignColumn } from "./column.ts";
import { type Evidence, standingCells, wanderingCells } from "./column-model.ts";
import { nameColumns, statusHints } from "./columns.ts";
import { type HeadingMap, noMap } from "./heading-map.ts";
import { columnsNamed, isUnnamed } from "./heading-words.ts";
import { plainText } from "./inline.ts";
import { mendHeader, numberColumn } from "./missing-columns.ts";
import type { AlignedRow } from "./placement.ts";
import { groupRows } from "./row-groups.ts";
import { areNumbered } from "./row-numbers.ts";
import { type Cell, type Hints, keyOf, toCell } from "./shapes.ts";
import type { Row, Table } from "./sources/blocks.ts";

export interface ReadTable {
  readonly columns: readonly ForeignColumn[];
  readonly rows: readonly Row[];
  readonly cells: readonly (readonly Cell[])[];
  readonly aligned: AlignedTable;
  /** By row: the text of each column that has a cell, by the column's key. */
  readonly byColumn: readonly ReadonlyMap<string, string>[];
  /** By row: the area that a row above names for it too, or null. */
  readonly carried: readonly (CarriedArea | null)[];
  /** By row: what rows below were taken to add to it; "" without. */
  readonly added: readonly string[];
}

/** Rows with more cells than this many more than the header are no rows of the table. */
const rowLimit = 60;
/** Tables wider than this are taken as they stand: aligning them costs more than it mends. */
const alignLimit = 60;

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

type Cells = readonly (readonly Cell[])[];

/** The columns by their headings alone, whatever cell of a row is theirs. */
function wandering(header: readonly string[], rows: Cells, map: HeadingMap): readonly ForeignColumn[] {
  const counting = isUnnamed(header[0] ?? "") && areNumbered(rows) ? [numberColumn] : [];
  return nameColumns(header, wanderingCells(rows), map, "headings", counting);
}

/** Where all rows are as wide as their headings, their cells may stand as they should: what explains them best decides. */
function explainBest(
  standing: readonly ForeignColumn[],
  wandered: readonly ForeignColumn[],
  rows: Cells,
): readonly ForeignColumn[] {
  const isWhole = rows.every(({ length }) => length === standing.length);
  if (!isWhole || standing.every(({ kind }, index) => kind === wandered[index]?.kind)) return wandered;
  const explained = (columns: readonly ForeignColumn[]) => alignTable(columns, rows.slice(0, 60), "ragged").evidence;
  const settled = standing.map(({ key, kind, label }) => ({ key, kind, label }));
  return explained(settled) > explained(wandered) ? settled : wandered;
}

/** Reads a table's columns and places its cells. `names` are the people that the page links. */
export function readColumns(table: Table, names: ReadonlySet<string>, map: HeadingMap = noMap): ReadTable {
  const { header, rows: all } = headerOf(table);
  const every = all.filter((row) => row.cells.some((cell) => cell !== ""));
  const hints: Hints = { repeated: repeatedKeys(every), names, statuses: statusHints(header) };
  const limit = header.length + rowLimit;
  const cellsOf = (row: Row) => (row.cells.length > limit ? [] : row.cells.map((cell) => toCell(cell, hints)));
  const read = every.map(cellsOf);
  const firstly = (rows: Cells) => {
    // Headings of gtm's own pages mean what they say, whatever stands below them.
    if (table.own) return nameColumns(header, () => [], map, "headings");
    const standing = nameColumns(header, standingCells(rows), map, "cells");
    return table.grid === "exact" ? standing : explainBest(standing, wandering(header, rows, map), rows);
  };
  const groups = table.own
    ? every.map((row) => ({ row, added: "", section: null }))
    : groupRows({ rows: every, cells: read, columns: firstly(read) });
  const cellsByRow = new Map(every.map((row, index) => [row, read[index] ?? []] as const));
  const rows = groups.map(({ row }) => row);
  const cells = rows.map((row) => cellsByRow.get(row) ?? cellsOf(row));
  const grid = table.grid === "exact" ? "exact" : header.length > alignLimit ? "wide" : "ragged";
  const named = firstly(cells);
  const complete = grid !== "ragged" ? named : mendHeader(named, cells);
  const first = alignTable(complete, cells, grid);
  const seen: Evidence = (column) => (first.seen[column] ?? []).filter(({ weight }) => weight > 0.5);
  const labels = complete.map(({ label }) => label);
  const columns = table.own || grid === "exact" ? complete : nameColumns(labels, seen, map, "cells", complete);
  const unchanged = columns.every((column, index) => column.kind === complete[index]?.kind);
  const aligned = unchanged ? first : alignTable(columns, cells, grid);
  const byColumn = cells.map((line, row) => textsOf(columns, line, aligned.rows[row]));
  const carried = table.own ? [] : carriedAreas(areaCells(columns, aligned, byColumn));
  return {
    columns,
    rows,
    cells,
    aligned,
    byColumn,
    carried: groups.map(({ section }, row) => carried[row] ?? (section === null ? null : { ...section, taken: true })),
    added: groups.map(({ added }) => added),
  };
}

function areaCells(
  columns: readonly ForeignColumn[],
  { rows }: AlignedTable,
  byColumn: ReadTable["byColumn"],
): readonly AreaCell[] {
  const area = columns.findIndex((column) => column.key === "area");
  return byColumn.map((texts, row) => {
    const placement = rows[row]?.placements.find((each) => each?.column === area);
    return { text: texts.get("area") ?? "", confidence: placement?.confidence ?? 0 };
  });
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
