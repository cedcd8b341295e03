/** A cell of an HTML table: its text as Markdown, as a heading, and what its looks say. */
import { attribute, type Element, isElement } from "./element.ts";
import type { Flow } from "./flow.ts";
import { cellMarkdown } from "./flow-markdown.ts";
import { type SpanCell, spanLimit } from "./grid.ts";
import { readFlow } from "./html-flow.ts";
import { isHidden, type StyleSheet } from "./html-look.ts";
import { type Run, writeRuns } from "./runs.ts";

export interface HtmlCell extends SpanCell {
  /** The text on one line, without bold: what a heading says. */
  readonly label: string;
  readonly heads: boolean;
  /** True where all of the text is bold. */
  readonly bold: boolean;
}

export interface HtmlRow {
  readonly element: Element;
  readonly cells: readonly HtmlCell[];
}

function runsOf(flows: readonly Flow[]): readonly Run[] {
  return flows.flatMap((flow) => ("runs" in flow ? [...flow.runs, { ...emptyRun, text: " " }] : []));
}

const emptyRun: Run = { text: "", bold: false, italic: false, strike: false, code: false, link: null };

function spanOf(element: Element, name: string): number {
  const value = attribute(element, name).trim();
  // A rowspan of 0 reaches to the section's end.
  if (name === "rowspan" && value === "0") return 65_534;
  const span = /^\d{1,6}/.exec(value)?.[0];
  return span === undefined ? 1 : Math.max(1, Math.min(Number(span), name === "rowspan" ? 65_534 : spanLimit));
}

function readCell(element: Element, sheet: StyleSheet): HtmlCell {
  const flows = readFlow(element.children, sheet, true);
  const text = cellMarkdown(flows);
  const runs = text.length > 2000 ? [] : runsOf(flows);
  const filled = runs.filter((run) => run.text.trim() !== "");
  return {
    text,
    columns: spanOf(element, "colspan"),
    rows: spanOf(element, "rowspan"),
    label: runs.length === 0 ? text : writeRuns(runs, true).replace(/\s+/g, " "),
    heads: element.name === "th",
    bold: filled.length > 0 && filled.every((run) => run.bold),
  };
}

export function readRow(element: Element, sheet: StyleSheet): HtmlRow {
  const cells = element.children.filter(
    (child): child is Element =>
      isElement(child) && (child.name === "td" || child.name === "th") && !isHidden(child, sheet),
  );
  return { element, cells: cells.map((cell) => readCell(cell, sheet)) };
}
