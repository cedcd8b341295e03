/** The template's own words: headings in an outline without gaps, below the page's one h1. */
import type { RootContent } from "mdast";
import { readRichText } from "../../core/rich-text.ts";
import { element, type Node, nodes } from "./element.ts";
import { block, inlines } from "./rich-content.ts";
import type { View } from "./view.ts";

export interface Prose {
  readonly content: readonly Node[];
  /** Of the last heading so far, 1 to 6. */
  readonly level: number;
}

export function readProse(markdown: string, view: View): readonly RootContent[] {
  return readRichText(markdown, view.tracker).children;
}

/** Blocks of prose after a heading of some level. */
export function prose(parts: readonly RootContent[], before: number, view: View): Prose {
  let level = before;
  const content = parts.flatMap((node): readonly Node[] => {
    if (node.type !== "heading") return nodes([block(node, view)]);
    level = Math.min(Math.max(2, node.depth), level + 1);
    return [element(`h${level}`, {}, inlines(node.children, view))];
  });
  return { content, level };
}
