/** Nodes of Confluence's storage format: every text and every attribute of a page is made here, and is XML then. */
import type { Cdata, Element, ElementContent } from "xast";
import { toXml } from "xast-util-to-xml";
import { x } from "xastscript";
import { isIsoDate } from "../core/calendar.ts";
import { isRelative } from "../core/page-head.ts";
import { isSafeAddress } from "../core/rich-text.ts";

export type XmlContent = ElementContent;

/** Rows of a table or entries of a list as text, each drawn when it is written: no tree of ten thousand is ever in memory. */
export interface RowTexts {
  readonly type: "rows";
  readonly written: () => Iterable<string>;
}
export type XmlAttributes = Readonly<Record<string, string | null>>;

/** What XML 1.0 has no place for, what no reader sees, and what turns the text around it. */
const forbidden = /[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF\p{Cs}]/gu;

function clean(value: string): string {
  return value.replace(/\r\n?/g, "\n").replace(forbidden, "");
}

export function text(value: string): XmlContent {
  return { type: "text", value: clean(value) };
}

/** An element; an attribute that is null is left out, and none is ever without a value. */
export function xmlElement(name: string, attributes: XmlAttributes, children: readonly XmlContent[]): Element {
  const cleaned = Object.entries(attributes).map(([key, value]) => [key, value === null ? null : clean(value)]);
  return x(name, Object.fromEntries(cleaned), [...children]);
}

/** A day as Confluence's own date, which readers see in their own form; anything else as it is. */
export function day(date: string): XmlContent {
  return isIsoDate(date) ? xmlElement("time", { datetime: date }, []) : text(date);
}

/**
 * A link, or its words alone where the address could run something, or names a file or a place of a page that Confluence
 * has not; of a picture without words nothing.
 */
export function link(url: string, children: readonly XmlContent[]): readonly XmlContent[] {
  const [only] = children;
  if (isRelative(url) && children.length === 1 && only?.type === "text" && only.value === url) return [];
  if (!isSafeAddress(url) || isRelative(url) || url.startsWith("#")) return children;
  return [xmlElement("a", { href: url }, children.length > 0 ? children : [text(url)])];
}

export function macro(name: string, parameters: XmlAttributes, body: readonly XmlContent[] = []): Element {
  const given = Object.entries(parameters).flatMap(([key, value]) =>
    value === null ? [] : [xmlElement("ac:parameter", { "ac:name": key }, [text(value)])],
  );
  return xmlElement("ac:structured-macro", { "ac:name": name }, [...given, ...body]);
}

/** `]]>` would end a section: it is cut in two, the first of which ends with `]]`. */
export function cdata(value: string): readonly Cdata[] {
  return clean(value)
    .split(/(?<=\]\])(?=>)/)
    .map((part) => ({ type: "cdata", value: part }));
}

/** An italic word in brackets: what gtm says of a value, never a part of it. An import takes it off again. */
export function mark(word: "new" | "changed" | "overdue" | "stale"): readonly XmlContent[] {
  return [text(" "), xmlElement("em", {}, [text(`(${word})`)])];
}

const inlineElements: ReadonlySet<string> = new Set(["strong", "em", "del", "code", "a", "br", "time", "ac:link"]);

function isInline(node: XmlContent): boolean {
  if (node.type !== "element") return true;
  if (node.name !== "ac:structured-macro") return inlineElements.has(node.name);
  return node.attributes["ac:name"] === "status";
}

/** Content as blocks, for a cell or an entry: Confluence puts words that stand there alone into a paragraph of their own. */
export function inBlocks(content: readonly XmlContent[]): readonly XmlContent[] {
  const blocks: XmlContent[] = [];
  let line: XmlContent[] = [];
  const flush = () => {
    if (line.some((node) => node.type !== "text" || node.value.trim() !== "")) blocks.push(xmlElement("p", {}, line));
    line = [];
  };
  for (const node of content) {
    if (isInline(node)) line.push(node);
    else {
      flush();
      blocks.push(node);
    }
  }
  flush();
  return blocks.length > 0 ? blocks : [xmlElement("p", {}, [])];
}

/** Contents with something between each two that have any. */
export function joined(parts: readonly (readonly XmlContent[])[], between: string): readonly XmlContent[] {
  return parts
    .filter((part) => part.length > 0)
    .flatMap((part, index) => (index === 0 ? part : [text(between), ...part]));
}

/**
 * A node as text. The library leaves `>` in text alone, and XML forbids it behind `]]` outside of a CDATA section; no
 * text or attribute can look like the beginning of one, for its `<` is escaped by then.
 */
export function toStorage(node: XmlContent): string {
  const xml = toXml(node, { closeEmptyElements: true });
  return xml.replace(/<!\[CDATA\[[\s\S]*?\]\]>|\]\]>/g, (found) => (found === "]]>" ? "]]&gt;" : found));
}

/** The rows within their frame, an element with a line end where they stand, each on a line of its own. */
export function rowsIn(frame: Element, rows: () => Iterable<XmlContent>): RowTexts {
  function* written(): Iterable<string> {
    const [open = "", close = ""] = toStorage(frame).split("\n");
    yield open;
    for (const row of rows()) yield `\n${toStorage(row)}`;
    yield `\n${close}`;
  }
  return { type: "rows", written };
}
