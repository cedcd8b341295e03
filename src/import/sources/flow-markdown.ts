/** Content of an element as a flat run of paragraphs, entries, headings and tables, and as the Markdown of a cell. */
import { escapeBlockStart } from "../inline.ts";
import type { SourceElement, SourceRange } from "./element.ts";
import { fenceFor, type Run, writeRuns } from "./runs.ts";

/** It stands where the entry does, with what is nested in it. */
export interface ItemFlow extends SourceRange {
  readonly kind: "item";
  /** In how many entries of lists it stands. */
  readonly level: number;
  readonly ordered: boolean;
  readonly done: boolean | null;
  readonly runs: readonly Run[];
}

export type Flow =
  | ItemFlow
  | { readonly kind: "text"; readonly line: number; readonly level: number; readonly runs: readonly Run[] }
  | { readonly kind: "code"; readonly line: number; readonly level: number; readonly text: string }
  | { readonly kind: "heading"; readonly line: number; readonly depth: number; readonly runs: readonly Run[] }
  | { readonly kind: "table"; readonly line: number; readonly element: SourceElement }
  | { readonly kind: "rule"; readonly line: number };

/** Entries nested deeper are written at this depth: indentation must not outgrow the text. */
const levelLimit = 8;

interface Pen {
  /** By open level: the width of its marker, and how many entries it has. */
  readonly open: { readonly width: number; count: number; readonly ordered: boolean }[];
  /** Nothing is taken for more than it is: gtm's own page means every sign. */
  readonly own: boolean;
  /** What a line break outside of lists becomes. */
  readonly lineBreak: string;
}

/** Text at a level of lists, its lines joined as its surroundings ask for. */
function indented(pen: Pen, level: number, lines: readonly string[], lineBreak = "\n"): string {
  const indent = " ".repeat(pen.open.slice(0, level).reduce((sum, { width }) => sum + width, 0));
  return `${indent}${lines.join(`${lineBreak}${indent}`)}`;
}

function linesOf(pen: Pen, runs: readonly Run[]): readonly string[] {
  return pen.own ? writeRuns(runs, "exact").split("\n").map(escapeBlockStart) : writeRuns(runs).split("\n");
}

function writeItem(pen: Pen, item: ItemFlow): string {
  const level = Math.min(item.level, pen.open.length, levelLimit);
  const { ordered } = item;
  const count = pen.open[level]?.ordered === ordered ? pen.open[level].count + 1 : 1;
  const marker = ordered ? `${count}. ` : "- ";
  pen.open.splice(level, pen.open.length, { width: marker.length, count, ordered });
  const box = item.done === null ? "" : item.done ? "[x] " : "[ ] ";
  const lines = linesOf(pen, item.runs).map(
    (line, at) => `${at === 0 ? marker + box : " ".repeat(marker.length)}${line}`,
  );
  return indented(pen, level, lines, pen.lineBreak);
}

/** Fenced code, or a code span where it is one line. */
export function codeMarkdown(text: string, own = false): string {
  const fence = fenceFor(text, 2);
  return own || /[\n`]/.test(text) ? `${fence}\n${text}\n${fence}` : `\`${text}\``;
}

function textOf(pen: Pen, flow: Flow): string {
  if (flow.kind === "item") return writeItem(pen, flow);
  if (flow.kind === "rule" || flow.kind === "table") return "";
  const wanted = "level" in flow ? flow.level : 0;
  if (wanted === 0 || pen.own) pen.open.length = Math.min(wanted, pen.open.length);
  const level = Math.min(wanted, levelLimit);
  if (flow.kind !== "code") return indented(pen, level, linesOf(pen, flow.runs), pen.lineBreak);
  return indented(pen, level, codeMarkdown(flow.text, pen.own).split("\n"));
}

function flowMarkdown(flows: readonly Flow[], own: boolean, lineBreak: string): string {
  const pen: Pen = { open: [], own, lineBreak: own ? "\\\n" : lineBreak };
  const parts: string[] = [];
  let inList = false;
  for (const flow of flows) {
    const text = textOf(pen, flow);
    if (text.trim() === "") continue;
    const gap = flow.kind === "item" && inList ? "\n" : "\n\n";
    parts.push(parts.length === 0 ? text : `${gap}${text}`);
    inList = flow.kind === "item" || (!own && "level" in flow && flow.level > 0);
  }
  return parts.join("").trim();
}

/** A cell; a single entry needs no bullet. */
export function flowsToCell(flows: readonly Flow[], own: boolean): string {
  const [only, ...others] = flows;
  const single = !own && only?.kind === "item" && only.done === null && others.length === 0;
  return flowMarkdown(single ? [{ ...only, kind: "text", level: 0 }] : flows, own, "\\\n");
}

/** What is nested below an entry of a list of that level. */
export function bodyMarkdown(flows: readonly Flow[], level: number, own: boolean): string {
  const lifted = flows.map((flow) =>
    "level" in flow ? { ...flow, level: Math.max(0, flow.level - level - 1) } : flow,
  );
  return flowMarkdown(lifted, own, "\n");
}
