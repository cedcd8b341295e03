/** A cell of an HTML table: its text as Markdown, as a heading, and what its looks say. */
import { attribute, isSourceElement, type SourceElement } from "./element.ts";
import { flowsToCell } from "./flow-markdown.ts";
import { type SpanCell, spanLimit } from "./grid.ts";
import { readFlow } from "./html-flow.ts";
import { isHidden, type StyleSheet } from "./html-look.ts";

export interface HtmlCell extends SpanCell {
  readonly heads: boolean;
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

function readCell(element: SourceElement, sheet: StyleSheet, own: boolean): HtmlCell {
  return {
    text: flowsToCell(readFlow([element], sheet, true), own),
    columns: spanOf(element, "colspan"),
    rows: spanOf(element, "rowspan"),
    heads: element.name === "th",
  };
}

/** Longer texts are no headings. */
const labelLimit = 2000;
const boldPart = /\*\*((?:[^*\\]|\\.)+)\*\*/g;

/** What a heading says: the text on one line, without bold. */
export function labelOf(text: string): string {
  return text.length > labelLimit
    ? text
    : text
        .replace(boldPart, "$1")
        .replace(/(?:<br>|\s)+/g, " ")
        .trim();
}

/** True where all of the text is bold. */
export function isBold({ text }: HtmlCell): boolean {
  return text !== "" && text.length <= labelLimit && /^(?:<br>|\s)*$/.test(text.replace(boldPart, ""));
}

export function readRow(element: SourceElement, sheet: StyleSheet, own: boolean): HtmlRow {
  const cells = element.children.filter(
    (child): child is SourceElement =>
      isSourceElement(child) && (child.name === "td" || child.name === "th") && !isHidden(child, sheet),
  );
  return { element, cells: cells.map((cell) => readCell(cell, sheet, own)) };
}
