/** Pages that gtm itself made for Confluence: their cells are read exactly, without the page's own remarks. */
import { childElements, classesOf, findBelow, type SourceElement, type SourceNode, textBelow } from "./element.ts";

/** An entry that begins as gtm's comments do: with their day, in bold. */
function isComment({ name, children: [first] }: SourceElement): boolean {
  const lead = first?.kind === "element" && first.name === "p" ? first.children[0] : first;
  return name === "li" && lead?.kind === "element" && lead.name === "strong" && childElements(lead, "time").length > 0;
}

/** What the page says of the comments that it folds. */
function isFoldTitle(node: SourceElement): boolean {
  return classesOf(node).includes("expand-control-text") && /^\d+ older comments?$/.test(textBelow(node.children));
}

function withoutFoldTitles(nodes: readonly SourceNode[]): readonly SourceNode[] {
  return nodes.flatMap((node): readonly SourceNode[] => {
    if (node.kind === "text") return [node];
    return isFoldTitle(node) ? [] : [{ ...node, children: withoutFoldTitles(node.children) }];
  });
}

/** The tree of a page in storage format, its cells exact; null where no comment on it is in gtm's form. */
export function readOwnStorage(root: readonly SourceNode[]): readonly SourceNode[] | null {
  return findBelow(root, isComment) === null ? null : withoutFoldTitles(root);
}
