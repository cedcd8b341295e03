/**
 * HTML as elements of our own, where a string is text and nothing else: what strangers wrote can only become text or an
 * attribute's value, and both are escaped in one place. An element's content is written when it is made: a tree of ten thousand
 * rows costs more to keep than to write (docs/decisions/pages-in-pieces.md). The tests hold the output against an HTML parser.
 */
import { escapeHtml, unescapeHtml } from "../../core/html-text.ts";
import { printable } from "../../core/printable.ts";
import { isSafeAddress } from "../../core/rich-text.ts";

/** Undefined, null and false leave an attribute out; true is one without a value. */
export type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface Element {
  readonly tagName: string;
  readonly attributes: Attributes;
  readonly content: Inner;
}

/** Written already. */
export interface Written {
  readonly html: string;
}

/** Made when they are written, one by one: neither the rows of a large page nor their HTML are ever in memory as a whole. */
export interface Rows {
  readonly rows: () => Iterable<Node>;
}

/** HTML, in pieces where there are rows in between. */
type Inner = string | readonly (string | Rows)[];

export type Node = Element | Written | Rows | string;
export type Content = Node | null | readonly Content[];

/** Nulls are nothing, lists their members. */
export function element(tagName: string, attributes: Attributes, ...children: readonly Content[]): Element {
  return { tagName, attributes, content: writeInner(children) };
}

/** Contents side by side. */
export function nodes(contents: readonly Content[]): Node[] {
  const flat: Node[] = [];
  collect(contents, flat);
  return flat;
}

function collect(contents: readonly Content[], into: Node[]): void {
  for (let at = 0, content = contents[0]; content !== undefined; content = contents[++at]) {
    if (content === null || content === "") continue;
    if (Array.isArray(content)) collect(content, into);
    else into.push(content as Node);
  }
}

export function isElement(node: Node | undefined, tagName?: string): node is Element {
  return typeof node === "object" && "tagName" in node && (tagName === undefined || node.tagName === tagName);
}

export function isNothing(content: Content): boolean {
  if (content === null || typeof content === "string") return content === null || content === "";
  return Array.isArray(content) ? content.every(isNothing) : "html" in content && content.html === "";
}

/**
 * A link out of the page, or its words alone where the address is no web or mail address. It opens nowhere else (no target), and
 * the page's head keeps its own address to itself: a rel on each link would be a tenth of a long page.
 */
export function outsideLink(url: string, words: readonly Content[], attributes: Attributes = {}): Content {
  if (!isSafeAddress(url)) return words;
  return element("a", { ...attributes, href: url }, words);
}

/** The words of an element as they are read. */
export function textOf(element: Element): string {
  return unescapeHtml(writtenHtml(contentOfElement(element)).replace(/<[^>]*>/g, ""));
}

/** The HTML as a whole. */
export function writtenHtml(content: Content): string {
  if (typeof content === "string") return escapeText(content);
  const html = writeInner([content]);
  return typeof html === "string" ? html : [...write(content)].join("");
}

/** What an element holds, as the content of another. */
export function contentOfElement({ content }: Element): Content {
  return typeof content === "string"
    ? { html: content }
    : content.map((piece) => (typeof piece === "string" ? { html: piece } : piece));
}

/** The HTML in pieces: one a row, and what stands between rows. */
export function* write(content: Content): Iterable<string> {
  const html = writeInner([content]);
  for (const piece of typeof html === "string" ? [html] : html) {
    if (typeof piece === "string") yield piece;
    else for (const row of piece.rows()) yield* write(row);
  }
}

/** HTML as it grows. */
interface Sheet {
  /** What is done, up to the last rows. */
  pieces: (string | Rows)[] | null;
  html: string;
}

function writeInner(contents: readonly Content[]): Inner {
  const sheet: Sheet = { pieces: null, html: "" };
  writeAll(sheet, contents);
  return sheet.pieces === null ? sheet.html : [...sheet.pieces, sheet.html];
}

/** By index: a page is over before V8 optimizes this, and until then `for … of` takes four times as long. */
function writeAll(sheet: Sheet, contents: readonly Content[]): void {
  for (let at = 0, content = contents[0]; content !== undefined; content = contents[++at]) writeOn(sheet, content);
}

function writeOn(sheet: Sheet, content: Content): void {
  if (content === null) return;
  if (typeof content === "string") sheet.html += escapeText(content);
  else if ("tagName" in content) writeElement(sheet, content);
  else if ("html" in content) sheet.html += content.html;
  else if ("rows" in content) {
    sheet.pieces ??= [];
    sheet.pieces.push(sheet.html, content);
    sheet.html = "";
  } else writeAll(sheet, content);
}

const voidElements = new Set(["meta", "br", "hr", "input"]);

function writeElement(sheet: Sheet, element: Element): void {
  const { tagName, attributes, content } = element;
  sheet.html += `<${tagName}`;
  for (const name in attributes) {
    const value = attributes[name];
    if (value === true) sheet.html += ` ${name}`;
    else if (value !== undefined && value !== null && value !== false)
      sheet.html += ` ${name}="${typeof value === "number" ? value : escapeText(value)}"`;
  }
  sheet.html += ">";
  if (voidElements.has(tagName)) return;
  if (typeof content === "string") sheet.html += content;
  else writeOn(sheet, contentOfElement(element));
  sheet.html += `</${tagName}>`;
}

/** What has to be escaped, or shown by another sign: most words hold none of it. */
const special = /[&<>"\x00-\x08\x0B-\x1F\x7F-\x9F\u202A-\u202E\u2066-\u2069]/;

/** Safe as text and between double quotes; control characters become signs that can be seen. */
function escapeText(text: string): string {
  return special.test(text) ? escapeHtml(printable(text)) : text;
}
