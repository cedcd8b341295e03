/** Rows that are no items: names of the rows below them (`Marketing` over the whole width), and rows that go on from the one above. */
import type { ForeignColumn } from "./column.ts";
import { plainText } from "./inline.ts";
import type { Cell, Shape } from "./shapes.ts";
import type { Row } from "./sources/blocks.ts";

export interface Section {
  readonly area: string;
  /** 0..1 */
  readonly confidence: number;
}

export interface RowGroup {
  readonly row: Row;
  /** What rows below added to it; "" without. */
  readonly added: string;
  readonly section: Section | null;
}

interface Sheet {
  readonly rows: readonly Row[];
  readonly cells: readonly (readonly Cell[])[];
  readonly columns: readonly ForeignColumn[];
}

const nameShapes: ReadonlySet<Shape | null> = new Set<Shape>(["name", "short", "phrase", "repeated", "repeatedName"]);
/** The name in a row of its own is as good as said: the rows below have no guess of it. */
export const sureSection = 0.95;
const likelySection = 0.8;

function filledIn(cells: readonly Cell[] | undefined): readonly number[] {
  return [...(cells ?? []).keys()].filter((index) => cells?.[index]?.shape !== null);
}

/** The kind of column over a cell, where the row has all its cells. */
function kindAt({ cells, columns }: Sheet, row: number, index: number): ForeignColumn["kind"] | null {
  return cells[row]?.length === columns.length ? (columns[index]?.kind ?? null) : null;
}

/** True for a row of one short text at its start, over a row with more. */
function isBand(sheet: Sheet, row: number): boolean {
  const [only, ...more] = filledIn(sheet.cells[row]);
  const cell = sheet.cells[row]?.[only ?? 0];
  if (only !== 0 || more.length > 0 || cell === undefined || sheet.columns.length < 3) return false;
  const isName = nameShapes.has(cell.shape) && cell.key.length <= 60 && cell.key.split(" ").length <= 8;
  return isName && filledIn(sheet.cells[row + 1]).length >= 2;
}

function isBold(text: string): boolean {
  return /^(?:\*\*[^*]+\*\*|__[^_]+__)$/.test(text.trim());
}

/**
 * By row: how sure it is that the row names those below, 0 where it does not. Bold bands do; plain ones where there are
 * several and the table begins with one, for an item may have nothing but its title.
 */
function bandsOf(sheet: Sheet): readonly number[] {
  const bands = sheet.rows.map((_, row) => isBand(sheet, row));
  const bold = bands.map((band, row) => band && isBold(sheet.cells[row]?.[0]?.text ?? ""));
  if (bold.some(Boolean)) return bold.map((band) => (band ? sureSection : 0));
  const several = bands[0] === true && bands.filter(Boolean).length >= 2;
  const titled = sheet.columns[0]?.kind === "title";
  return bands.map((band) => (band && several ? (titled ? likelySection : sureSection) : 0));
}

/** True for a row that has comments or a description alone, below a row that has more. */
function goesOn(sheet: Sheet, row: number): boolean {
  const filled = filledIn(sheet.cells[row]);
  if (row === 0 || filled.length === 0 || filled.length > 2) return false;
  return filled.every((index) => {
    const kind = kindAt(sheet, row, index);
    const shape = sheet.cells[row]?.[index]?.shape;
    return kind === null || kind === "number" || kind === "title"
      ? shape === "dated" && kind === null
      : kind === "comments" || kind === "description";
  });
}

/** The row with the cells of the one below added: each to its own column, or to the last dated cell. */
function join(sheet: Sheet, above: Row, row: number): Row {
  const cells = [...above.cells];
  for (const index of filledIn(sheet.cells[row])) {
    const text = sheet.cells[row]?.[index]?.text ?? "";
    const whole = kindAt(sheet, row, index) !== null && cells.length === sheet.columns.length;
    const dated = above.cells.findLastIndex((cell) => /^\W*\d/.test(cell) && cell.length > 12);
    const place = whole ? index : dated < 0 ? cells.length : dated;
    cells[place] = [cells[place] ?? "", text].filter((part) => part !== "").join("<br>");
  }
  return { ...above, cells, source: `${above.source}\n${sheet.rows[row]?.source ?? ""}` };
}

/** The rows that are items, each with what it takes from rows around it. */
export function groupRows(sheet: Sheet): readonly RowGroup[] {
  const bands = bandsOf(sheet);
  const groups: RowGroup[] = [];
  let section: Section | null = null;
  for (const [index, row] of sheet.rows.entries()) {
    const confidence = bands[index] ?? 0;
    const above = groups.at(-1);
    if (confidence > 0) {
      const area = plainText(sheet.cells[index]?.[0]?.text ?? "").replace(/\s*:$/, "");
      section = { area, confidence };
    } else if (above !== undefined && goesOn(sheet, index) && (bands[index - 1] ?? 0) === 0) {
      const added = filledIn(sheet.cells[index]).map((place) => sheet.cells[index]?.[place]?.text ?? "");
      groups[groups.length - 1] = {
        ...above,
        row: join(sheet, above.row, index),
        added: [above.added, ...added].join(" ").trim(),
      };
    } else groups.push({ row, added: "", section });
  }
  return groups;
}
