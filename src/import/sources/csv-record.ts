/** Delimited text to records: RFC 4180, with a way out where a writer did not double its quotes. One pass, whatever the text. */

export interface CsvRecord {
  /** As written, without its line end. */
  readonly source: string;
  /** Index of its first character, and the index behind its last one. */
  readonly start: number;
  readonly end: number;
  /** 1-based line on which it begins; a quoted cell may carry it over several. */
  readonly line: number;
  /** As written, without their quotes; not trimmed. */
  readonly cells: readonly string[];
}

export interface CsvRecords {
  readonly records: readonly CsvRecord[];
  /** The 1-based line of a quote that nothing closes, or null. What follows it is not read. */
  readonly unclosed: number | null;
}

/** Where a text begins that is read in part, and where enough has been seen. */
export interface Stretch {
  readonly start: number;
  /** 1-based line at `start`. */
  readonly line: number;
  readonly maxRecords?: number;
  /** No record that begins behind this index is read. */
  readonly maxIndex?: number;
}

/** Byte order mark and line ends of other systems, away. Lines stay where they are. */
export function unify(text: string): string {
  const bare = text.startsWith("\ufeff") ? text.slice(1) : text;
  return bare.includes("\r") ? bare.replace(/\r\n?/g, "\n") : bare;
}

/** What ends a cell, and what a quote stands behind that opens one; blanks do not count. */
interface Edges {
  readonly end: RegExp;
  readonly opening: RegExp;
  readonly bare: RegExp;
}

function edgesOf(separator: string): Edges {
  const sign = separator.replace(/[\\^\]-]/, "\\$&");
  const blanks = separator === "\t" ? " *" : "[ \\t]*";
  return {
    end: new RegExp(`${blanks}(?=[${sign}\\n]|$)`, "y"),
    opening: new RegExp(`(?<=(?:^|[${sign}\\n])${blanks})"`, "y"),
    bare: new RegExp(`(${blanks})[^${sign}\\n]*`, "y"),
  };
}

/** The index behind what the pattern finds at `at`, or -1. */
function matchAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

/**
 * The index of the quote that closes the one at `open`. `bare`: the cell only begins with a quoted word
 * (`"Screen" size,`), so its quotes are text. `unclosed`: a quote that another cell's opening, or the end, meets.
 */
function findClose(text: string, open: number, { end, opening }: Edges): number | "bare" | "unclosed" {
  let [firstLine, stray, seen] = [true, false, open];
  for (let at = text.indexOf('"', open + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    if (text.slice(seen, at).includes("\n")) firstLine = false;
    const opens = matchAt(opening, text, at) >= 0;
    // Before doubled quotes are passed over: so no stretch is ever looked at by two cells.
    if (stray && (opens || !firstLine)) return "bare";
    seen = at;
    if (text[at + 1] === '"') at += 1;
    else if (matchAt(end, text, at + 1) >= 0) return at;
    else if (opens) return "unclosed";
    else stray ||= firstLine;
  }
  return stray ? "bare" : "unclosed";
}

/** The cell at `at`, and the index of the separator or line end behind it; null where its quote is never closed. */
function readCell(text: string, at: number, edges: Edges): { readonly value: string; readonly end: number } | null {
  edges.bare.lastIndex = at;
  const [bare = "", blanks = ""] = edges.bare.exec(text) ?? [];
  const open = at + blanks.length;
  const close = text[open] === '"' ? findClose(text, open, edges) : "bare";
  if (close === "unclosed") return null;
  if (close === "bare") return { value: bare, end: at + bare.length };
  return { value: text.slice(open + 1, close).replaceAll('""', '"'), end: matchAt(edges.end, text, close + 1) };
}

/** Line ends between two indexes. */
function countLines(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", start); at >= 0 && at < end; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}

/** Reads one record; null where it holds a quote that is never closed, with the index of its cell. */
function readRecord(text: string, start: number, line: number, edges: Edges): CsvRecord | { readonly failed: number } {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    const cell = readCell(text, at, edges);
    if (cell === null) return { failed: at };
    cells.push(cell.value);
    const { end } = cell;
    if (end >= text.length || text[end] === "\n") return { source: text.slice(start, end), start, end, line, cells };
    at = end + 1;
  }
}

/** Reads records from a text with Unix line ends. `separator` is one character. */
export function readRecords(text: string, separator: string, stretch: Stretch): CsvRecords {
  const edges = edgesOf(separator);
  const records: CsvRecord[] = [];
  let { start: at, line } = stretch;
  const { maxRecords = Number.POSITIVE_INFINITY, maxIndex = text.length } = stretch;
  while (at < text.length && at <= maxIndex && records.length < maxRecords) {
    const record = readRecord(text, at, line, edges);
    if ("failed" in record) return { records, unclosed: line + countLines(text, at, record.failed) };
    records.push(record);
    line += countLines(text, at, record.end) + 1;
    at = record.end + 1;
  }
  return { records, unclosed: null };
}

/** True for a record without a word. */
export function isBlankRecord({ cells }: CsvRecord): boolean {
  return cells.every((cell) => cell.trim() === "");
}
