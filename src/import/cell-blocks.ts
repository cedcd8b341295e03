/** A cell of a Markdown table whose blocks are written as tags: `words<ul><li>one</li></ul>`. Linear in the cell's length. */
import { escapeBlockStart } from "./block-start.ts";
import { codeSpans } from "./sources/markdown-table.ts";

export type CellBlock =
  /** Lines of inline Markdown, between which stand hard breaks. */
  | { readonly kind: "paragraph"; readonly lines: readonly string[] }
  | { readonly kind: "list"; readonly ordered: boolean; readonly entries: readonly (readonly CellBlock[])[] }
  | { readonly kind: "quote"; readonly blocks: readonly CellBlock[] };

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

/** An array's own iterator: each reader takes what it needs, and leaves the rest to the one that called it. */
type Tokens = ArrayIterator<Token>;

/** The blocks up to the tag that closes them; null where it is missing, or another stands in its place. */
function readBlocks(tokens: Tokens, closing: string, depth: number): readonly CellBlock[] | null {
  const blocks: CellBlock[] = [];
  let lines: string[] = [];
  const endParagraph = () => {
    lines = lines.map((line) => line.trim());
    while (lines.at(-1) === "") lines.pop();
    if (lines.length > 0) blocks.push({ kind: "paragraph", lines });
    lines = [];
  };
  for (const { tag, words } of tokens) {
    if (tag === "") lines.push((lines.pop() ?? "") + words);
    else if (tag !== "br") {
      endParagraph();
      if (tag === closing) return blocks;
      const block = depth > depthLimit ? null : readBlock(tokens, tag, depth);
      if (block === null) return null;
      blocks.push(block);
    }
    // A second break in a row ends the paragraph.
    else if (lines.at(-1)?.trim() === "") endParagraph();
    else if (lines.length > 0) lines.push("");
  }
  return null;
}

function readBlock(tokens: Tokens, tag: string, depth: number): CellBlock | null {
  if (tag === "blockquote") {
    const blocks = readBlocks(tokens, "/blockquote", depth + 1);
    return blocks && { kind: "quote", blocks };
  }
  if (tag !== "ul" && tag !== "ol") return null;
  const entries: (readonly CellBlock[])[] = [];
  for (const inner of tokens) {
    if (inner.tag === `/${tag}`) return { kind: "list", ordered: tag === "ol", entries };
    const entry = inner.tag === "li" ? readBlocks(tokens, "/li", depth + 1) : null;
    if (entry !== null) entries.push(entry);
    else if (inner.tag !== "" || inner.words.trim() !== "") return null;
  }
  return null;
}

/** The blocks of a cell; null where its tags are not all opened and closed, as in damaged cells. */
export function readCellBlocks(cell: string): readonly CellBlock[] | null {
  return readBlocks([...tokensOf(cell, ownTag), { tag: "end", words: "" }].values(), "end", 0);
}

function writeList({ ordered, entries }: Extract<CellBlock, { kind: "list" }>, again: boolean): string {
  const sign = ordered ? (again ? ")" : ".") : again ? "*" : "-";
  const lines = entries.map((blocks, index) => {
    const marker = ordered ? `${index + 1}${sign} ` : `${sign} `;
    return `${marker}${writeCellBlocks(blocks, "\n").replace(/\n(?=[^\n])/g, `\n${" ".repeat(marker.length)}`)}`;
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
