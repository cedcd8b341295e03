/** Flows of a cell of gtm's own pages as Markdown that says the same: nothing in it is taken for more than it is. */
import { escapeBlockStart } from "../block-start.ts";
import { exactLines } from "./exact-runs.ts";
import type { Flow, ItemFlow } from "./flow.ts";

interface Pen {
  text: string;
  /** By open level: the width of its marker, and how many entries it has. */
  readonly open: { readonly width: number; count: number; readonly ordered: boolean }[];
  /** What was written last was an entry. */
  afterEntry: boolean;
}

function indentOf(pen: Pen, level: number): string {
  return " ".repeat(pen.open.slice(0, level).reduce((sum, { width }) => sum + width, 0));
}

function add(pen: Pen, text: string, isEntry: boolean): void {
  if (pen.text !== "") pen.text += isEntry && pen.afterEntry ? "\n" : "\n\n";
  pen.text += text;
  pen.afterEntry = isEntry;
}

function addEntry(pen: Pen, { level: wanted, ordered, done, runs }: ItemFlow): void {
  const level = Math.min(wanted, pen.open.length);
  const last = pen.open[level]?.ordered === ordered ? pen.open[level] : undefined;
  const count = (last?.count ?? 0) + 1;
  const marker = ordered ? `${count}. ` : "- ";
  const indent = indentOf(pen, level);
  pen.open.splice(level, pen.open.length, { width: marker.length, count, ordered });
  const box = done === null ? "" : done ? "[x] " : "[ ] ";
  const words = exactLines(runs)
    .map(escapeBlockStart)
    .join(`\\\n${indent}${" ".repeat(marker.length)}`);
  add(pen, `${indent}${marker}${box}${words}`, true);
}

function addBlock(pen: Pen, level: number, lines: readonly string[], lineEnd: string): void {
  pen.open.length = Math.min(level, pen.open.length);
  const indent = indentOf(pen, level);
  add(pen, lines.map((line) => `${indent}${line}`).join(lineEnd), false);
}

function fenced(text: string): readonly string[] {
  const longest = Math.max(2, ...(text.match(/`{3,}/g) ?? []).slice(0, 1000).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return [fence, ...text.split("\n"), fence];
}

/** A cell's blocks as Markdown. */
export function exactMarkdown(flows: readonly Flow[]): string {
  const pen: Pen = { text: "", open: [], afterEntry: false };
  for (const flow of flows) {
    if (flow.kind === "item") addEntry(pen, flow);
    else if (flow.kind === "code") addBlock(pen, flow.level, fenced(flow.text), "\n");
    else if (flow.kind === "text") addBlock(pen, flow.level, exactLines(flow.runs).map(escapeBlockStart), "\\\n");
  }
  return pen.text;
}
