/** Lists of word processors that are no lists: Word's paragraphs with a bullet in their text, Google Docs' lists side by side. */
import { attribute, classesOf, type SourceElement, type SourceNodes } from "./element.ts";

/** A number or a bullet (`o` is one), and the gap behind it, in which Word lets no line break: no words begin so. */
const marker = /^\s*(\(?(?:[\d.]{1,7}|[a-z]{1,4})[.)]|[^\p{L}\p{N}\s]|o)\s*\u00a0\s*/iu;

const startLimit = 200;

/** The text of nodes as it begins, up to so many characters. */
export function startOf(nodes: SourceNodes, limit: number): string {
  let text = "";
  for (const node of nodes) {
    if (text.length >= limit) break;
    text += node.kind === "text" ? node.text : node.name === "br" ? "\n" : startOf(node.children, limit - text.length);
  }
  return text.slice(0, limit);
}

const points: Readonly<Record<string, number>> = { in: 72, cm: 28.35, mm: 2.835, pt: 1, px: 0.75 };

/** Word indents each level by half an inch, and the first one by half of that in a cell. */
function levelByMargin(style: string): number {
  const [, length = "0", unit = "pt"] = /margin-left:\s*([\d.]{1,8})(in|cm|mm|pt|px)/i.exec(style) ?? [];
  return Math.max(0, Math.ceil((Number(length) * (points[unit.toLowerCase()] ?? 1)) / 36) - 1);
}

/** A paragraph of Word that shows as an entry of a list, its level counted from 0, and how much of its text is its bullet; or null. */
export function readWordItem(element: SourceElement) {
  const style = attribute(element, "style").slice(0, 1000);
  const level = /mso-list:\s*\w+\s+level(\d)/i.exec(style)?.[1];
  if (level === undefined && !classesOf(element).some((name) => name.startsWith("MsoListParagraph"))) return null;
  const [start, sign = ""] = marker.exec(startOf(element.children, startLimit)) ?? [];
  if (start === undefined) return null;
  const byStyle = level === undefined ? levelByMargin(style) : Number(level) - 1;
  return { level: byStyle, ordered: sign.length > 1, bullet: start.length };
}

/** The 0-based level of a list of Google Docs, which writes nested lists behind one another; null for any other list. */
export function googleLevel(list: SourceElement): number | null {
  const level = /(?:^|\s)lst-kix_\S*-(\d)(?:\s|$)/.exec(attribute(list, "class").slice(0, 2000))?.[1];
  return level === undefined ? null : Number(level);
}
