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
  readonly maxRecords: number;
  /** No record that begins behind this index is read. */
  readonly maxIndex: number;
}

const quote = 34;
const newline = 10;
const space = 32;
const tab = 9;

function isBlank(code: number, separator: number): boolean {
  return code === space || (code === tab && separator !== tab);
}

function skipBlanks(text: string, at: number, separator: number): number {
  let index = at;
  while (index < text.length && isBlank(text.charCodeAt(index), separator)) index += 1;
  return index;
}

function endsCell(text: string, at: number, separator: number): boolean {
  const index = skipBlanks(text, at, separator);
  const code = text.charCodeAt(index);
  return index >= text.length || code === separator || code === newline;
}

/** True where the quote at `at` stands at the beginning of a cell. */
function opensCell(text: string, at: number, separator: number): boolean {
  let index = at - 1;
  while (index >= 0 && isBlank(text.charCodeAt(index), separator)) index -= 1;
  const code = text.charCodeAt(index);
  return index < 0 || code === separator || code === newline;
}

/**
 * The index of the quote that closes the one at `open`. `bare`: the cell only begins with a quoted word
 * (`"Screen" size,`), so its quotes are text. `unclosed`: a quote that another cell's opening, or the end, meets.
 */
function findClose(text: string, open: number, separator: number): number | "bare" | "unclosed" {
  let [firstLine, stray] = [true, false];
  for (let at = open + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === newline) {
      if (stray) return "bare";
      firstLine = false;
    }
    if (code !== quote) continue;
    // Before doubled quotes are passed over: so no stretch is ever looked at by two cells.
    if (stray && opensCell(text, at, separator)) return "bare";
    if (text.charCodeAt(at + 1) === quote) at += 1;
    else if (endsCell(text, at + 1, separator)) return at;
    else if (opensCell(text, at, separator)) return "unclosed";
    else stray ||= firstLine;
  }
  return stray ? "bare" : "unclosed";
}

function bareEnd(text: string, at: number, separator: number): number {
  let index = at;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    if (code === separator || code === newline) break;
    index += 1;
  }
  return index;
}

/** The cell at `at`, and the index of the separator or line end behind it; null where its quote is never closed. */
function readCell(
  text: string,
  at: number,
  separator: number,
): { readonly value: string; readonly end: number } | null {
  const open = skipBlanks(text, at, separator);
  const close = text.charCodeAt(open) === quote ? findClose(text, open, separator) : "bare";
  if (close === "unclosed") return null;
  if (close === "bare") {
    const end = bareEnd(text, at, separator);
    return { value: text.slice(at, end), end };
  }
  return { value: text.slice(open + 1, close).replaceAll('""', '"'), end: skipBlanks(text, close + 1, separator) };
}

/** Line ends between two indexes. */
function countLines(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", start); at >= 0 && at < end; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}

/** Reads one record; null where it holds a quote that is never closed, with the index of its cell. */
function readRecord(
  text: string,
  start: number,
  line: number,
  separator: number,
): CsvRecord | { readonly failed: number } {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    const cell = readCell(text, at, separator);
    if (cell === null) return { failed: at };
    cells.push(cell.value);
    const { end } = cell;
    if (end >= text.length || text.charCodeAt(end) === newline)
      return { source: text.slice(start, end), start, end, line, cells };
    at = end + 1;
  }
}

/** Reads records from a text with Unix line ends. `separator` is one character. */
export function readRecords(text: string, separator: string, stretch: Stretch): CsvRecords {
  const records: CsvRecord[] = [];
  let { start: at, line } = stretch;
  while (at < text.length && at <= stretch.maxIndex && records.length < stretch.maxRecords) {
    const record = readRecord(text, at, line, separator.charCodeAt(0));
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
