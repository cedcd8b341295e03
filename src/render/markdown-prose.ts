/** The template's own prose: kept word for word, but for raw HTML and addresses that run. */
import type { Nodes } from "mdast";
import { remark } from "remark";
import remarkGfm from "remark-gfm";
import { printable } from "../core/printable.ts";
import { isSafeAddress, isTooDeep } from "../core/rich-text.ts";

const parser = remark().use(remarkGfm).freeze();

/** The same Markdown with every tag shown as the text that it is, and no `javascript:` behind a link. */
export function safeProse(markdown: string): string {
  const text = printable(markdown);
  if (!/[<\]]/.test(text)) return text;
  if (isTooDeep(text)) return text.replaceAll("<", "&lt;").replace(/\\.|[[\]]/gs, escaped);
  const edits: { start: number; end: number; words: string }[] = [];
  collect(parser.parse(text), text, edits);
  let result = text;
  for (const { start, end, words } of edits.sort((a, b) => b.start - a.start))
    result = result.slice(0, start) + words + result.slice(end);
  return result;
}

/** With a backslash, where it has none yet. */
function escaped(sign: string): string {
  return sign.startsWith("\\") ? sign : `\\${sign}`;
}

function collect(node: Nodes, text: string, edits: { start: number; end: number; words: string }[]): void {
  const [start, end] = [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0];
  if (node.type === "html") {
    const shown = node.value.replace(/<!--[\s\S]*?(?:-->|$)/g, "");
    // What stood on both sides of a comment must not become a tag without it.
    const isBetween = shown === "" && /\S/.test(text[start - 1] ?? "") && /\S/.test(text[end] ?? "");
    const words = isBetween ? " " : /^<br\s*\/?>$/i.test(shown) ? shown : shown.replaceAll("<", "&lt;");
    edits.push({ start, end, words });
  } else if (
    (node.type === "link" || node.type === "image" || node.type === "definition") &&
    !isSafeAddress(node.url)
  ) {
    edits.push({ start, end, words: text.slice(start, end).replace(/\\.|[[\]<]/gs, escaped) });
  } else if ("children" in node) {
    for (const child of node.children) collect(child, text, edits);
  }
}
