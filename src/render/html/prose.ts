/** The template's own words: headings in an outline without gaps, below the page's one h1. */
import type { ElementContent } from "hast";
import type { RootContent } from "mdast";
import { printable } from "../../core/printable.ts";
import { readRichText } from "../../core/rich-text.ts";
import { element, nodes } from "./element.ts";
import { block, inlines } from "./rich-content.ts";
import type { View } from "./view.ts";

export interface Prose {
  readonly content: readonly ElementContent[];
  /** Of the last heading so far, 1 to 6. */
  readonly level: number;
}

export function readProse(markdown: string, view: View): readonly RootContent[] {
  return readRichText(printable(markdown), view.tracker).children;
}

/** Blocks of prose after a heading of some level. */
export function prose(parts: readonly RootContent[], before: number, view: View): Prose {
  let level = before;
  const content = parts.flatMap((node): readonly ElementContent[] => {
    if (node.type !== "heading") return nodes([block(node, view)]);
    level = Math.min(Math.max(2, node.depth), level + 1);
    return [element(`h${level}`, {}, inlines(node.children, view))];
  });
  return { content, level };
}
