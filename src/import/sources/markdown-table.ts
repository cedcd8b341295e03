/** Tables of Markdown and of plain text, split by hand: a header, delimiter and rows that disagree on their number of cells are no table to a GFM parser. */
import { unitsOf } from "../inline.ts";
import type { Row, Table } from "./blocks.ts";
import { isNamed } from "./csv-layout.ts";
import { readTags } from "./html.ts";

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
  let [delimiter, next] = [-1, at];
  while (next === at || isRow(lines[next]) || (bare && lines[next]?.includes("|"))) {
    const first = next;
    // A cell with a real line break: the row goes on below, until its closing pipe.
    do next += 1;
    while (takesNextLine(lines[next - 1] ?? "", lines[next], bare));
    const source = lines.slice(first, next).join("\n");
    if (isDelimiter(source) && delimiter < 0 && rows.length < 2) delimiter = rows.length;
    else rows.push({ line: first + 1, source, cells: splitRow(source).map(readTags) });
  }
  const header = delimiter === 1 ? (rows.shift()?.cells ?? null) : null;
  const source = lines.slice(at, next).join("\n");
  return { block: { kind: "table", grid: "ragged", header, rows, line: at + 1, source }, next };
}

/** Where the headings of a line begin, two blanks apart; null for another line. */
function startsIn(line: string): readonly number[] | null {
  if (line.length > 300 || !/\S {2,}\S+.* {2,}\S/.test(line)) return null;
  const starts = [...line.matchAll(/(?<=^ *| {2})\S/g)].map(({ index }) => index);
  const named = cut(line, starts).filter(isNamed);
  return starts.length >= 3 && named.length >= 2 && named.length >= starts.length / 2 ? starts : null;
}

function cut(line: string, starts: readonly number[]): readonly string[] {
  return starts.map((start, at) => line.slice(at === 0 ? 0 : start, starts[at + 1]).trim());
}

const isLine = (line = "") => /^[ \t]*[-=][-= \t]*$/.test(line.slice(0, 400));

/**
 * Reads the table that begins at `at` (0-based), as mails have it: columns kept apart by blanks, under headings that begin
 * where they do; null where none does. Rows that do not fit are cut where their blanks are.
 */
export function readAligned(lines: readonly string[], at: number) {
  const head = lines[at] ?? "";
  const starts = startsIn(head);
  if (starts === null) return null;
  const rows: Row[] = [];
  let isExact = true;
  let next = isLine(lines[at + 1]) ? at + 2 : at + 1;
  for (; (lines[next] ?? "").trim() !== "" && !isLine(lines[next]); next += 1) {
    const source = lines[next] ?? "";
    const [cells, last] = [cut(source, starts), rows.at(-1)];
    // A cell that goes on below itself.
    if (last !== undefined && cells[0] === "" && cells.filter(Boolean).length === 1) {
      const longer = last.cells.map((cell, index) => `${cell} ${cells[index]}`.trim());
      rows.splice(-1, 1, { ...last, cells: longer, source: `${last.source}\n${source}` });
      continue;
    }
    if (!/\S {2,}\S/.test(source.slice(0, 1000))) break;
    // Its cells begin where their headings do.
    const isFit = starts.slice(1).every((start) => (source[start - 1] ?? " ") === " ");
    isExact &&= isFit;
    rows.push({ line: next + 1, source, cells: isFit ? cells : source.trim().split(/ {2,}/) });
  }
  if (rows.length < 2) return null;
  const [grid, source] = [isExact ? "exact" : "ragged", lines.slice(at, next).join("\n")] as const;
  const block: Table = { kind: "table", grid, header: cut(head, starts), rows, line: at + 1, source };
  return { block, next };
}
