/** A table's columns, its cells aligned to them: headings first, then what the content corrects. */
import { groupBy } from "../core/group-by.ts";
import { trustedConfidence } from "../core/repair.ts";
import { factsOf } from "../core/standard-columns.ts";
import { isClosedStatus } from "../core/status.ts";
import { alignTable, areNumbered, standingEvidence, standingTable } from "./align-table.ts";
import type { Columns, ForeignColumn } from "./column.ts";
import { type Evidence, standingCells, standingMeanings, wanderingCells } from "./column-model.ts";
import { commonWidth, type HeadingMap, headingKey, mendHeader, nameColumns, noMap, statusHints } from "./columns.ts";
import { columnsNamed, isUnnamed, namingOf, sure } from "./heading-words.ts";
import { plainText } from "./inline.ts";
import { type Cell, type CellRows, keyOf, type Prior, priorOf, saysOpen, shareOf, toCell } from "./shapes.ts";
import { type Block, filledWidth, type Row, type Table } from "./sources/blocks.ts";

export type CarriedArea = NonNullable<ReturnType<typeof carriedAreas>[number]>;

/** The text of a column in each row, "" for none, and the chance (0..1) that it belongs there. */
type PlacedTexts = readonly { readonly text: string; readonly confidence: number }[];

/**
 * Areas that stood in one cell over several rows: exports leave the name in the first row of each group and nothing, or
 * an empty cell, in the others. Where every name is met once only and most rows have none, the name goes on; in a column
 * that people fill row by row, names repeat. By row: what goes on, or null; an empty cell of an `exact` grid may be just that.
 */
function carriedAreas(cells: PlacedTexts, exact: boolean) {
  const none = cells.map(() => null);
  const filled = [...groupBy(cells, ({ text }) => text)].filter(([text]) => text !== "");
  const certainly = ({ confidence }: PlacedTexts[number]) => confidence >= trustedConfidence;
  // A cell that may have come from elsewhere says nothing about how the column is filled.
  if (cells[0]?.text === "" || filled.some(([, same]) => same.filter(certainly).length > 1)) return none;
  const once = new Set(filled.flatMap(([text, same]) => (same.length === 1 ? text : [])));
  const blanks = cells.filter(({ text }) => text === "").length;
  // As many rows without a name as with one tell groups from rows that nobody filled in.
  const isSure = once.size >= 2 && blanks >= once.size;
  // Where the area is not taken, the row may as well have none: then it is only the other reading.
  const taken = isSure || (once.size === 1 && blanks >= 2);
  if (exact && !taken) return none;
  let from = { text: "", confidence: 1 };
  return cells.map((cell) => {
    if (cell.text === "") return { taken, area: from.text, confidence: Math.min(isSure ? 0.93 : 0.7, from.confidence) };
    from = certainly(cell) || once.has(cell.text) ? cell : { ...from, confidence: 0.7 };
    return null;
  });
}

export type ReadTable = ReturnType<typeof readAlike>[number][1];

/** By the block of the page that was read. */
export type Tables = ReadonlyMap<Block, ReadTable>;

/** Rows with more cells than this many more than the header are no rows of the table. */
const rowLimit = 60;
/** Tables wider than this are taken as they stand: aligning them costs more than it mends. */
const alignLimit = 60;

/** By this much (natural logarithm) damage must explain a table better than its cells as they stand; more where no row lacks one. */
const [damageMargin, wholeMargin] = [6, 12];

function hintsOf(header: readonly string[], rows: readonly Row[], names: ReadonlySet<string>) {
  const keys = rows.flatMap(({ cells }) => [...new Set(cells.filter((cell) => cell.length <= 200).map(keyOf))]);
  const short = keys.filter((key) => key !== "" && key.length <= 40);
  const often = [...groupBy(short, (key) => key)].filter(([, same]) => same.length >= (rows.length < 6 ? 2 : 3));
  const hasLevels = header.some((label) => namingOf(label, "priority") > 0);
  return { repeated: new Set(often.map(([key]) => key)), names, statuses: statusHints(header), hasLevels };
}

/** The headings; empty ones for a table that has none. */
function headerOf({ header, rows }: Table): readonly string[] {
  const given = header ?? [];
  if (given.some((cell) => cell.trim() !== "")) return given;
  const width = Math.max(given.length, commonWidth(rows.map(({ cells }) => filledWidth(cells))));
  return Array.from({ length: width }, () => "");
}

/** Without the doubts that another reading brought; what a column without a heading is stays doubted. */
const settled = (columns: Columns) =>
  columns.map(({ key, kind, label, ...doubt }) => ({ key, kind, label, ...(label === "" ? doubt : {}) }));

