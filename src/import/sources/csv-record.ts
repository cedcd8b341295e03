/** Delimited text to records: RFC 4180, with a way out where a writer did not double its quotes. One pass, whatever the text. */

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
