/** What an import had to guess, as a table: what needs a look first. */
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
const leastWidth = 8;

export function repairTable(repairs: readonly Repair[], look: Look): string {
  if (repairs.length === 0) return "";
  const rows = repairs.map(({ confidence, item, line, column, value, alternative, reason }) =>
    [confidence.toFixed(2), `#${item}`, String(line), column, value, alternative, reason].map(printableLine),
  );
  const widths = columnWidths(rows, look.width);
  const paint = painter(look);
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => (index < 3 ? padStart : padEnd)(truncate(cell, widths[index] ?? 0), widths[index] ?? 0))
      .join("  ")
      .trimEnd();
  const lines = rows.map((row, index) =>
    (repairs[index]?.confidence ?? 1) < 0.9 ? paint.yellow(line(row)) : line(row),
  );
  return `${[paint.bold(line(headings)), ...lines].join("\n")}\n\n`;
}

/** The three columns of words give way, the widest first. */
function columnWidths(rows: readonly (readonly string[])[], width: number): readonly number[] {
  const widths = headings.map((heading, index) =>
    Math.max(textWidth(heading), ...rows.map((row) => textWidth(row[index] ?? ""))),
  );
  const total = () => widths.reduce((sum, each) => sum + each, 2 * (widths.length - 1));
  while (total() > width) {
    const widest = [4, 5, 6].reduce((a, b) => ((widths[b] ?? 0) > (widths[a] ?? 0) ? b : a));
    if ((widths[widest] ?? 0) <= leastWidth) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}
