/** HTML text to a tree, by parse5: the tags that people leave out are put in as a browser would. */
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from "parse5";
import { type PageRefusal, refuse } from "../reading.ts";
import { depthLimit, type SourceNodes, type SourceRange, type SourceTree } from "./element.ts";

/** Thrown out of the parser, which has no other way to be stopped; caught below and nowhere else. */
class Stop extends Error {}

/**
 * Depth is what makes parse5 slow (it searches its stack of open elements), and reopened `<font>` elements are what
 * makes its trees larger than the text: with both bounded, any text is read in linear time.
 */
function guardedAdapter(length: number, firstLine: number): typeof defaultTreeAdapter {
  let [depth, made, line] = [0, 0, 1];
  const stop = () => {
    throw new Stop(`near line ${line + firstLine - 1} elements are nested more than ${depthLimit} deep`);
  };
  return {
    ...defaultTreeAdapter,
    onItemPush: (item) => {
      depth += 1;
      line = item.sourceCodeLocation?.startLine ?? line;
      if (depth > depthLimit) stop();
    },
    onItemPop: () => {
      depth -= 1;
    },
    createElement: (...parts) => {
      made += 1;
      if (made > 2 * length + 1000) stop();
      return defaultTreeAdapter.createElement(...parts);
    },
  };
}

function toNode(node: DefaultTreeAdapterTypes.ChildNode, within: SourceRange, shift: number): SourceNodes {
  const location = node.sourceCodeLocation;
  const line = location ? location.startLine + shift : within.line;
  if (defaultTreeAdapter.isTextNode(node)) return [{ kind: "text", text: node.value, line }];
  if (!defaultTreeAdapter.isElementNode(node)) return [];
  const place = location ? { line, start: location.startOffset, end: location.endOffset } : within;
  const attributes = new Map(node.attrs.map(({ name, value }) => [name, value]));
  const children = node.childNodes.flatMap((child) => toNode(child, place, shift));
  return [{ kind: "element", name: node.tagName, attributes, children, ...place }];
}

/** The line of a table that the text breaks off in, or null. A page that closes its body only forgot the tag. */
function brokenTable(nodes: readonly DefaultTreeAdapterTypes.ChildNode[], text: string): number | null {
  if (/<\/(?:body|html)\s*>\s*$/i.test(text.slice(-200))) return null;
  for (const node of nodes.toReversed()) {
    if (!defaultTreeAdapter.isElementNode(node)) continue;
    const location = node.sourceCodeLocation;
    const atEnd = !location || (location.endTag === undefined && location.endOffset >= text.trimEnd().length);
    if (!atEnd) return null;
    return node.tagName === "table" ? (location?.startLine ?? 1) : brokenTable(node.childNodes, text);
  }
  return null;
}

/**
 * Reads HTML, a whole page or a part of one; `firstLine` is the 1-based line at which it stands in its file. Refuses what
 * is nested beyond any page, and what breaks off in the middle of a table.
 */
export function parseHtml(text: string, firstLine: number): SourceTree | PageRefusal {
  try {
    const treeAdapter = guardedAdapter(text.length, firstLine);
    const document = parse(text, { sourceCodeLocationInfo: true, scriptingEnabled: false, treeAdapter });
    const broken = brokenTable(document.childNodes, text);
    const hint = "save or download the page again; to import what is there, end the file with </table>";
    if (broken !== null)
      return refuse(`the HTML ends inside the table that starts on line ${broken + firstLine - 1}`, hint);
    const place = { line: firstLine, start: 0, end: text.length };
    const root = document.childNodes.flatMap((node) => toNode(node, place, firstLine - 1));
    return { source: text, root, own: false };
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    const hint = "no editor writes pages like this: export it again, or copy its table into a new page";
    return refuse(error.message, hint);
  }
}