/**
 * Names the columns before it is known which cell is whose. Cells may stand as they should, or anywhere: of the two, the
 * names that explain the rows best, whatever happened to them.
 */
function nameFirst(own: boolean, isPlaced: boolean, header: readonly string[], map: HeadingMap, rows: CellRows) {
  // Headings of gtm's own pages mean what they say, whatever stands below them; but under an ID both numbers and keys may.
  const cells = standingCells(rows);
  const ids: Evidence = (column, meaning) => (meaning === "number" ? cells(column, meaning) : []);
  if (own) return nameColumns(header, ids, map, "headings");
  const standing = nameColumns(header, cells, map, "cells");
  if (isPlaced) return standing;
  const isCounted = isUnnamed(header[0] ?? "") && areNumbered(rows);
  const counting: Columns = isCounted ? [{ key: "number", kind: "number", label: "" }] : [];
  const wandered = nameColumns(header, wanderingCells(rows), map, "headings", counting);
  if (standing.every(({ kind }, index) => kind === wandered[index]?.kind)) return wandered;
  const explained = (columns: Columns) => alignTable(columns, rows.slice(0, 60)).evidence;
  return explained(settled(standing)) > explained(wandered) ? settled(standing) : wandered;
}

/** True where a cell is nothing that its column holds and all that another asks for, which has nothing of the kind in the row. */
function isAstray(cells: readonly Cell[], priors: readonly Prior[]): boolean {
  const isAtHome = (prior: Prior, { shape }: Cell) => shape !== null && shareOf(prior, shape) >= 0.3;
  const isOutOfPlace = (prior: Prior, { shape }: Cell) => shape !== null && shareOf(prior, shape) < 0.006;
  const open = priors.filter((prior, index) => cells[index] === undefined || !isAtHome(prior, cells[index]));
  return cells.some((cell, index) => {
    const own = priors[index];
    return own !== undefined && isOutOfPlace(own, cell) && open.some((prior) => prior !== own && isAtHome(prior, cell));
  });
}

function placeRows(table: Table, header: readonly string[], map: HeadingMap, rows: CellRows) {
  const [own, isPlaced] = [table.own === true, table.grid === "exact" || header.length > alignLimit];
  const mended = own || isPlaced ? null : mendHeader(header.map(plainText), rows);
  const named = nameFirst(own, isPlaced, mended?.header ?? header, map, rows);
  const complete = named.map((column, index): ForeignColumn => {
    const sure = mended?.sureness[index] ?? 1;
    // Numbers that count, dated entries and words for a status are known without a heading.
    const isStatus = () => rows.every((cells) => [null, undefined, "status"].includes(cells[index]?.shape));
    const isPlain =
      column.label === "" &&
      (column.kind === "comments" ||
        (column.kind === "number" && areNumbered(rows)) ||
        (column.kind === "status" && isStatus()));
    const { inferred = 1, ...plain } = column;
    return isPlain ? plain : sure < 1 ? { ...column, inferred: Math.min(sure, inferred) } : column;
  });
  if (isPlaced) return { columns: complete, aligned: standingTable(complete, rows, table.grid === "exact") };
  const first = alignTable(complete, rows);
  if (own) return { columns: complete, aligned: first };
  const seen: Evidence = (column) => (first.seen[column] ?? []).filter(({ weight }) => weight > 0.5);
  const labels = complete.map(({ label }) => label);
  if (rows.every(({ length }) => length <= complete.length)) {
    const standing = nameColumns(labels, standingCells(rows), map, "cells", complete);
    const gain = first.evidence - standingEvidence(settled(standing), rows);
    const priors = standing.map(({ kind }) => priorOf(kind));
    const margin = rows.every(({ length }) => length === header.length) ? wholeMargin : damageMargin;
    if (gain < margin && !rows.some((cells) => isAstray(cells, priors)))
      return { columns: standing, aligned: standingTable(standing, rows) };
  }
  const columns = nameColumns(labels, seen, map, "cells", complete);
  const unchanged = columns.every((column, index) => column.kind === complete[index]?.kind);
  return { columns, aligned: unchanged ? first : alignTable(columns, rows) };
}

