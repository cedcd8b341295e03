/** Cells that were not where their heading stood, on record. */
import { trustedConfidence } from "../core/repair.ts";
import type { Guess } from "./facts.ts";
import { plainText } from "./inline.ts";
import type { ReadTable } from "./table-columns.ts";

const shown = (text: string) => plainText(text.slice(0, 600)).slice(0, 200);

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
  return {
    column: column.key,
    value: shown(text),
    alternative: column.rival ?? "",
    reason,
    confidence: column.inferred,
  };
}

/** One guess for each cell of a row that moved, belongs nowhere, or may belong elsewhere. */
export function placementGuesses(table: ReadTable, row: number): readonly Guess[] {
  const cells = table.cells[row] ?? [];
  if (cells.length === 0) {
    const value = (table.rows[row]?.source ?? "").slice(0, 200);
    return [
      {
        column: "description",
        value,
        alternative: "",
        reason: "far more cells than the table has headings, so the row was kept as it is",
        confidence: 0.1,
      },
    ];
  }
  const placements = table.aligned.rows[row]?.placements ?? [];
  return placements.flatMap((placement, index): Guess[] => {
    const cell = cells[index];
    if (placement === null || cell === undefined) return [];
    const unsure = unnamedGuess(table, placement.column, cell.text);
    if (unsure !== null && unsure.confidence < placement.confidence) return [unsure];
    if (placement.column === index && placement.confidence >= 1) return [];
    const place = headingOf(table, index);
    if (placement.column === null) {
      return [
        {
          column: "description",
          value: shown(cell.text),
          alternative: place,
          reason: "fits none of the remaining columns",
          confidence: Math.min(0.4, placement.confidence),
        },
      ];
    }
    const moved = placement.column !== index;
    const alternative = headingOf(table, placement.other) || (moved ? place : "");
    const reason = moved
      ? place === ""
        ? "it was to the right of the last heading"
        : `it was under ${place}`
      : "cells of this row or its neighbours moved, so it may belong elsewhere";
    if (!moved && placement.confidence >= trustedConfidence) return [];
    return [
      {
        column: table.columns[placement.column]?.key ?? "",
        value: shown(cell.text),
        alternative,
        reason,
        confidence: placement.confidence,
      },
    ];
  });
}
