/** What `tracker.md` holds of one kind, as a table in a terminal, or as lines for a pipe. */
import type { EntryKind, TrackerEntry } from "../core/entries.ts";
import { printableLine } from "../core/printable.ts";
import { type Look, painter } from "./style.ts";
import { textWidth, truncate } from "./text-width.ts";

const columns: Readonly<Record<EntryKind, readonly string[]>> = {
  person: ["handle", "name", "email", "open", "closed"],
  area: ["area", "open", "closed"],
  status: ["status", "label", "open", "closed"],
  priority: ["priority", "label", "weeks", "open", "closed"],
  field: ["field", "label", "type", "values", "open", "closed"],
  milestone: ["date", "end", "milestone", "url"],
};

const headings: Readonly<Record<string, string>> = { email: "E-mail", url: "Page" };

export interface CountedEntry extends TrackerEntry {
  /** Items that have it. */
  readonly open: number;
  readonly closed: number;
}

/** @param look null for a pipe: values whole, a tab between them, no headings */
export function entryTable(kind: EntryKind, entries: readonly CountedEntry[], look: Look | null): string {
  const rows = entries.map((entry) => columns[kind].map((column) => printableLine(cellOf(entry, column))));
  if (look === null) return rows.map((row) => `${row.join("\t")}\n`).join("");
  if (rows.length === 0) return "";
  const shown = columns[kind].flatMap((name, index) => {
    const cells = rows.map((row) => row[index] ?? "");
    const heading = headings[name] ?? name.slice(0, 1).toUpperCase() + name.slice(1);
    const width = Math.max(textWidth(heading), ...cells.map(textWidth));
    const isNumber = ["open", "closed", "weeks"].includes(name);
    return cells.some(Boolean) ? [{ heading, cells, width, isNumber }] : [];
  });
  const widths = narrowed(
    shown.map(({ width }) => width),
    look.width - 2 * (shown.length - 1),
  );
  const line = (cell: (index: number) => string, paint: (text: string) => string = (text) => text) =>
    `${shown
      .map(({ isNumber }, index) => {
        const text = truncate(cell(index), widths[index] ?? 0);
        const blank = " ".repeat(Math.max(0, (widths[index] ?? 0) - textWidth(text)));
        return isNumber ? blank + paint(text) : paint(text) + blank;
      })
      .join("  ")
      .trimEnd()}\n`;
  const bold = painter(look).bold;
  return [
    line(
      (index) => shown[index]?.heading ?? "",
      (text) => (text ? bold(text) : ""),
    ),
    ...rows.map((_, row) => line((index) => shown[index]?.cells[row] ?? "")),
  ].join("");
}

function cellOf(entry: CountedEntry, column: string): string {
  if (column === "open" || column === "closed") return String(entry[column]);
  if (!Object.hasOwn(entry.values, column))
    return ["handle", "area", "status", "priority", "field", "milestone"].includes(column) ? entry.key : "";
  const value = entry.values[column] ?? "";
  return Array.isArray(value) ? value.join(", ") : String(value);
}

/** The widest give way, down to eight cells. */
function narrowed(widths: readonly number[], limit: number): readonly number[] {
  const fitted = [...widths];
  while (fitted.reduce((sum, width) => sum + width, 0) > limit) {
    const widest = fitted.indexOf(Math.max(...fitted));
    if ((fitted[widest] ?? 0) <= 8) break;
    fitted[widest] = (fitted[widest] ?? 0) - 1;
  }
  return fitted;
}
