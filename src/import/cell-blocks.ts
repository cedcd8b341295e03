/** A cell of a Markdown table whose blocks are written as tags: `words<ul><li>one</li></ul>`. Linear in the cell's length. */
import { escapeBlockStart } from "./block-start.ts";
import { codeSpans } from "./sources/markdown-table.ts";

export type CellBlock =
  /** Lines of inline Markdown, between which stand hard breaks. */
  | { readonly kind: "paragraph"; readonly lines: readonly string[] }
  | { readonly kind: "list"; readonly ordered: boolean; readonly entries: readonly (readonly CellBlock[])[] }
  | { readonly kind: "quote"; readonly blocks: readonly CellBlock[] };

interface Open {
  readonly tag: "ul" | "ol" | "li" | "blockquote" | "cell";
  readonly blocks: CellBlock[];
  /** The entries of a list. */
  readonly entries: CellBlock[][];
}

interface Token {
  /** `ul`, `/li`, `br`, or words where it is empty. */
  readonly tag: string;
  readonly words: string;
}

const ownTag = /^<(\/?(?:ul|ol|li|blockquote)|br)>/;
const anyTag = /^<(li|br|p|ul|ol)\b/i;
const depthLimit = 40;

/** Words between tags; no sign in a code span, or behind a backslash, is a tag. */
function tokensOf(cell: string, tag: RegExp): readonly Token[] {
  const spans = codeSpans(cell);
  const tokens: Token[] = [];
  let [start, at] = [0, 0];
  const take = (end: number) => {
    if (end > start) tokens.push({ tag: "", words: cell.slice(start, end) });
  };
  while (at < cell.length) {
    const span = spans.get(at);
    const found = cell[at] === "<" ? tag.exec(cell.slice(at, at + 14)) : null;
    if (found !== null) {
      take(at);
      tokens.push({ tag: found[1] ?? "", words: "" });
      at += found[0].length;
      start = at;
    } else if (span !== undefined) at = span;
    else if (cell[at] === "`") at += /^`+/.exec(cell.slice(at, at + 1000))?.[0].length ?? 1;
    else at += cell[at] === "\\" ? 2 : 1;
  }
  take(cell.length);
  return tokens;
}

/** True of a cell with a tag of blocks, of any writer's, outside of code. */
export function hasTags(cell: string): boolean {
  return cell.includes("<") && tokensOf(cell, anyTag).some(({ tag }) => tag !== "");
}

interface Reading {
  readonly open: Open[];
  /** The lines of the paragraph under way; a second break in a row ends it. */
  lines: string[];
}

function endParagraph(reading: Reading): void {
  const lines = reading.lines.map((line) => line.trim());
  while (lines.at(-1) === "") lines.pop();
  if (lines.length > 0) reading.open.at(-1)?.blocks.push({ kind: "paragraph", lines });
  reading.lines = [];
}

function addBreak(reading: Reading): void {
  if (reading.lines.at(-1)?.trim() === "") endParagraph(reading);
  else if (reading.lines.length > 0) reading.lines.push("");
}

function isIn(reading: Reading, ...tags: readonly Open["tag"][]): boolean {
  const last = reading.open.at(-1);
  return last !== undefined && tags.includes(last.tag);
}

function openTag(reading: Reading, name: Open["tag"]): boolean {
  const fits = name === "li" ? isIn(reading, "ul", "ol") : isIn(reading, "li", "blockquote", "cell");
  if (!fits || reading.open.length > depthLimit) return false;
  endParagraph(reading);
  reading.open.push({ tag: name, blocks: [], entries: [] });
  return true;
}

function closeTag(reading: Reading, name: string): boolean {
  const last = reading.open.at(-1);
  if (last === undefined || last.tag !== name) return false;
  endParagraph(reading);
  reading.open.pop();
  const around = reading.open.at(-1);
  if (last.tag === "li") around?.entries.push(last.blocks);
  else if (last.tag === "blockquote") around?.blocks.push({ kind: "quote", blocks: last.blocks });
  else around?.blocks.push({ kind: "list", ordered: last.tag === "ol", entries: last.entries });
  return true;
}

function addWords(reading: Reading, words: string): boolean {
  if (isIn(reading, "ul", "ol")) return words.trim() === "";
  const line = reading.lines.pop() ?? "";
  reading.lines.push(line + words);
  return true;
}

/** The blocks of a cell; null where its tags are not all opened and closed, as in damaged cells. */
export function readCellBlocks(cell: string): readonly CellBlock[] | null {
  const root: Open = { tag: "cell", blocks: [], entries: [] };
  const reading: Reading = { open: [root], lines: [] };
  for (const { tag: name, words } of tokensOf(cell, ownTag)) {
    if (name === "br") addBreak(reading);
    else if (name === "ul" || name === "ol" || name === "li" || name === "blockquote") {
      if (!openTag(reading, name)) return null;
    } else if (!(name === "" ? addWords(reading, words) : closeTag(reading, name.slice(1)))) return null;
  }
  endParagraph(reading);
  return reading.open.length === 1 ? root.blocks : null;
}

function indented(text: string, width: number): string {
  return text.replace(/\n(?=[^\n])/g, `\n${" ".repeat(width)}`);
}

function writeList({ ordered, entries }: Extract<CellBlock, { kind: "list" }>, again: boolean): string {
  const sign = ordered ? (again ? ")" : ".") : again ? "*" : "-";
  const lines = entries.map((blocks, index) => {
    const marker = ordered ? `${index + 1}${sign} ` : `${sign} `;
    return `${marker}${indented(writeCellBlocks(blocks, "\n"), marker.length)}`;
  });
  return lines.join("\n");
}

/** Blocks as Markdown; `gap` stands between a paragraph and the list below it. Two lists in a row differ in their signs. */
export function writeCellBlocks(blocks: readonly CellBlock[], gap = "\n\n"): string {
  let [text, again] = ["", false];
  for (const [index, block] of blocks.entries()) {
    const before = blocks[index - 1];
    again = before?.kind === "list" && block.kind === "list" && before.ordered === block.ordered && !again;
    if (before !== undefined) text += before.kind === "paragraph" && block.kind === "list" ? gap : "\n\n";
    if (block.kind === "list") text += writeList(block, again);
    else if (block.kind === "paragraph") text += block.lines.map(escapeBlockStart).join("\\\n");
    else text += writeCellBlocks(block.blocks).replace(/^/gm, "> ");
  }
  return text;
}
