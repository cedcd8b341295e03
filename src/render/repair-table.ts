/** What an import had to guess, as a table: what needs a look first. */
import { groupBy } from "../core/group-by.ts";
import { printableLine } from "../core/printable.ts";
import { type Look, painter } from "./style.ts";
import { padEnd, padStart, textWidth, truncate } from "./text-width.ts";

interface Repair {
  readonly item: number;
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly alternative: string;
  readonly reason: string;
  readonly confidence: number;
}

const headings = ["sure", "item", "line", "column", "read as", "or", "why"] as const;
/** Columns of words give way, these widths kept; why, last of all. */
const leastWidths = [0, 0, 0, 8, 8, 6, 28];
/** At and above this nobody need look: such guesses of one row share a line. */
const vouchedFor = 0.9;

/** The doubtful guesses one by one, then those that gtm vouches for, a line a row. */
export function repairTable(repairs: readonly Repair[], look: Look): string {
  if (repairs.length === 0) return "";
  const doubtful = repairs.filter(({ confidence }) => confidence < vouchedFor);
  const sure = groupBy(
    repairs.filter(({ confidence }) => confidence >= vouchedFor),
    ({ item, line }) => `${item} ${line}`,
  );
  const rows = [...doubtful.map(cells), ...[...sure.values()].map(together)];
  const widths = columnWidths(rows, look.width);
  const paint = painter(look);
  const line = (row: readonly string[]) =>
    row
      .map((cell, index) => (index < 3 ? padStart : padEnd)(truncate(cell, widths[index] ?? 0), widths[index] ?? 0))
      .join("  ")
      .trimEnd();
  const lines = rows.map((row, index) => (index < doubtful.length ? paint.yellow : paint.dim)(line(row)));
  return `${[paint.bold(line(headings)), ...lines].join("\n")}\n\n`;
}

function cells({ confidence, item, line, column, value, alternative, reason }: Repair): readonly string[] {
  return [confidence.toFixed(2), `#${item}`, String(line), column, value, alternative, reason].map(printableLine);
}

function together(group: readonly Repair[]): readonly string[] {
  const [first] = group;
  if (!first) return [];
  if (group.length === 1) return cells(first);
  const columns = group.map(({ column }) => column).join(", ");
  const least = Math.min(...group.map(({ confidence }) => confidence));
  const reason = `${group.length} cells put back in place`;
  return [least.toFixed(2), `#${first.item}`, String(first.line), columns, "", "", reason].map(printableLine);
}

function columnWidths(rows: readonly (readonly string[])[], width: number): readonly number[] {
  const widths = headings.map((heading, index) =>
    Math.max(textWidth(heading), ...rows.map((row) => textWidth(row[index] ?? ""))),
  );
  const total = () => widths.reduce((sum, each) => sum + each, 2 * (widths.length - 1));
  const room = (column: number) => (widths[column] ?? 0) - (leastWidths[column] ?? 0);
  while (total() > width) {
    const widest = [3, 4, 5, 6].reduce((a, b) => (room(b) > room(a) ? b : a));
    if (room(widest) <= 0) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}
