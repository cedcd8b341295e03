/** The template's own prose: kept word for word, but for raw HTML and addresses that run. */
import type { Nodes } from "mdast";
import { parseMarkdown } from "../core/markdown-parser.ts";
import { printable } from "../core/printable.ts";
import { isSafeAddress, isTooDeep } from "../core/rich-text.ts";

/** Taking away a comment or a link can leave another in its place; no honest prose needs more rounds than these. */
const roundLimit = 10;

/** The same Markdown with every tag shown as the text that it is, and no `javascript:` behind a link. */
export function safeProse(markdown: string): string {
  let text = printable(markdown);
  for (let round = 0; round < roundLimit && !isTooDeep(text); round++) {
    const edits = /[<\]]/.test(text) ? findEdits(text) : [];
    if (edits.length === 0) return text;
    for (const { start, end, words } of edits) text = text.slice(0, start) + words + text.slice(end);
  }
  return text.replaceAll("<", "&lt;").replace(/\\.|[[\]]/gs, escaped);
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly words: string;
}

/** From the last to the first, so that the places of what comes before hold. */
function findEdits(text: string): readonly Edit[] {
  const edits: Edit[] = [];
  collect(parseMarkdown(text), text, edits);
  return edits.filter(({ start, end, words }) => text.slice(start, end) !== words).sort((a, b) => b.start - a.start);
}

/** With a backslash, where it has none yet. */
function escaped(sign: string): string {
  return sign.startsWith("\\") ? sign : `\\${sign}`;
}

function collect(node: Nodes, text: string, edits: Edit[]): void {
  const [start, end] = [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0];
  if (node.type === "html") {
    const shown = node.value.replace(/<!--[\s\S]*?(?:-->|$)/g, "");
    edits.push({ start, end, words: /^<br\s*\/?>$/i.test(shown) ? shown : shown.replaceAll("<", "&lt;") });
  } else if (node.type === "definition" && node.url === "#") {
    // `[note]: # "words"` leads nowhere: it is how people write a note that no page shows.
    edits.push({ start, end, words: "" });
  } else if (
    (node.type === "link" || node.type === "image" || node.type === "definition") &&
    !isSafeAddress(node.url)
  ) {
    edits.push({ start, end, words: text.slice(start, end).replace(/\\.|[[\]<]/gs, escaped) });
  } else if ("children" in node) {
    for (const child of node.children) collect(child, text, edits);
  }
}
