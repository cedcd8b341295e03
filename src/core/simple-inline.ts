/**
 * The words of one paragraph without a parser: text, code, links, addresses, tags, emphasis that is not nested. What CommonMark
 * or GFM could read in more than one way is left to the parser: null.
 */
import type { Link, PhrasingContent } from "mdast";

type Emphasis = "emphasis" | "strong" | "delete";

/** What a line begins with at which a block begins, ends or changes its kind. */
const blockStart = /[\s#>=+|-]|\d{1,9}[.)]|:-|~~~|```/y;

/** Every other sign is no more than itself, wherever it stands. */
const words = /(?:[^\\`*_[\]<>~&|:@w\x00-\x09\x0B-\x1F\x7F-\x9F\u2028\u2029]+|w(?!ww\.))+/iy;
const code = /`(?!\s)[^`\n]+(?<!\s)`(?!`)/y;
/** Its words may hold code, and nothing else with brackets; longer ones would cost the square of a text made of brackets. */
const link = /\[((?:[^[\]`\\<>\n]|`[^`\n]{1,99}`){1,300})\]\(([^\s()<>\\`\x00-\x1F\x7F-\x9F]+)\)/y;
const entity = /&(?:#|[a-z][a-z\d]*;)/i;
const mark = /\*{1,2}(?!\*)|~~/y;
const emphases: ReadonlyMap<string, Emphasis> = new Map([
  ["*", "emphasis"],
  ["**", "strong"],
  ["~~", "delete"],
]);
/** A tag without attributes, as in `the file <sic>`; where a line begins it may be a block. */
const tag = /(?<!^|\n)<\/?[a-z][a-z\d-]*>/iy;
/** An address that ends where everybody would end it. */
const address = /:\/\/[a-z\d-]+(?:\.[a-z\d-]+)+(?::\d+)?(?:\/(?:[\w/.%#?=+-]*[a-z\d/])?)?(?=\)?[.,;!?]?(?:\s|$))/iy;
/** Behind a mention, what may be an address of mail. */
const secondAt = /@\S*@/y;
const scheme = /(?:^|[\s(])(https?)$/;

/** The nodes of a paragraph, its lines parted by line feeds; null where it may be more. */
export function readSimpleInline(paragraph: string): PhrasingContent[] | null {
  for (let start = 0; start <= paragraph.length; ) {
    const newline = paragraph.indexOf("\n", start);
    const end = newline === -1 ? paragraph.length : newline;
    if (end > start && (finds(blockStart, paragraph, start) || isBlank(paragraph[end - 1] ?? ""))) return null;
    start = end + 1;
  }
  return readNodes(paragraph, false);
}

/** Whether a sticky pattern finds something there; its `lastIndex` is then where that ends. */
function finds(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

function readNodes(text: string, inLink: boolean): PhrasingContent[] | null {
  if (text.includes("&") && entity.test(text)) return null;
  const nodes: PhrasingContent[] = [];
  const start = inLink ? "[" : " ";
  const end = inLink ? "]" : " ";
  /** What stands ahead of an emphasis that is not closed yet. */
  let outer: { readonly nodes: PhrasingContent[]; readonly type: Emphasis } | null = null;
  let inner = nodes;
  /** Where the words began that are read and in no node yet. */
  let from = 0;
  let at = 0;
  for (;;) {
    if (finds(words, text, at)) at = words.lastIndex;
    const sign = text[at];
    if (sign === undefined) break;
    const before = text[at - 1] ?? start;
    const after = text[at + 1] ?? end;
    switch (sign) {
      case "`":
        if (!finds(code, text, at) || before === "`") return null;
        pushWords(inner, text, from, at);
        from = code.lastIndex;
        inner.push({ type: "inlineCode", value: text.slice(at + 1, from - 1) });
        at = from;
        continue;
      case "*":
      case "~": {
        // A single tilde is none.
        if (sign === "~" && text.indexOf("~") === text.lastIndexOf("~")) break;
        if (!finds(mark, text, at)) return null;
        const type = emphases.get(text.slice(at, mark.lastIndex));
        const side = sideOf(before, text[mark.lastIndex] ?? end);
        if (type === undefined || side === null || (side === "closes") !== (outer !== null)) return null;
        pushWords(inner, text, from, at);
        from = mark.lastIndex;
        at = from;
        if (outer === null) {
          outer = { nodes: inner, type };
          inner = [];
          continue;
        }
        if (outer.type !== type) return null;
        outer.nodes.push({ type, children: inner });
        inner = outer.nodes;
        outer = null;
        continue;
      }
      case "[": {
        if (before === "!" || after === "^") return null;
        link.lastIndex = at;
        const found = inLink ? null : link.exec(text);
        if (found) {
          const next = link.lastIndex;
          const node = linkTo(found[2] ?? "", found[1] ?? "");
          if (node === null) return null;
          pushWords(inner, text, from, at);
          inner.push(node);
          from = next;
          at = next;
          continue;
        }
        break;
      }
      case "]":
        if (inLink || /[[(:]/.test(after)) return null;
        break;
      case ":":
        if (after === "/" && text[at + 2] === "/") {
          const name = inLink ? undefined : scheme.exec(text.slice(from, at))?.[1];
          if (name === undefined || !finds(address, text, at)) return null;
          const begin = at - name.length;
          pushWords(inner, text, from, begin);
          from = address.lastIndex;
          inner.push(addressLink(text.slice(begin, from)));
          at = from;
          continue;
        }
        break;
      case "@":
        if (!/[\s(]/.test(before) || finds(secondAt, text, at)) return null;
        break;
      case "_":
        if (!/[a-z\d]/i.test(before) || !/[a-z\d]/i.test(after)) return null;
        break;
      case "<":
        if (!/[a-z/!?]/i.test(after)) break;
        if (!finds(tag, text, at)) return null;
        pushWords(inner, text, from, at);
        from = tag.lastIndex;
        inner.push({ type: "html", value: text.slice(at, from) });
        at = from;
        continue;
      case ">":
      case "&":
        break;
      default:
        return null;
    }
    at += 1;
  }
  pushWords(inner, text, from, at);
  return outer === null ? nodes : null;
}

function pushWords(nodes: PhrasingContent[], text: string, from: number, end: number): void {
  if (end > from) nodes.push({ type: "text", value: text.slice(from, end) });
}

function linkTo(url: string, words: string): Link | null {
  if (entity.test(url)) return null;
  const children = readNodes(words, true);
  return children && { type: "link", title: null, url, children };
}

function addressLink(url: string): Link {
  return { type: "link", title: null, url, children: [{ type: "text", value: url }] };
}

/** Whether a mark opens an emphasis or closes one, by the signs beside it; null where it could do both, or neither. */
function sideOf(before: string, after: string): "opens" | "closes" | null {
  // Beside each other they are read by rules of their own.
  if (/[*~]/.test(before + after)) return null;
  const opens = !isBlank(after) && (!isMark(after) || isBlank(before) || isMark(before));
  const closes = !isBlank(before) && (!isMark(before) || isBlank(after) || isMark(after));
  return opens === closes ? null : opens ? "opens" : "closes";
}

function isBlank(sign: string): boolean {
  return (sign < "!" || sign > "~") && /\s/.test(sign);
}

/** Punctuation or a symbol. A half of a pair of code units may be one. */
function isMark(sign: string): boolean {
  return /[\p{P}\p{S}]/u.test(sign);
}
