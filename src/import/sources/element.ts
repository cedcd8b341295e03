/** The tree that HTML and storage format are both read into: as little as the readers of cells and lists need. */

export interface TextNode {
  readonly kind: "text";
  readonly text: string;
  /** 1-based. */
  readonly line: number;
}

/** Where something stands in the page's text: its 1-based line, where it begins and where it ends. */
export interface SourceRange {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

export interface SourceElement extends SourceRange {
  readonly kind: "element";
  /** In lower case for HTML; with its prefix in storage format: `ac:link`. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: SourceNodes;
}

export type SourceNode = TextNode | SourceElement;
export type SourceNodes = readonly SourceNode[];

/** A page as a tree, and what every reader of it needs beside the tree. */
export interface SourceTree {
  /** The page's text, from which rows and entries take their slices. */
  readonly source: string;
  readonly root: SourceNodes;
  /** True of a page that gtm wrote: its words are not taken for more than they are. */
  readonly own: boolean;
}

/** A row or an entry is quoted as the page has it up to this length; a longer one is written as Markdown. */
const quoteLimit = 4000;

/** The page's own text of an element, or null where it is too long or nowhere. */
export function quote({ source }: SourceTree, { start, end }: SourceRange): string | null {
  return end > start && end - start <= quoteLimit ? source.slice(start, end) : null;
}

/** Elements nested deeper than this are no page that people write; every walk below may recurse that far. */
export const depthLimit = 400;

export function attribute(element: SourceElement, name: string): string {
  return element.attributes.get(name) ?? "";
}

export function classesOf(element: SourceElement): readonly string[] {
  const value = element.attributes.get("class");
  return value === undefined ? [] : value.slice(0, 2000).split(/\s+/);
}

export function childElements({ children }: SourceElement, ...names: readonly string[]): readonly SourceElement[] {
  return children.filter(
    (child): child is SourceElement => child.kind === "element" && (names.length === 0 || names.includes(child.name)),
  );
}

/** The text below as it stands, up to so many characters; a `<br>` is a line break. */
export function textBelow(nodes: SourceNodes, limit = Number.POSITIVE_INFINITY): string {
  let text = "";
  for (const node of nodes) {
    if (text.length >= limit) break;
    text +=
      node.kind === "text" ? node.text : node.name === "br" ? "\n" : textBelow(node.children, limit - text.length);
  }
  return text.slice(0, limit);
}

export function findBelow(nodes: SourceNodes, passes: (element: SourceElement) => boolean): SourceElement | null {
  for (const node of nodes) {
    if (node.kind === "text") continue;
    const found = passes(node) ? node : findBelow(node.children, passes);
    if (found !== null) return found;
  }
  return null;
}

/** An element that stands in for `like`, at its place. */
export function replacementFor(
  like: SourceElement,
  name: string,
  children: SourceNodes,
  attributes: Readonly<Record<string, string>> = {},
): SourceElement {
  return { ...like, name, children, attributes: new Map(Object.entries(attributes)) };
}

export function textAt(like: SourceNode, text: string): TextNode {
  return { kind: "text", text, line: like.line };
}
