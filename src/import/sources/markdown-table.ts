/** Tables split by hand: a header, delimiter and rows that disagree on their number of cells are no table to a GFM parser. */
import { unitsOf } from "../inline.ts";
import type { Row, Table } from "./blocks.ts";
import { readTags } from "./cell-tags.ts";

/** The cells of a row: split at pipes that are neither escaped nor in code. */
export function splitRow(line: string): readonly string[] {
  const text = line.trim();
  const cells: string[] = [];
  let start = text.startsWith("|") ? 1 : 0;
  for (const [at, end] of unitsOf(text, start)) {
    if (text[at] !== "|") continue;
    cells.push(text.slice(start, at));
    start = end;
  }
  if (start < text.length) cells.push(text.slice(start));
  return cells.map((cell) => cell.trim().replaceAll("\\|", "|"));
}

export function isDelimiter(line: string | undefined): boolean {
  if (line === undefined || !line.includes("-") || !line.includes("|")) return false;
  return /^[\s|:-]+$/.test(line) && splitRow(line).every((cell) => /^:?-+:?$/.test(cell));
}

function isRow(line: string | undefined): boolean {
  return line?.trimStart().startsWith("|") === true;
}

/** True where a table begins: a row over a delimiter row of any width, or two rows one below the other. */
export function startsTable(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? "";
  if (isDelimiter(line)) return isRow(lines[at + 1]);
  return line.includes("|") && (isDelimiter(lines[at + 1]) || (isRow(line) && isRow(lines[at + 1])));
}

function takesNextLine(row: string, next: string | undefined, bare: boolean): boolean {
  if (next === undefined || next.trim() === "" || bare || isRow(next)) return false;
  return !row.trimEnd().endsWith("|") && !/^ {0,3}(?:#{1,6}\s|```|~~~|<!--)/.test(next);
}

/** Reads the table that begins at `at` (0-based); `next` is the first line behind it. */
export function readTable(lines: readonly string[], at: number): { readonly block: Table; readonly next: number } {
  const bare = !isRow(lines[at]) && !isDelimiter(lines[at]);
  const rows: Row[] = [];
  let delimiter = -1;
  let index = at;
  while (index < lines.length && (isRow(lines[index]) || (bare && lines[index]?.includes("|")) || index === at)) {
    const first = index;
    const parts = [lines[index] ?? ""];
    // A cell with a real line break: the row goes on below, until its closing pipe.
    while (takesNextLine(parts.at(-1) ?? "", lines[index + 1], bare)) {
      index += 1;
      parts.push(lines[index] ?? "");
    }
    index += 1;
    const source = parts.join("\n");
    if (isDelimiter(source) && delimiter < 0 && rows.length < 2) delimiter = rows.length;
    else rows.push({ line: first + 1, source, cells: splitRow(source).map(readTags) });
  }
  const header = delimiter === 1 ? (rows.shift()?.cells ?? null) : null;
  const source = lines.slice(at, index).join("\n");
  return { block: { kind: "table", grid: "ragged", header, rows, line: at + 1, source }, next: index };
}
