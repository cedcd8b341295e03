/** Tables of plain text, as mails have them: columns kept apart by blanks, under headings that begin where they do. */
import type { Row, Table } from "./blocks.ts";
import { isNamed } from "./csv-layout.ts";

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

/** True of a row whose cells begin where their headings do. */
function fits(line: string, starts: readonly number[]): boolean {
  return starts.slice(1).every((start) => (line[start - 1] ?? " ") === " ");
}

/** Reads the table that begins at `at` (0-based); null where none does. Rows that do not fit are cut where their blanks are. */
export function readAligned(
  lines: readonly string[],
  at: number,
): { readonly block: Table; readonly next: number } | null {
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
    const isFit = fits(source, starts);
    isExact &&= isFit;
    rows.push({ line: next + 1, source, cells: isFit ? cells : source.trim().split(/ {2,}/) });
  }
  if (rows.length < 2) return null;
  const [grid, source] = [isExact ? ("exact" as const) : ("ragged" as const), lines.slice(at, next).join("\n")];
  return { block: { kind: "table", grid, header: cut(head, starts), rows, line: at + 1, source }, next };
}
