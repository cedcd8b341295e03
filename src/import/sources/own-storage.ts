/** Pages that gtm itself made for Confluence: their cells are read exactly, without the page's own remarks. */
import { classesOf, findBelow, isSourceElement, type SourceElement, type SourceNode, textBelow } from "./element.ts";
import { headOf } from "./own-page.ts";

/** What an entry of gtm's begins with in storage format, in bold: its date and author, or that it is the description. */
function boldHead(nodes: readonly SourceNode[]): SourceElement | null {
  const [first] = nodes;
  const lead = first !== undefined && isSourceElement(first, "p") ? first.children[0] : first;
  if (lead === undefined || !isSourceElement(lead, "strong")) return null;
  return isDated(lead) || textBelow(lead.children) === "Description" ? lead : null;
}

function isDated(head: SourceElement): boolean {
  return head.children.some((child) => isSourceElement(child, "time"));
}

function isNew(node: SourceNode | undefined): boolean {
  return node !== undefined && isSourceElement(node, "em") && textBelow(node.children) === "(new)";
}

/** Words behind their comment's head, without the mark of a new one. */
function storageHead(entry: SourceElement, head: SourceElement, nodes: readonly SourceNode[]): readonly SourceNode[] {
  return nodes.flatMap((node, index) => {
    if (node === head) return headOf(entry, head.children);
    if (isSourceElement(node, "p") && node.children.includes(head))
      return [{ ...node, children: storageHead(entry, head, node.children) }];
    return nodes[0] === head && index === 2 && isNew(node) ? [] : [node];
  });
}

/** What the page says of the comments that it folds. */
function isFoldTitle(node: SourceElement): boolean {
  return classesOf(node).includes("expand-control-text") && /^\d+ older comments?$/.test(textBelow(node.children));
}

/** Comments stand in a cell, or in the entry of a list; a milestone begins with its days as well, but stands in neither. */
function withExactCells(nodes: readonly SourceNode[], inItem = false): readonly SourceNode[] {
  return nodes.flatMap((node): readonly SourceNode[] => {
    if (node.kind === "text") return [node];
    if (isFoldTitle(node)) return [];
    const isCell = node.name === "td" || node.name === "th";
    const head = inItem && node.name === "li" ? boldHead(node.children) : null;
    if (head !== null) return [{ ...node, children: storageHead(node, head, node.children) }];
    return [{ ...node, children: withExactCells(node.children, inItem || isCell || node.name === "li") }];
  });
}

/** The tree of a page in storage format, its cells exact; null where no comment on it is in gtm's form. */
export function readOwnStorage(root: readonly SourceNode[]): readonly SourceNode[] | null {
  const comment = findBelow(root, ({ name, children }) => {
    const head = name === "li" ? boldHead(children) : null;
    return head !== null && isDated(head);
  });
  return comment === null ? null : withExactCells(root);
}
