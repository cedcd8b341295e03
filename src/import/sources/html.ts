/** HTML to blocks, by parse5: pages that Confluence, Word and Google Docs export or show, and tags in the cells of others. What is no row or entry carries its text as Markdown, so that a page can be written from it. */
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from "parse5";
import { escapeHtml } from "../../core/html-text.ts";
import { unitsOf } from "../inline.ts";
import { type PageRefusal, refuse } from "../reading.ts";
import { type Block, type Entry, heading, type List, paragraph } from "./blocks.ts";
import { depthLimit, quote, type SourceNodes, type SourceRange, type SourceTree, type TextNode } from "./element.ts";
import { bodyMarkdown, codeMarkdown, type Flow, flowsToCell, type ItemFlow, writeRuns } from "./flow-markdown.ts";
import { readFlow } from "./html-flow.ts";
import { readStyleSheet, type StyleSheet } from "./html-look.ts";
import { readHtmlTable } from "./html-table.ts";
import { readOwnHtml } from "./own-page.ts";

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
function parseHtml(text: string, firstLine: number): SourceTree | PageRefusal {
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

function toEntry(item: ItemFlow, below: readonly Flow[], page: SourceTree): Entry {
  const [text, body] = [writeRuns(item.runs), bodyMarkdown(below, item.level, page.own)];
  const source = quote(page, item) ?? bodyMarkdown([item, ...below], item.level - 1, page.own);
  return { line: item.line, text, body, done: item.done, source };
}

/** Everything that belongs to the list which begins at `from`; `next` is the first flow behind it. */
function readList(flows: readonly Flow[], from: number, { level, line, ordered }: ItemFlow, page: SourceTree) {
  const entries: Entry[] = [];
  let next = from;
  for (let item = flows[from]; item?.kind === "item" && item.ordered === ordered; item = flows[next]) {
    const first = next + 1;
    const isInside = (flow?: Flow) => flow && "level" in flow && flow.level > (flow.kind === "item" ? level : 0);
    do next += 1;
    while (isInside(flows[next]));
    entries.push(toEntry(item, flows.slice(first, next), page));
  }
  const source = bodyMarkdown(flows.slice(from, next), level - 1, page.own);
  const list: List = { kind: "list", entries, line, source };
  return { list, next };
}

function toBlocks(flow: Exclude<Flow, ItemFlow>, page: SourceTree, sheet: StyleSheet): readonly Block[] {
  const { line } = flow;
  if (flow.kind === "table") return readHtmlTable(flow.element, page, sheet);
  if (flow.kind === "text") return [paragraph(writeRuns(flow.runs), line)];
  if (flow.kind === "heading") return [heading(writeRuns(flow.runs, "label").replaceAll("\n", " "), flow.depth, line)];
  return [{ kind: "verbatim", line, source: flow.kind === "rule" ? "---" : codeMarkdown(flow.text) }];
}

export function readHtmlBlocks(page: SourceTree): readonly Block[] {
  const sheet = readStyleSheet(page.root);
  const flows = readFlow(page.root, sheet, false);
  let behind = 0;
  return flows.flatMap((flow, at): readonly Block[] => {
    if (at < behind) return [];
    if (flow.kind !== "item") return toBlocks(flow, page, sheet);
    const { list, next } = readList(flows, at, flow, page);
    behind = next;
    return [list];
  });
}

/** The blocks of an HTML page, or of a part of one that stands at a line of its file. */
export function readHtml(text: string, firstLine = 1): readonly Block[] | PageRefusal {
  const page = parseHtml(text, firstLine);
  if ("ok" in page) return page;
  const own = readOwnHtml(page.root);
  return readHtmlBlocks(own === null ? page : { ...page, root: own, own: true });
}

const anyTag = /<(\/?(?:ul|ol|li|p|div|blockquote)|br)\b[^<>]{0,300}>/iy;

/** True of a cell of one line that may write its blocks as tags, `words<ul><li>one</li></ul>`; within code they are none. */
export function hasTags(cell: string): boolean {
  return /<(?:ul|ol|li|p|br|div)\b/i.test(cell);
}

/** The cell as HTML that has no other tags: no sign in a code span, or behind a backslash, is one. */
function toHtml(cell: string): string {
  const parts: string[] = [];
  let behind = 0;
  for (const [at, end] of unitsOf(cell)) {
    if (at < behind) continue;
    anyTag.lastIndex = at;
    const tag = cell[at] === "<" ? anyTag.exec(cell) : null;
    if (tag !== null) behind = at + tag[0].length;
    parts.push(tag === null ? escapeHtml(cell.slice(at, end)) : `<${tag[1]}>`);
  }
  return parts.join("");
}

/** The cell's Markdown, in linear time; in damaged cells a tag may have lost the one that closes it, or that it closes. */
export function readTags(cell: string): string {
  const line: TextNode = { kind: "text", text: cell.replaceAll("\n", " "), line: 0 };
  const tree = hasTags(cell) ? parseHtml(toHtml(cell), 1) : { root: [line] };
  return "ok" in tree ? cell : flowsToCell(readFlow(tree.root, new Map(), true, { raw: true }), true);
}
