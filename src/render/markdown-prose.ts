/** The template's own prose: kept word for word, but for raw HTML and addresses that run. */
import type { Nodes } from "mdast";
import { remark } from "remark";
import remarkGfm from "remark-gfm";
import { printable } from "../core/printable.ts";
import { isSafeAddress } from "../core/rich-text.ts";

const parser = remark().use(remarkGfm).freeze();

/** The same Markdown with every tag shown as the text that it is, and no `javascript:` behind a link. */
export function safeProse(markdown: string): string {
  const text = printable(markdown);
  if (!/[<\]]/.test(text)) return text;
  const edits: { start: number; end: number; words: string }[] = [];
  collect(parser.parse(text), text, edits);
  let result = text;
  for (const { start, end, words } of edits.sort((a, b) => b.start - a.start))
    result = result.slice(0, start) + words + result.slice(end);
  return result;
}

function collect(node: Nodes, text: string, edits: { start: number; end: number; words: string }[]): void {
  const [start, end] = [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0];
  if (node.type === "html") {
    const shown = node.value.replace(/<!--[\s\S]*?(?:-->|$)/g, "");
    edits.push({ start, end, words: /^<br\s*\/?>$/i.test(shown) ? shown : shown.replaceAll("<", "&lt;") });
  } else if (
    (node.type === "link" || node.type === "image" || node.type === "definition") &&
    !isSafeAddress(node.url)
  ) {
    edits.push({ start, end, words: text.slice(start, end).replace(/[[\]<]/g, "\\$&") });
  } else if ("children" in node) {
    for (const child of node.children) collect(child, text, edits);
  }
}
