/** Lists of word processors that are no lists: Word's paragraphs with a bullet in their text, Google Docs' lists side by side. */
import { attribute, classesOf, isSourceElement, type SourceElement, type SourceNodes, textBelow } from "./element.ts";

export interface WordItem {
  /** 0-based. */
  readonly level: number;
  readonly ordered: boolean;
  /** The paragraph without its bullet or number. */
  readonly children: SourceNodes;
}

/** Bullets and numbers are shorter. */
const markerLimit = 8;

type Cut = { readonly marker: string; readonly rest: SourceNodes };

/** Word sets the gap behind a bullet in a font of 7 points, and wraps bullet and gap in `mso-list:Ignore`. */
function cutMarker(nodes: SourceNodes, before: string): Cut | null {
  let text = before;
  for (const [index, node] of nodes.entries()) {
    const behind = nodes.slice(index + 1);
    if (isSourceElement(node)) {
      const style = attribute(node, "style").slice(0, 500);
      if (/mso-list:\s*ignore/i.test(style)) return { marker: text + textBelow(node.children), rest: behind };
      if (/font:\s*7(?:\.0)?pt/i.test(style)) return { marker: text, rest: behind };
      const inner = cutMarker(node.children, text);
      if (inner !== null) return { marker: inner.marker, rest: [{ ...node, children: inner.rest }, ...behind] };
    }
    text += node.kind === "text" ? node.text : textBelow(node.children);
    if (text.trim().length > markerLimit) return null;
  }
  return null;
}

const points: Readonly<Record<string, number>> = { in: 72, cm: 28.35, mm: 2.835, pt: 1, px: 0.75 };

/** Word indents each level by half an inch, and the first one by half of that in a cell. */
function levelByMargin(style: string): number {
  const [, length = "0", unit = "pt"] = /margin-left:\s*([\d.]{1,8})(in|cm|mm|pt|px)/i.exec(style) ?? [];
  return Math.max(0, Math.ceil((Number(length) * (points[unit.toLowerCase()] ?? 1)) / 36) - 1);
}

/** A paragraph of Word that shows as an entry of a list, or null. */
export function readWordItem(element: SourceElement): WordItem | null {
  const style = attribute(element, "style").slice(0, 1000);
  const level = /mso-list:\s*\w+\s+level(\d)/i.exec(style)?.[1];
  if (level === undefined && !classesOf(element).some((name) => name.startsWith("MsoListParagraph"))) return null;
  const cut = cutMarker(element.children, "");
  if (cut === null) return null;
  return {
    level: level === undefined ? levelByMargin(style) : Number(level) - 1,
    ordered: /^\s*\(?(?:\d{1,3}|[a-z]{1,4})[.)]/i.test(cut.marker),
    children: cut.rest,
  };
}

/** The 0-based level of a list of Google Docs, which writes nested lists behind one another; null for any other list. */
export function googleLevel(list: SourceElement): number | null {
  const level = classesOf(list)
    .map((name) => /^lst-kix_.*-(\d)$/.exec(name)?.[1])
    .find((found) => found !== undefined);
  return level === undefined ? null : Number(level);
}
