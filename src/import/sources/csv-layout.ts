/** How a delimited text is laid out: its records (RFC 4180, with a way out where a writer did not double its quotes; one pass), the sign by which they agree, and where its headings are, above which titles may stand. */
import { groupBy } from "../../core/group-by.ts";
import { columnsNamed } from "../heading-words.ts";
import { type Hints, type Shape, toCell } from "../shapes.ts";

/** Its `source` is as written, without its line end, and so are its cells, without their quotes; `line` is where it begins. */
export type CsvRecord = ReturnType<typeof readRecords>["records"][number];

/** Byte order mark and line ends of other systems, away. Lines stay where they are. */
export function unify(text: string): string {
  return text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
}

/** Longer cells have their quotes doubled, or are no cells. */
const looseLimit = 5000;

/**
 * A cell in quotes, with those inside doubled or, up to a cell that opens another, not; else all up to the separator:
 * `"Screen" size` only begins with a quoted word.
 */
function cellPattern(separator: string): RegExp {
  const signs = `${separator.replace(/[\\^\]-]/, "\\$&")}\\n`;
  const blanks = separator === "\t" ? " *" : "[ \\t]*";
  const doubled = '[^"]*(?:""[^"]*)*';
  const loose = `(?:[^"${signs}]|[${signs}](?!${blanks}")|"(?!${blanks}(?:[${signs}]|$))){1,${looseLimit}}`;
  return new RegExp(`${blanks}"(${doubled}|${loose})"${blanks}(?=[${signs}]|$)|[^${signs}]*`, "y");
}

function countLines(text: string, start: number, end: number): number {
  return text.slice(start, end).split("\n").length - 1;
}

/** The records from an index on, which is on that 1-based line, until enough are seen; `unclosed` is the line of a quote that nothing closes, or null: what follows it is not read. */
export function readRecords(
  text: string,
  separator: string,
  stretch: { start: number; line: number; maxRecords?: number; maxIndex?: number },
) {
  const pattern = cellPattern(separator);
  const records: { source: string; start: number; end: number; line: number; cells: readonly string[] }[] = [];
  const { maxRecords = Number.POSITIVE_INFINITY, maxIndex = text.length } = stretch;
  let { start: at, line } = stretch;
  while (at < text.length && at <= maxIndex && records.length < maxRecords) {
    const [start, cells]: [number, string[]] = [at, []];
    do {
      pattern.lastIndex = at;
      const [cell = "", quoted] = pattern.exec(text) ?? [];
      if (quoted === undefined && /^\s*"[^"]*$/.test(cell))
        return { records, unclosed: line + countLines(text, start, at) };
      cells.push(quoted?.replaceAll('""', '"') ?? cell);
      at += cell.length + 1;
    } while (at <= text.length && text[at - 1] !== "\n");
    const source = text.slice(start, at - 1);
    records.push({ source, start, end: at - 1, line, cells });
    line += countLines(text, start, at - 1) + 1;
  }
  return { records, unclosed: null };
}

export function isBlankRecord({ cells }: CsvRecord): boolean {
  return cells.every((cell) => cell.trim() === "");
}

type Cells = readonly string[];

/** Headings are looked for in so many records, and compared with so many below. */
const searched = 30;
const compared = 12;
/** Lines above a table have no more cells than these. */
const preambleCells = 3;
const manyNames = 3;
/** Cells looked at in one record: a hostile one has a hundred thousand. */
const cellsSeen = 200;
const headingLength = 80;
const noHints: Hints = { repeated: new Set(), names: new Set(), statuses: new Set(), hasLevels: false };
const wordShapes: ReadonlySet<Shape | null> = new Set<Shape | null>(["name", "short", "phrase", null]);

/** True of words that name a column which items have; `R = off track` explains a value. */
export function isNamed(cell: string): boolean {
  return cell.length <= headingLength && !/\S\s?=\s?\S/.test(cell) && columnsNamed(cell.trim()).length > 0;
}

/** The words of a line above a table: several cells are a list. */
export const joinWords = (cells: Cells) => cells.join(cells.length > 2 ? "; " : " ").replaceAll(":; ", ": ");

/** True of headings that stand once more, over the next group of rows. */
export function isSameRow(a: Cells, b: Cells): boolean {
  return a.length === b.length && a.every((cell, index) => cell.trim() === b[index]?.trim());
}

const namesIn = (cells: Cells = []) => cells.filter(isNamed).length;

