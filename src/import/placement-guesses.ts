/** What of a row's placement is a guess, for the report of repairs. */
import { trustedConfidence } from "../core/repair.ts";
import { type Guess, guess } from "./facts.ts";
import { plainText } from "./inline.ts";
import type { ReadTable } from "./table-columns.ts";

const shown = (text: string) => plainText(text.slice(0, 600).replace(/^\s*- /gm, "")).slice(0, 200);

function headingOf(table: ReadTable, index: number | null): string {
  const column = index === null ? undefined : table.columns[index];
  return column === undefined ? "" : column.label || column.key;
}

/** A value of a column that may mean something else. */
function unnamedGuess(table: ReadTable, index: number | null, text: string): Guess | null {
  const column = index === null ? undefined : table.columns[index];
  if (column?.inferred === undefined || column.inferred >= trustedConfidence) return null;
  const reason =
    column.label === ""
      ? "a heading seems to be missing, so the column was identified by its content"
      : `"${column.label}" and what stands below it may mean something else`;
  return guess(column.key, shown(text), reason, column.inferred, column.rival ?? "");
}

/** One guess for each cell of a row that moved, belongs nowhere, or may belong elsewhere. */
export function placementGuesses(table: ReadTable, row: number): readonly Guess[] {
  const cells = table.cells[row] ?? [];
  if (cells.length === 0) {
    const reason = "far more cells than the table has headings, so the row was kept as it is";
    return [guess("description", (table.rows[row]?.source ?? "").slice(0, 200), reason, 0.1)];
  }
  const placements = table.aligned.rows[row]?.placements ?? [];
  return placements.flatMap((placement, index): Guess[] => {
    const cell = cells[index];
    if (placement === null || cell === undefined) return [];
    const { column, confidence, other } = placement;
    const unsure = unnamedGuess(table, column, cell.text);
    if (unsure !== null && unsure.confidence < confidence) return [unsure];
    const [value, place] = [shown(cell.text), headingOf(table, index)];
    if (column === null)
      return [guess("description", value, "fits none of the remaining columns", Math.min(0.4, confidence), place)];
    const key = table.columns[column]?.key ?? "";
    if (column !== index) {
      const reason = place === "" ? "it was to the right of the last heading" : `it was under ${place}`;
      return [guess(key, value, reason, confidence, headingOf(table, other) || place)];
    }
    const reason = "cells of this row or its neighbours moved, so it may belong elsewhere";
    return confidence >= trustedConfidence ? [] : [guess(key, value, reason, confidence, headingOf(table, other))];
  });
}
