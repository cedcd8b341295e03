/** What HTML says, as Markdown that reads back as the same: runs of equal marks, and flows of paragraphs, entries, headings and tables. */
import { escapeBlockStart } from "../inline.ts";
import type { SourceElement, SourceRange } from "./element.ts";

export interface RunMarks {
  readonly bold: boolean;
  readonly italic: boolean;
  readonly strike: boolean;
  readonly code: boolean;
  /** An address; null without. */
  readonly link: string | null;
  /** True of words that are Markdown already. */
  readonly raw?: true;
}

/** Inline text of equal marks: word processors cut a word into any number of spans. */
export interface Run extends RunMarks {
  /** As the reader sees it, blanks collapsed; "\n" alone is a line break. */
  readonly text: string;
}

export const noMarks: RunMarks = { bold: false, italic: false, strike: false, code: false, link: null };

export const breakRun: Run = { ...noMarks, text: "\n" };

export function isBlank(runs: readonly Run[]): boolean {
  return runs.every((run) => run.text.trim() === "");
}

type Emphasis = "strike" | "bold" | "italic";
type Mark = Emphasis | "link";

const signs: Readonly<Record<Emphasis, string>> = { strike: "~~", bold: "**", italic: "*" };
/** Where two marks are equally long, the first one is outside. */
const order: readonly Mark[] = ["strike", "bold", "italic", "link"];

function isGap(run: Run): boolean {
  return !run.code && run.text !== breakRun.text && run.text.trim() === "";
}

/** Blanks bear the emphasis of both of their neighbours. */
function bridge(runs: readonly Run[]): readonly Run[] {
  const words = runs.filter((run) => !isGap(run));
  let passed = 0;
  return runs.map((run) => {
    const both = (mark: Emphasis) => words[passed - 1]?.[mark] === true && words[passed]?.[mark] === true;
    if (isGap(run)) return { ...run, strike: both("strike"), bold: both("bold"), italic: both("italic") };
    passed += 1;
    return run;
  });
}

/** The text with what Markdown would take for a mark, an entity or a tag escaped; addresses are not. */
export function escapeWords(text: string, inLink = false): string {
  if (!/[\\`*_~[\]<&]/.test(text)) return text;
  const marks = /https?:\/\/\S+|\\(?=[!-/:-@[-`{-~]|$)|[`*_~[\]]|<(?=[a-z/!?])|&(?=#?\w{1,31};)/gi;
  return text.replace(marks, (sign, at: number) => {
    const [left, right] = [text[at - 1] ?? " ", text[at + 1] ?? " "];
    if (sign.length > 1) return inLink ? sign.replace(/[\\`*_~[\]]/g, "\\$&") : sign;
    if (sign === "<") return "&lt;";
    if (sign === "&") return "&amp;";
    if (sign === "[") return inLink ? "\\[" : sign;
    if (sign === "]") return inLink || right === "(" || right === "[" ? "\\]" : sign;
    if ("*_~".includes(sign) && left === " " && right === " ") return sign;
    if (sign === "_" && /[\p{L}\p{N}]/u.test(left) && /[\p{L}\p{N}]/u.test(right)) return sign;
    return `\\${sign}`;
  });
}

/** A run of backticks longer than any in the text, and than so many. */
function fenceFor(text: string, least: number): string {
  return "`".repeat(Math.max(least, ...(text.match(/`+/g) ?? []).slice(0, 1000).map((run) => run.length)) + 1);
}

function codeSpan(text: string): string {
  const fence = fenceFor(text, 0);
  return /^`|`$/.test(text) ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`;
}

/** Of the marks that the run bears and nothing around it, the one that most runs behind it bear too. */
function longestMark(runs: readonly Run[], from: number, inside: ReadonlySet<Mark>) {
  const open = order.filter((mark) => !inside.has(mark) && runs[from]?.[mark]);
  const lengths = open.map((mark) => {
    let length = 1;
    while (runs[from + length]?.[mark] === runs[from]?.[mark]) length += 1;
    return { mark, length };
  });
  return lengths.toSorted((a, b) => b.length - a.length)[0] ?? null;
}

/** Marks hug their words: blanks go outside, and so do signs that would keep Markdown from seeing the mark inside a word. */
function wrap(inner: string, mark: Mark, url: string | null, before: string, after: string): string {
  const core = inner.trim();
  if (core === "") return inner;
  const [lead = "", tail = ""] = inner.split(core, 2);
  if (mark === "link") return `${lead}[${core}](${url ?? ""})${tail}`;
  const cut = (edge: RegExp, beside: string) =>
    /[\p{L}\p{N}]/u.test(beside) ? (edge.exec(core.slice(0, 20) + core.slice(-20))?.[0] ?? "") : "";
  const opening = lead === "" ? cut(/^[.,:!?…–—/-]+/, before) : "";
  const closing = tail === "" ? cut(/[.,:!?…–—/-]+$/, after) : "";
  const words = core.slice(opening.length, core.length - closing.length);
  if (words === "") return inner;
  return `${lead}${opening}${signs[mark]}${words}${signs[mark]}${closing}${tail}`;
}

function write(runs: readonly Run[], inside: ReadonlySet<Mark>): string {
  const parts: string[] = [];
  for (let at = 0; at < runs.length; ) {
    const run = runs[at];
    if (run === undefined) break;
    const found = longestMark(runs, at, inside);
    if (found !== null) {
      const inner = write(runs.slice(at, at + found.length), new Set([...inside, found.mark]));
      at += found.length;
      const before = parts.at(-1) ?? "";
      const marked = wrap(inner, found.mark, run.link, before.at(-1) ?? "", runs[at]?.text[0] ?? "");
      // "!" before a link would make it a picture.
      if (marked.startsWith("[") && before.endsWith("!")) parts.push(`${parts.pop()?.slice(0, -1) ?? ""}\\!`);
      parts.push(marked);
    } else {
      let end = at + 1;
      while (runs[end]?.code === run.code && longestMark(runs, end, inside) === null) end += 1;
      const words = runs.slice(at, end).reduce((all, { text }) => all + text, "");
      parts.push(run.raw ? words : run.code ? codeSpan(words.trim()) : escapeWords(words, inside.has("link")));
      at = end;
    }
  }
  return parts.join("");
}

/** The runs as Markdown; a `label` has no bold or italic, in `exact` text two marks with a blank between them stay two. */
export function writeRuns(runs: readonly Run[], as: "words" | "label" | "exact" = "words"): string {
  const bare = as === "label" ? runs.map((run) => ({ ...run, bold: false, italic: false })) : runs;
  return write(as === "exact" ? bare : bridge(bare), new Set())
    .replace(/[ \t]{2,}/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .trim();
}

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