/** The number of cells that name a column where the record holds headings; -1 where it holds none. */
function headingsIn(cells: Cells, below: readonly Cells[]): number {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== "");
  const named = namesIn(filled);
  // Else it is a value rather than the name of a column.
  const isShort = (cell: string) => cell.length <= headingLength && !cell.includes("\n");
  const isWord = (cell: string) => (isShort(cell) && wordShapes.has(toCell(cell, noHints).shape)) || isNamed(cell);
  const areMost = named >= 2 && filled.filter((cell) => !isWord(cell)).length <= named;
  if (areMost && below.every((row) => namesIn(row) < named)) return named;
  // Names of columns do not come again in their own column.
  const recurs = (cell: string, at: number) =>
    cell.trim() !== "" && below.some((row) => row[at]?.trim() === cell.trim());
  const areWords = filled.length > 1 ? filled.every(isWord) && !cells.some(recurs) : named === 1;
  return areWords ? named : -1;
}

/**
 * Where a table begins: the indexes of its `header`, null without any, and of its `first` record, headings included; how many
 * headings name a column. A title, a date of export, a legend may stand above, of fewer cells than the headings have.
 */
export function findTable(sample: readonly Cells[]) {
  const records = sample.map((cells) => cells.slice(0, cellsSeen));
  const fills = records.map((cells) => cells.filter((cell) => cell.trim() !== "").length);
  // A line of filters or a legend may have words for columns too: the headings are just below.
  const isOutdone = (index: number, named: number) =>
    [index + 1, index + 2].some((next) => (fills[next] ?? 0) > (fills[index] ?? 0) && namesIn(records[next]) > named);
  let above = 0;
  let plain: number | null = null;
  for (const [index, cells] of records.slice(0, searched).entries()) {
    const filled = fills[index] ?? 0;
    const below = records.slice(index + 1, index + 1 + compared).filter((row) => !isSameRow(row, cells));
    const isTop = filled > above && above <= preambleCells;
    const named = isTop || filled >= manyNames ? headingsIn(cells, below) : -1;
    // Whatever stands above them, so many names are headings.
    if (named >= 0 && (isTop || (named >= manyNames && named >= filled / 2))) {
      // Facts above a table name no column.
      if (named > 0 && !isOutdone(index, named)) return { header: index, named, first: index };
      plain ??= index;
    }
    if (plain === null) above = Math.max(above, filled);
  }
  // Without headings to end it, only lines without a separator are certain to stand above the table.
  const separated = records.findIndex((cells) => cells.length > 1);
  return { header: plain, named: 0, first: plain ?? Math.max(0, separated) };
}

/** How a text's first records look under a separator; the better they agree on a number of cells, the higher the score. */
function layOut(text: string, start: number, line: number, separator: string) {
  const stretch = { start, line, maxRecords: 200, maxIndex: start + 300_000 };
  const { records, unclosed } = readRecords(text, separator, stretch);
  const sample = records.filter((record) => !isBlankRecord(record));
  const counts = sample.map((record) => record.cells.length);
  // Of the count that the most cells stand in: titles above a table are many rows of one cell.
  const cellsIn = ([count, all]: readonly [number, readonly number[]]) => count * all.length;
  const common = [...groupBy(counts, (count) => count)].toSorted((a, b) => cellsIn(b) - cellsIn(a) || b[0] - a[0]);
  const columns = common[0]?.[0] ?? 1;
  const table = findTable(sample.map(({ cells }) => cells));
  // Rows that nearly agree count too: damage takes a cell here and there. More columns are harder to agree on.
  const near = counts.reduce((sum, count) => sum + Math.min(count, columns) / Math.max(count, columns), 0);
  const likely = (table.named >= 2 ? 1.5 : 1) * (unclosed === null ? 1 : 0.5);
  const total = Math.max(1, sample.length);
  const agreement = counts.filter((count) => count === columns).length / total;
  return { separator, sample, columns, agreement, ...table, score: (near / total) * Math.log2(columns) * likely };
}

/** The layout of a text with Unix line ends: Excel's first line `sep=;` tells the separator, else the rows do. */
export function findLayout(text: string) {
  const declaration = /^"?sep=([^\n])"?[,;\t|]*(?:\n|$)/i.exec(text.slice(0, 40));
  const [start, line] = declaration === null ? [0, 1] : [declaration[0].length, 2];
  const signs = declaration === null ? [",", "\t", ";", "|"] : [declaration[1] ?? ","];
  const layouts = signs.map((sign) => layOut(text, start, line, sign));
  const best = layouts.reduce((first, other) => (other.score > first.score ? other : first));
  return { ...best, declared: declaration !== null, start, line };
}
