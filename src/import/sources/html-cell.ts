/** A cell of an HTML table: its text as Markdown, as a heading, and what its looks say. */
import { attribute, isSourceElement, type SourceElement } from "./element.ts";
import { exactMarkdown } from "./exact-flows.ts";
import type { Flow } from "./flow.ts";
import { flowsToCell } from "./flow-markdown.ts";
import { type SpanCell, spanLimit } from "./grid.ts";
import { readFlow } from "./html-flow.ts";
import { isHidden, type StyleSheet } from "./html-look.ts";
import { isExact } from "./own-page.ts";
import { noMarks, writeRuns } from "./runs.ts";

export interface HtmlCell extends SpanCell {
  readonly heads: boolean;
  readonly flows: readonly Flow[];
}

export interface HtmlRow {
  readonly element: SourceElement;
  readonly cells: readonly HtmlCell[];
}

function spanOf(element: SourceElement, name: string): number {
  const value = attribute(element, name).trim();
  // A rowspan of 0 reaches to the section's end.
  if (name === "rowspan" && value === "0") return 65_534;
  const span = /^\d{1,6}/.exec(value)?.[0];
  return span === undefined ? 1 : Math.max(1, Math.min(Number(span), name === "rowspan" ? 65_534 : spanLimit));
}

function readCell(element: SourceElement, sheet: StyleSheet): HtmlCell {
  const flows = readFlow(element.children, sheet, true);
  return {
    flows,
    text: isExact(element) ? exactMarkdown(flows) : flowsToCell(flows),
    columns: spanOf(element, "colspan"),
    rows: spanOf(element, "rowspan"),
    heads: element.name === "th",
  };
}

/** Longer texts are no headings. */
const labelLimit = 2000;

/** What a heading says: the text on one line, without bold. */
export function labelOf({ text, flows }: HtmlCell): string {
  if (text.length > labelLimit) return text;
  const runs = flows.flatMap((flow) => ("runs" in flow ? [...flow.runs, { ...noMarks, text: " " }] : []));
  return writeRuns(runs, true).replace(/\s+/g, " ");
}

/** True where all of the text is bold. */
export function isBold({ text, flows }: HtmlCell): boolean {
  if (text === "" || text.length > labelLimit) return false;
  return flows.every((flow) => "runs" in flow && flow.runs.every((run) => run.bold || run.text.trim() === ""));
}

export function readRow(element: SourceElement, sheet: StyleSheet): HtmlRow {
  const cells = element.children.filter(
    (child): child is SourceElement =>
      isSourceElement(child) && (child.name === "td" || child.name === "th") && !isHidden(child, sheet),
  );
  return { element, cells: cells.map((cell) => readCell(cell, sheet)) };
}
