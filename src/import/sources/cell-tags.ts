/** Cells of one line that write their blocks as tags, `words<ul><li>one</li></ul>`, as Markdown of several. Linear in the cell's length. */
import { escapeHtml } from "../../core/html-text.ts";
import { unitsOf } from "../inline.ts";
import type { TextNode } from "./element.ts";
import { flowsToCell } from "./flow-markdown.ts";
import { readFlow } from "./html-flow.ts";
import { parseHtml } from "./html-tree.ts";
import { noMarks } from "./runs.ts";

const anyTag = /<(\/?(?:ul|ol|li|p|div|blockquote)|br)\b[^<>]{0,300}>/iy;

/** True of a cell with a tag of blocks; within code it may be none. */
export function hasTags(cell: string): boolean {
  return /<(?:ul|ol|li|p|br|div)\b/i.test(cell);
}

/** The cell as HTML that has no other tags: no sign in a code span, or behind a backslash, is one. */
function toHtml(cell: string): string {
  const parts: string[] = [];
  let behind = 0;
  for (const [at, end] of unitsOf(cell)) {
    if (at < behind) continue;
    anyTag.lastIndex = at;
    const tag = cell[at] === "<" ? anyTag.exec(cell) : null;
    if (tag !== null) behind = at + tag[0].length;
    parts.push(tag === null ? escapeHtml(cell.slice(at, end)) : `<${tag[1]}>`);
  }
  return parts.join("");
}

/** The cell's Markdown; in damaged cells a tag may have lost the one that closes it, or that it closes. */
export function readTags(cell: string): string {
  const line: TextNode = { kind: "text", text: cell.replaceAll("\n", " "), line: 0 };
  const tree = hasTags(cell) ? parseHtml(toHtml(cell), 1) : { root: [line] };
  return "ok" in tree ? cell : flowsToCell(readFlow(tree.root, new Map(), true, { ...noMarks, raw: true }), true);
}
