/** Markdown that people wrote, as storage format: through the safe tree that every renderer draws. */
import type { List, ListItem, Nodes, Root, Table } from "mdast";
import { readRichText } from "../core/rich-text.ts";
import type { Tracker } from "../core/tracker.ts";
import { inlineContent, isInline } from "./confluence-inline.ts";
import { withAddresses } from "./confluence-person.ts";
import { cdata, inBlocks, macro, text, type XmlContent, xmlElement } from "./confluence-xml.ts";

/** A cell has no room for headings, rules and tables: they become bold words, nothing, and lines. */
export type TextPlace = "page" | "cell";

/** Made once for a page. */
export interface TextReader {
  readonly tracker: Tracker;
  /** The same tracker, in which everyone who can be mentioned has an address. */
  readonly linking: Tracker;
}

export function textReader(tracker: Tracker): TextReader {
  return { tracker, linking: withAddresses(tracker) };
}

/** Words without a mark, an address, a mention or a line end: a parser would take a hundred times as long. */
const plainWords = /^(?!\s*(?:[-+#=>]|\d+[.)]| {4})|.*(?:www\.|:\/))[^\\`*_[\]<>|~&@\n\r\p{Cc}]*$/isu;

/** The blocks of a text, each an element. */
export function blockContent(
  markdown: string,
  place: TextPlace,
  { tracker, linking }: TextReader,
): readonly XmlContent[] {
  if (markdown.trim() === "") return [];
  const hasTicket = Object.keys(tracker.refs).some((prefix) => markdown.includes(`${prefix}-`));
  if (!hasTicket && plainWords.test(markdown)) return [xmlElement("p", {}, [text(markdown)])];
  return blocks(readRichText(markdown, linking), place, tracker);
}

/** Blocks as they stand in a cell or an entry: one paragraph, with lists below it perhaps, needs no element of its own. */
export function unwrapped(content: readonly XmlContent[]): readonly XmlContent[] {
  const [first, ...others] = content;
  const isParagraph = (node: XmlContent | undefined) => node?.type === "element" && node.name === "p";
  return first?.type === "element" && isParagraph(first) && !others.some(isParagraph)
    ? [...first.children, ...others]
    : content;
}

function blocks(
  parent: Root | Extract<Nodes, { children: unknown }>,
  place: TextPlace,
  tracker: Tracker,
): XmlContent[] {
  const drawn: XmlContent[] = [];
  let line: Nodes[] = [];
  // HTML and notes leave words between blocks, where storage format wants a paragraph.
  const flush = () => {
    const words = inlineContent(line, tracker);
    if (words.length > 0) drawn.push(xmlElement("p", {}, words));
    line = [];
  };
  for (const node of parent.children as Nodes[]) {
    if (isInline(node)) line.push(node);
    else {
      flush();
      drawn.push(...block(node, place, tracker));
    }
  }
  flush();
  return drawn;
}

function block(node: Nodes, place: TextPlace, tracker: Tracker): readonly XmlContent[] {
  switch (node.type) {
    case "paragraph":
      return [xmlElement("p", {}, inlineContent(node.children, tracker))];
    case "heading": {
      const words = inlineContent(node.children, tracker);
      return [
        place === "page"
          ? xmlElement(`h${node.depth}`, {}, words)
          : xmlElement("p", {}, [xmlElement("strong", {}, words)]),
      ];
    }
    case "list":
      return [list(node, place, tracker)];
    case "blockquote":
      return [xmlElement("blockquote", {}, entryBlocks(blocks(node, "cell", tracker)))];
    case "code":
      return [code(node.value, node.lang ?? "")];
    case "table":
      return [place === "page" ? table(node, tracker) : tableLines(node, tracker)];
    case "thematicBreak":
      return place === "page" ? [xmlElement("hr", {}, [])] : [];
    default:
      return "children" in node ? blocks(node as Root, place, tracker) : [];
  }
}

function list(node: List, place: TextPlace, tracker: Tracker): XmlContent {
  const start = node.ordered && typeof node.start === "number" && node.start !== 1 ? String(node.start) : null;
  const entries = node.children.map((entry) => listItem(entry, place, tracker));
  return xmlElement(node.ordered ? "ol" : "ul", { start }, entries);
}

function listItem(entry: ListItem, place: TextPlace, tracker: Tracker): XmlContent {
  const box = typeof entry.checked === "boolean" ? [text(entry.checked ? "[x] " : "[ ] ")] : [];
  // Headings, tables and rules have no place in an entry either.
  return xmlElement(
    "li",
    {},
    entryBlocks([...box, ...unwrapped(blocks(entry, place === "page" ? "cell" : place, tracker))]),
  );
}

/** The blocks of an entry. It begins with a paragraph, and has no place for a quote: of that it has the words. */
export function entryBlocks(content: readonly XmlContent[]): readonly XmlContent[] {
  const bare = (node: XmlContent): readonly XmlContent[] =>
    node.type === "element" && node.name === "blockquote" ? node.children.flatMap(bare) : [node];
  const blocks = inBlocks(content.flatMap(bare));
  const [first] = blocks;
  return first?.type === "element" && first.name === "p" ? blocks : [xmlElement("p", {}, []), ...blocks];
}

/** Languages that every Confluence knows: another one makes the macro an error message. */
const languages = new Set(
  "bash,c,cpp,css,diff,groovy,html,java,javascript,js,perl,php,powershell,py,python,ruby,scala,sql,xml,yaml,yml".split(
    ",",
  ),
);

function code(value: string, language: string): XmlContent {
  const known = languages.has(language) ? language : null;
  return macro("code", { language: known }, [xmlElement("ac:plain-text-body", {}, cdata(value))]);
}

function table(node: Table, tracker: Tracker): XmlContent {
  const rows = node.children.map((row, index) =>
    xmlElement(
      "tr",
      {},
      row.children.map((cell) =>
        xmlElement(index === 0 ? "th" : "td", {}, inBlocks(inlineContent(cell.children, tracker))),
      ),
    ),
  );
  return xmlElement("table", {}, [xmlElement("tbody", {}, rows)]);
}

function tableLines(node: Table, tracker: Tracker): XmlContent {
  const lines = node.children.map((row) =>
    row.children.flatMap((cell, index) => [
      ...(index === 0 ? [] : [text(" | ")]),
      ...inlineContent(cell.children, tracker),
    ]),
  );
  return xmlElement(
    "p",
    {},
    lines.flatMap((words, index) => (index === 0 ? words : [xmlElement("br", {}, []), ...words])),
  );
}