/** `Done` over the days of rows that are open: when they are due, where no other column says it. */
function withDeadline(columns: Columns, rows: CellRows): Columns {
  const [closed, status] = ["closed", "status"].map((key) => columns.findIndex((column) => column.key === key));
  const dated = rows.filter((cells) => (cells[closed ?? -1]?.shape ?? null) !== null);
  const words = dated.map((cells) => cells[status ?? -1]?.key ?? "");
  const open = words.filter((word) => word !== "" && !isClosedStatus(word));
  const isDue = open.some(saysOpen) && open.length > dated.length / 2 && !columns.some(({ key }) => key === "due");
  return columns.map((column, index) =>
    isDue && index === closed ? { ...column, key: "due", kind: "due", rival: "closed" } : column,
  );
}

/** Reads tables with the same headings: what one of them shows of a column holds for all. */
function readAlike(tables: readonly Table[], names: ReadonlySet<string>, map: HeadingMap) {
  const [table] = tables;
  if (table === undefined) return [];
  const header = headerOf(table);
  const filled = tables.map(({ rows }) => rows.filter((row) => row.cells.some((cell) => cell !== "")));
  const hints = hintsOf(header, filled.flat(), names);
  const limit = header.length + rowLimit;
  const cellsOf = (row: Row) => (row.cells.length > limit ? [] : row.cells.map((cell) => toCell(cell, hints)));
  const cells = filled.map((rows) => rows.map(cellsOf));
  const all = cells.flat();
  // Where rows name the parts, what only may be an area is a column of the page's own.
  const types = header.filter((label) => table.banded && namingOf(label, "area") < sure && namingOf(label, "area") > 0);
  const given: HeadingMap = new Map([...types.map((label) => [headingKey(label), "field"] as const), ...map]);
  const { columns: named, aligned } = placeRows(table, header, given, all);
  const columns = map.size === 0 && table.own !== true ? withDeadline(named, all) : named;
  let start = 0;
  return tables.map((each, index) => {
    const [own, rows] = [cells[index] ?? [], filled[index] ?? []];
    const places = aligned.rows.slice(start, start + own.length);
    start += own.length;
    // By row, the text of each column that has a cell, by the column's key.
    const byColumn = own.map((line, row) => {
      const keys = places[row]?.map((place) => columns[place?.column ?? -1]?.key);
      return new Map(line.flatMap(({ text }, at) => (keys?.[at] === undefined ? [] : [[keys[at], text] as const])));
    });
    const carriedIn = (key: string | undefined) => {
      const texts = byColumn.map((row, at) => {
        const place = places[at]?.find((place) => columns[place?.column ?? -1]?.key === key);
        return { text: row.get(key ?? "") ?? "", confidence: place?.confidence ?? 0 };
      });
      return table.own || key === undefined ? [] : carriedAreas(texts, table.grid === "exact");
    };
    // As a row above says it for others too in a first column of the page's own, such as `Quarter`.
    const [first] = columns.slice(0, 1).filter(({ kind }) => kind === "field" || kind === "timeline");
    const grouped = carriedIn(first?.key).map((group) =>
      group && group.confidence >= trustedConfidence ? group : null,
    );
    const [carried, placed] = [carriedIn("area"), { ...aligned, rows: places }];
    return [each, { columns, rows, cells: own, aligned: placed, byColumn, carried, grouped, own: each.own }] as const;
  });
}

/** Reads the columns of a page's tables and places their cells. `names` are the people that the page links. */
export function readTables(tables: readonly Table[], names: ReadonlySet<string>, map: HeadingMap = noMap): Tables {
  const keyOf = (table: Table): unknown => {
    const words = (table.header ?? []).map(plainText);
    return words.some((word) => word !== "") ? JSON.stringify([words, table.grid, table.own === true]) : table;
  };
  return new Map([...groupBy(tables, keyOf).values()].flatMap((group) => readAlike(group, names, map)));
}

/** How much a table speaks for being one of items (a logarithm of odds): 10 where a title and another column are plain. */
export function itemOdds(table: Table, map = noMap): number {
  const { rows } = table;
  const header = headerOf(table);
  const hints = hintsOf(header, rows, new Set());
  // In rows wider than their headings, nobody knows yet what stands under which.
  const whole = rows.filter(({ cells }) => filledWidth(cells) <= header.length);
  const cells = whole.slice(0, 60).map((row) => row.cells.map((cell) => toCell(cell, hints)));
  const labels = header.map((cell) => {
    const [label, meaning] = [plainText(cell), map.get(headingKey(cell))];
    // What a tracker calls a column says no more than the column's own name: other tables may call one so too.
    return meaning === undefined || meaning === "field" || columnsNamed(label).includes(meaning)
      ? label
      : (factsOf(meaning)?.heading ?? label);
  });
  return standingMeanings(labels, cells, "cells").odds;
}
