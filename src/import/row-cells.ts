/** A row of a table, or an entry of a list: its cells by column, and what is doubted of their places. */
import { trustedConfidence } from "../core/repair.ts";
import { readBox } from "./boxes.ts";
import type { Columns } from "./column.ts";
import { type Guess, guess, type TableFacts } from "./facts.ts";
import { plainText } from "./inline.ts";
import type { Draft } from "./reading.ts";
import { filledIn } from "./sources/blocks.ts";
import type { CarriedArea, ReadTable } from "./table-columns.ts";

export interface RowCells {
  readonly facts: TableFacts;
  readonly columns: Columns;
  readonly cell: (key: string) => string;
  /** The heading over a column; "" where it has none. */
  readonly heading: (key: string) => string;
  /** Words that no column takes. */
  readonly loose: readonly string[];
  /** The area that a row above names for it too. */
  readonly carried: CarriedArea | null;
  /** The state of its box, or null without one. */
  readonly done: boolean | null;
  /** 1-based place in its table or list. */
  readonly row: number;
  readonly source: Draft["source"];
  /** What its values have no room for: Markdown for the description. Whoever reads a value adds to these two. */
  readonly notes: string[];
  readonly guesses: Guess[];
}

/** Row `index` (0-based) of a table. */
export function rowCells(table: ReadTable, index: number, facts: TableFacts): RowCells {
  const { columns, byColumn, carried, grouped, rows } = table;
  const placements = table.aligned.rows[index] ?? [];
  const strays = placements.map((placed, at) =>
    placed?.column === null ? (table.cells[index]?.[at]?.text ?? "") : "",
  );
  // A row of far too many cells has none of them in a column.
  if (table.cells[index]?.length === 0) strays.push(rows[index]?.source ?? "");
  const title = byColumn[index]?.get("title") ?? "";
  // On gtm's own pages a title means every sign.
  const { text, done } = table.own ? { text: title, done: null } : readBox(title);
  const filled = filledIn(rows[index]?.cells ?? []);
  const isStruck = filled.length > 0 && filled.every((cell) => /^~~(?:(?!~~)[\s\S])+~~$/.test(cell));
  const group = { key: columns[0]?.key ?? "", ...(grouped[index] ?? { area: "", confidence: 1 }) };
  return {
    facts,
    columns,
    cell: (key) => (key === "title" ? text : "") || byColumn[index]?.get(key) || (key === group.key ? group.area : ""),
    heading: (key) => columns.find((column) => column.key === key)?.label ?? "",
    loose: strays.filter((text) => text !== ""),
    carried: carried[index] ?? null,
    // What is crossed out may be done, or dropped.
    done: title.startsWith("~~") ? null : done,
    row: index + 1,
    source: { line: rows[index]?.line ?? 0, text: rows[index]?.source ?? "" },
    notes: [],
    guesses: [
      ...placementGuesses(table, index),
      ...(rows[index]?.mayName
        ? [guess("title", plainText(title), "the row has hardly more than a title, so it may name the rows below", 0.8)]
        : []),
      ...(group.area === "" ? [] : [guess(group.key, group.area, "said by its group's first row", group.confidence)]),
      ...(isStruck ? [guess("closed", "", "the row is crossed out, so it may be over", 0.7, "closed")] : []),
    ],
  };
}

const shown = (text: string) => plainText(text.slice(0, 600).replace(/^\s*- /gm, "")).slice(0, 200);

/** One guess for each cell of a row that moved, belongs nowhere, or may belong elsewhere. */
function placementGuesses(table: ReadTable, row: number): readonly Guess[] {
  const cells = table.cells[row] ?? [];
  if (cells.length === 0) {
    const reason = "far more cells than the table has headings, so the row was kept as it is";
    return [guess("description", (table.rows[row]?.source ?? "").slice(0, 200), reason, 0.1)];
  }
  const headingAt = (index: number | null) => {
    const column = table.columns[index ?? -1];
    return column?.label || column?.key || "";
  };
  const placements = table.aligned.rows[row] ?? [];
  return placements.flatMap((placement, index): Guess[] => {
    const cell = cells[index];
    if (placement === null || cell === undefined) return [];
    const { column, confidence, other } = placement;
    const own = column === null ? undefined : table.columns[column];
    const [value, place] = [shown(cell.text), headingAt(index)];
    if (own?.inferred !== undefined && own.inferred < Math.min(trustedConfidence, confidence)) {
      const unnamed = "a heading seems to be missing, so the column was identified by its content";
      const reason = own.label === "" ? unnamed : `"${own.label}" and what stands below it may mean something else`;
      return [guess(own.key, value, reason, own.inferred, own.rival ?? "")];
    }
    if (own === undefined)
      return [guess("description", value, "fits none of the remaining columns", Math.min(0.4, confidence), place)];
    if (column !== index) {
      const reason = place === "" ? "it was to the right of the last heading" : `it was under ${place}`;
      return [guess(own.key, value, reason, confidence, headingAt(other) || place)];
    }
    const reason = "cells of this row or its neighbours moved, so it may belong elsewhere";
    return confidence >= trustedConfidence ? [] : [guess(own.key, value, reason, confidence, headingAt(other))];
  });
}
