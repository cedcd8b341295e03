/** Columns that no heading names, by what they hold; how sure that is goes with them. */
import type { AlignedTable } from "./align-table.ts";
import type { ForeignColumn, PageColumn } from "./column.ts";
import type { Sighting } from "./likelihood.ts";
import type { Cell, Shape } from "./shapes.ts";

interface Meaning {
  readonly column: PageColumn;
  readonly inferred: number;
}

const meaning = (column: PageColumn, inferred: number): Meaning => ({ column, inferred });

/** Shapes that are found in one kind of column only are sure; words and dates might be of several. */
const meaningsOf: Partial<Readonly<Record<Shape, readonly Meaning[]>>> = {
  level: [meaning("priority", 0.95)],
  digit: [meaning("priority", 0.7)],
  date: [meaning("due", 0.8), meaning("start", 0.8)],
  timeline: [meaning("timeline", 0.95)],
  status: [meaning("status", 0.95)],
  person: [meaning("owners", 0.95)],
  refs: [meaning("refs", 0.95)],
  dated: [meaning("comments", 0.95)],
  repeated: [meaning("area", 0.75)],
  repeatedName: [meaning("area", 0.75), meaning("owners", 0.7)],
  phrase: [meaning("title", 0.85), meaning("description", 0.75)],
  prose: [meaning("comments", 0.8), meaning("description", 0.75)],
};

interface Content {
  readonly shape: Shape | null;
  readonly share: number;
  readonly total: number;
}

function topShape(seen: readonly Sighting[]): Content {
  const counts = new Map<Shape, number>();
  let total = 0;
  for (const { cell, weight } of seen) {
    if (cell.shape === null) continue;
    total += weight;
    counts.set(cell.shape, (counts.get(cell.shape) ?? 0) + weight);
  }
  const [shape = null, count = 0] = [...counts].toSorted((a, b) => b[1] - a[1])[0] ?? [];
  return { shape, share: total === 0 ? 0 : count / total, total };
}

/** True where the column's numbers count the rows. */
function countsRows(column: number, { rows: aligned }: AlignedTable, cells: readonly (readonly Cell[])[]): boolean {
  const offsets = new Map<number, number>();
  for (const [row, { placements }] of aligned.entries()) {
    const index = placements.findIndex((placement) => placement?.column === column);
    const cell = cells[row]?.[index];
    if (cell === undefined || (cell.shape !== "digit" && cell.shape !== "integer")) continue;
    const offset = Number.parseInt(cell.key, 10) - row;
    offsets.set(offset, (offsets.get(offset) ?? 0) + 1);
  }
  return Math.max(0, ...offsets.values()) >= Math.max(3, 0.6 * aligned.length);
}

/** True for values that a column of priorities may have: few, and repeated. */
function areLevels(seen: readonly Sighting[]): boolean {
  const values = new Set(seen.map(({ cell }) => cell.key).filter((key) => key !== ""));
  return values.size >= 2 && values.size <= 5 && [...values].every((value) => /^[0-5]$/.test(value));
}

const fullName = /^\p{L}[\p{L}'’.-]*(?: (?:de|von|van|der|la|al))? \p{L}[\p{L}'’.-]*$/u;

/** True for values that could all be people: two words each, several of them side by side here and there. */
function arePeople(seen: readonly Sighting[]): boolean {
  const parts = seen.flatMap(({ cell }) => cell.key.split(/\s*[/&,;]\s*/)).filter((part) => part !== "");
  return parts.length > 0 && parts.filter((part) => fullName.test(part)).length >= 0.95 * parts.length;
}

function isLikely({ column }: Meaning, shape: Shape, seen: readonly Sighting[]): boolean {
  if (shape === "digit") return areLevels(seen);
  return column !== "owners" || shape === "person" || arePeople(seen);
}

/** Names columns without a heading, and columns of the page's own that hold comments or flags. */
export function nameByContent(
  columns: readonly ForeignColumn[],
  aligned: AlignedTable,
  cells: readonly (readonly Cell[])[],
): readonly ForeignColumn[] {
  const taken = new Set(columns.map((column) => column.key));
  return columns.map((column, index) => {
    if (column.kind !== "unnamed" && column.kind !== "field") return column;
    const seen = aligned.seen[index] ?? [];
    const { shape, share, total } = topShape(seen);
    if (column.kind === "field") {
      if (shape === "flag" && share >= 0.8) return { ...column, kind: "boolean" };
      if (shape !== "dated" || share < 0.6 || taken.has("comments")) return column;
      taken.add("comments");
      return { ...column, key: "comments", kind: "comments" };
    }
    if (shape === null || share < 0.5 || total < 1) return column;
    const counts = (shape === "digit" || shape === "integer") && countsRows(index, aligned, cells);
    const found = counts
      ? meaning("number", 0.99)
      : (meaningsOf[shape] ?? []).find((each) => !taken.has(each.column) && isLikely(each, shape, seen));
    if (found === undefined || taken.has(found.column)) return column;
    taken.add(found.column);
    return { ...column, key: found.column, kind: found.column, inferred: found.inferred };
  });
}

const wordy: readonly Shape[] = ["phrase", "prose", "short", "name", "link"];

/** Every item needs a title: where no heading says so, the column with the most words of its own. */
export function withTitle(columns: readonly ForeignColumn[], { seen }: AlignedTable): readonly ForeignColumn[] {
  if (columns.some((column) => column.kind === "title")) return columns;
  const score = (index: number) => {
    const column = columns[index];
    if (column === undefined || !["field", "unnamed", "description", "area"].includes(column.kind)) return 0;
    const words = (seen[index] ?? []).filter(({ cell }) => cell.shape !== null && wordy.includes(cell.shape));
    return words.reduce((sum, { weight }) => sum + weight, 0) * (column.kind === "area" ? 0.3 : 1);
  };
  const places = [...columns.keys()].toSorted((a, b) => score(b) - score(a) || a - b);
  const chosen = places[0];
  if (chosen === undefined || score(chosen) === 0) return columns;
  return columns.map((column, index) => (index === chosen ? { ...column, key: "title", kind: "title" } : column));
}
