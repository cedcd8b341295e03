/** CSV, TSV and their kin to blocks: what stands above the table, and the table. */
import { fileColumns } from "../../core/standard-columns.ts";
import { columnsNamed } from "../heading-words.ts";
import type { PageRefusal } from "../reading.ts";
import type { Block, Heading, Paragraph, Row, Table } from "./blocks.ts";
import { findDialect } from "./csv-dialect.ts";
import { locateTable } from "./csv-header.ts";
import { addParents } from "./csv-parents.ts";
import { escapePlain } from "./csv-plain.ts";
import { type CsvRecord, isBlankRecord, readRecords } from "./csv-record.ts";
import { hasRepeated, joinRepeated } from "./csv-repeated.ts";

export interface CsvReading {
  readonly ok: true;
  /** A heading and paragraphs for what stands above the table, and one table; none for a text without a word. */
  readonly blocks: readonly Block[];
}

/** Byte order mark and line ends of other systems, away. Lines stay where they are. */
function unify(text: string): string {
  const bare = text.startsWith("\ufeff") ? text.slice(1) : text;
  return bare.includes("\r") ? bare.replace(/\r\n?/g, "\n") : bare;
}

/** What `gtm render` puts before a text that a spreadsheet would take for a formula, once whatever stands there already. */
const guard = /^'(?='*(?:[\s\p{Cf}]*[-=+@＝＋－＠]|[\t\r\n]))/u;

/** A cell as text: `="0042"` is how spreadsheets keep a text from becoming a number. */
function toText(cell: string): string {
  const text = cell.replace(guard, "").trim();
  return /^="[^"]*"$/.test(text) ? text.slice(2, -1).trim() : text;
}

function filledIn(record: CsvRecord): readonly string[] {
  return record.cells.map(toText).filter((cell) => cell !== "");
}

/** A first line of one short cell is the page's title; the others are its words. */
function readPreamble(records: readonly CsvRecord[]): readonly Block[] {
  const [first, ...others] = records;
  if (first === undefined) return [];
  const cells = filledIn(first);
  const title = (cells[0] ?? "").replace(/^#{1,6}\s+/, "");
  const isTitle = cells.length === 1 && title.length <= 120 && !/[\n:]/.test(title);
  const heading: Heading = { kind: "heading", depth: 1, text: title, line: first.line, source: `# ${title}` };
  const rest = isTitle ? others : records;
  const text = rest.map((record) => filledIn(record).join(" ")).join("\n");
  const paragraph: Paragraph = { kind: "paragraph", text, line: rest[0]?.line ?? first.line, source: text };
  return [...(isTitle ? [heading] : []), ...(text === "" ? [] : [paragraph])];
}

interface Grid {
  readonly header: readonly string[] | null;
  readonly rows: readonly (readonly string[])[];
}

/** Without the empty columns at the end that spreadsheets write. */
function withoutEmptyEnd({ header, rows }: Grid): Grid {
  const filledWidth = (cells: readonly string[]) => cells.findLastIndex((cell) => cell.trim() !== "") + 1;
  const width = rows.reduce((most, cells) => Math.max(most, filledWidth(cells)), filledWidth(header ?? []));
  const cut = (cells: readonly string[]) => (cells.length > width ? cells.slice(0, width) : cells);
  return { header: header === null ? null : cut(header), rows: rows.map(cut) };
}

/** Repeated headings joined, parents named: where each cell is known to stand under its own heading. */
function arrange({ header, rows }: Grid): Grid {
  if (header === null) return { header, rows };
  const fits = (cells: readonly string[]) => cells.length === header.length;
  // Only programs write a heading twice: their short rows lack nothing but empty cells at the end.
  const whole = rows.every(fits) || (hasRepeated(header) && rows.every((cells) => cells.length <= header.length));
  if (!whole) return { header, rows };
  const joined = joinRepeated(header);
  return addParents(joined.header, rows.map(joined.join));
}

/** The columns of `gtm render --format csv`, which always has them all and in this order. */
function isOwnHeader(header: readonly string[] | null): boolean {
  const isNamed = (column: string, index: number) =>
    columnsNamed((header?.[index] ?? "").slice(0, 100)).some((name) => name === column);
  return header !== null && fileColumns.every(isNamed);
}

function toTable(text: string, records: readonly CsvRecord[], hasHeader: boolean): Table {
  const body = hasHeader ? records.slice(1) : records;
  const header = hasHeader ? (records[0]?.cells ?? []) : null;
  const grid = arrange(withoutEmptyEnd({ header, rows: body.map((record) => record.cells) }));
  const width = grid.header?.length ?? grid.rows[0]?.length ?? 0;
  const texts = escapePlain(
    grid.header,
    grid.rows.map((cells) => cells.map(toText)),
  );
  const rows = texts.map((cells, index): Row => {
    const { source = "", line = 1 } = body[index] ?? {};
    return { cells, line, source };
  });
  return {
    kind: "table",
    grid: grid.rows.every((cells) => cells.length === width) ? "exact" : "ragged",
    header: grid.header?.map(toText) ?? null,
    rows,
    ...(isOwnHeader(grid.header) ? { own: true } : {}),
    line: records[0]?.line ?? 1,
    source: text.slice(records[0]?.start ?? 0, records.at(-1)?.end ?? 0),
  };
}

/**
 * Reads delimited text (RFC 4180) with any of the separators `,` `;` `|` and tab, with any line ends, with or without
 * headings. The table is `exact` where all its rows have as many cells as its headings. Columns of one heading are
 * joined; Jira's comments become dated entries. Refuses a text in which a quote is never closed.
 */
export function readCsv(text: string): CsvReading | PageRefusal {
  const clean = unify(text);
  const { separator, start, line } = findDialect(clean);
  const everything = { start, line, maxRecords: Number.POSITIVE_INFINITY, maxIndex: Number.POSITIVE_INFINITY };
  const { records: all, unclosed } = readRecords(clean, separator, everything);
  if (unclosed !== null) {
    return {
      ok: false,
      message: `the quote opened on line ${unclosed} is never closed`,
      hint: 'close it, or write a quote inside a cell as ""; if the file was cut off, export it again',
    };
  }
  const records = all.filter((record) => !isBlankRecord(record));
  if (records.length === 0) return { ok: true, blocks: [] };
  const { header, first } = locateTable(records.map((record) => record.cells));
  const table = toTable(clean, records.slice(first), header !== null);
  return { ok: true, blocks: [...readPreamble(records.slice(0, first)), table] };
}
