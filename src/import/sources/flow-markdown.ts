/** Flows as the Markdown of a cell, or of what is nested below an entry. */
import { readDateAt } from "../date-forms.ts";
import type { Flow, ItemFlow } from "./flow.ts";
import { writeRuns } from "./runs.ts";

/** Entries nested deeper are written at this depth: indentation must not outgrow the text. */
const levelLimit = 8;

interface Pen {
  readonly parts: string[];
  /** By open level: the width of its marker, and how many entries it has. */
  readonly open: { readonly width: number; count: number; readonly ordered: boolean }[];
  readonly numbered: ReadonlySet<ItemFlow>;
}

/** Numbers before dates hide them: a numbered log of dated entries is written with bullets. */
function numberedItems(flows: readonly Flow[]): ReadonlySet<ItemFlow> {
  const items = flows.filter((flow): flow is ItemFlow => flow.kind === "item" && flow.ordered);
  return new Set(items.some((item) => readDateAt(writeRuns(item.runs.slice(0, 3), true)) !== null) ? [] : items);
}

function indentOf(pen: Pen, level: number): string {
  return " ".repeat(pen.open.slice(0, level).reduce((sum, { width }) => sum + width, 0));
}

function writeItem(pen: Pen, item: ItemFlow): string {
  const level = Math.min(item.level, pen.open.length, levelLimit);
  const ordered = pen.numbered.has(item);
  const last = pen.open[level]?.ordered === ordered ? pen.open[level] : undefined;
  const count = (last?.count ?? 0) + 1;
  const marker = ordered ? `${count}. ` : "- ";
  pen.open.splice(level, pen.open.length, { width: marker.length, count, ordered });
  const indent = indentOf(pen, level);
  const box = item.done === null ? "" : item.done ? "[x] " : "[ ] ";
  return `${indent}${marker}${box}${writeRuns(item.runs).replaceAll("\n", `\n${indent}${" ".repeat(marker.length)}`)}`;
}

function fence(text: string): string {
  const sign = text.includes("```") ? "~~~~" : "```";
  return `${sign}\n${text}\n${sign}`;
}

function writeText(pen: Pen, level: number, text: string): string {
  if (level === 0) pen.open.length = 0;
  const indent = indentOf(pen, Math.min(level, levelLimit));
  return `${indent}${text.replaceAll("\n", `\n${indent}`)}`;
}

/** Fenced code, or a code span where it is one line. */
export function codeMarkdown(text: string): string {
  return text.includes("\n") || text.includes("`") ? fence(text) : `\`${text}\``;
}

function textOf(pen: Pen, flow: Flow, lineBreak: string): string {
  switch (flow.kind) {
    case "item":
      return writeItem(pen, flow);
    case "text":
      return writeText(pen, flow.level, writeRuns(flow.runs).replaceAll("\n", flow.level === 0 ? lineBreak : "\n"));
    case "code":
      return writeText(pen, flow.level, codeMarkdown(flow.text));
    case "heading":
      return writeText(pen, 0, writeRuns(flow.runs));
    default:
      return "";
  }
}

/** `lineBreak` is what a line break outside of lists becomes. */
function flowMarkdown(flows: readonly Flow[], lineBreak: string): string {
  const pen: Pen = { parts: [], open: [], numbered: numberedItems(flows) };
  let inList = false;
  for (const flow of flows) {
    const text = textOf(pen, flow, lineBreak);
    if (text.trim() === "") continue;
    const gap = flow.kind === "item" && inList ? "\n" : "\n\n";
    pen.parts.push(pen.parts.length === 0 ? text : `${gap}${text}`);
    inList = flow.kind === "item" || ("level" in flow && flow.level > 0);
  }
  return pen.parts.join("").trim();
}

/** A cell: line breaks stay `<br>`, as they are in the cells of a Markdown table; a single entry needs no bullet. */
export function flowsToCell(flows: readonly Flow[]): string {
  const [only, ...others] = flows;
  const single = only?.kind === "item" && only.done === null && others.length === 0;
  return flowMarkdown(single ? [{ ...only, kind: "text", level: 0 }] : flows, "<br>");
}

/** What is nested below an entry, of a list of that level, at levels of its own. */
export function liftFlows(flows: readonly Flow[], level: number): readonly Flow[] {
  return flows.map((flow) => ("level" in flow ? { ...flow, level: Math.max(0, flow.level - level - 1) } : flow));
}

/** Lifted flows as Markdown. */
export function bodyMarkdown(flows: readonly Flow[]): string {
  return flowMarkdown(flows, "\n");
}
