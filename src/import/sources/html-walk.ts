/** The state of a walk over a page's elements: what is written so far, and the paragraph under way. */

import type { Flow, ItemFlow } from "./flow.ts";
import type { StyleSheet } from "./html-look.ts";
import { isBlank, noMarks, type Run, type RunMarks } from "./runs.ts";

export interface Walk {
  readonly sheet: StyleSheet;
  /** Inside a cell there are no headings, and tables are text. */
  readonly inCell: boolean;
  readonly out: Flow[];
  runs: Run[];
  line: number;
  /** The entry whose first paragraph is to come. */
  item: { -readonly [Key in keyof ItemFlow]: ItemFlow[Key] } | null;
  /** Above 0 within something that is one line of text: a heading, a row of a table in a cell. */
  flat: number;
}

/** Where in the page the walk is. */
export interface At {
  readonly marks: RunMarks;
  /** How many entries of lists hold this place. */
  readonly level: number;
  readonly ordered: boolean;
}

export function startWalk(sheet: StyleSheet, inCell: boolean): Walk {
  return { sheet, inCell, out: [], runs: [], line: 0, item: null, flat: 0 };
}

/** True where a heading or table may stand as a block of its own. */
export function isOutermost(walk: Walk, at: At): boolean {
  return !walk.inCell && at.level === 0 && walk.flat === 0;
}

export function addText(walk: Walk, text: string, marks: RunMarks, line: number): void {
  const clean = text.replace(/[\u200b\u2060\ufeff\u00ad]/g, "").replace(/[ \t\n\r\f\u00a0]+/g, " ");
  if (clean === "" || (clean === " " && walk.runs.length === 0)) return;
  if (walk.runs.length === 0) walk.line = line;
  walk.runs.push({ ...marks, text: clean });
}

/** Ends the paragraph under way; on one line of text only a blank divides paragraphs. */
export function endParagraph(walk: Walk, level: number): void {
  const { runs, line } = walk;
  if (walk.flat > 0) {
    if (runs.length > 0) runs.push({ ...noMarks, text: " " });
    return;
  }
  walk.runs = [];
  if (isBlank(runs)) return;
  if (walk.item !== null) {
    walk.item.runs = runs;
    walk.item = null;
    return;
  }
  walk.out.push({ kind: "text", level, runs, line });
}
