/** Chances to decisions: each cell to its column, with a confidence that may be trusted. */

import { trustedConfidence } from "../core/repair.ts";
import type { RowChances } from "./align-row.ts";
import { type Guess, guess } from "./facts.ts";
import { plainText } from "./inline.ts";
import type { Cell } from "./shapes.ts";
import type { ReadTable } from "./table-columns.ts";

export interface Placement {
  /** The column's index; null for a cell that belongs to none. */
  readonly column: number | null;
  /** 0..1, calibrated: at 0.9 and above nobody needs to look. */
  readonly confidence: number;
  /** The next best column, or null. */
  readonly other: number | null;
}

export interface AlignedRow {
  /** By cell; null for an empty one. */
  readonly placements: readonly (Placement | null)[];
}

/** Less than this is no chance. */
const least = 0.02;
/**
 * Odds count for less than they say, since neither the cells of a row nor the rows of a page are independent: to this
 * power, odds of 140 to one against the next best reading are nine to one. Measured (docs/decisions/import-confidence.md).
 */
const power = 0.44;

function temper(chance: number): number {
  const odds = (chance / Math.max(1e-9, 1 - chance)) ** power;
  return odds / (1 + odds);
}

interface Choice {
  readonly column: number | null;
  readonly chance: number;
}

function best(line: readonly number[], taken: ReadonlySet<number>): Choice {
  let column: number | null = null;
  let chance = least;
  for (const [index, value] of line.entries())
    if (value > chance && !taken.has(index)) [column, chance] = [index, value];
  return { column, chance: column === null ? Math.max(0, 1 - line.reduce((a, b) => a + b, 0)) : chance };
}

/** Decides where the cells of a row of a damaged table belong: each to its likeliest column; where two want one, the surer has it. */
export function placeCells(cells: readonly Cell[], { chances }: RowChances): AlignedRow {
  const peak = (index: number) => Math.max(0, ...(chances[index] ?? []));
  const filled = [...cells.keys()].filter((index) => cells[index]?.shape !== null);
  const taken = new Set<number>();
  const placed = new Map<number, Placement>();
  for (const index of filled.toSorted((a, b) => peak(b) - peak(a))) {
    const line = chances[index] ?? [];
    const { column, chance } = best(line, taken);
    const other = best(line, new Set(column === null ? [] : [column])).column;
    placed.set(index, { column, confidence: temper(chance), other });
    if (column !== null) taken.add(column);
  }
  return { placements: cells.map((_, index) => placed.get(index) ?? null) };
}

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
