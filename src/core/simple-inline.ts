/**
 * The words of one paragraph without a parser: text, code, links, addresses, tags, emphasis that is not nested. What CommonMark
 * or GFM could read in more than one way is left to the parser: null.
 */
import type { Link, PhrasingContent } from "mdast";

type Emphasis = "emphasis" | "strong" | "delete";

/** A line at which no block begins, ends or changes its kind. */
const plainLine = /^(?![\s#>=+|-]|\d{1,9}[.)]|:-|~~~|```).*(?<!\s)$/s;

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
const scheme = /(?:^|[\s(])(https?)$/;

/** The nodes of a paragraph, its lines parted by line feeds; null where it may be more. */
export function readSimpleInline(paragraph: string): PhrasingContent[] | null {
  return paragraph.split("\n").every((line) => plainLine.test(line)) ? readNodes(paragraph, false) : null;
}

function readNodes(text: string, inLink: boolean): PhrasingContent[] | null {
  if (entity.test(text)) return null;
  const nodes: PhrasingContent[] = [];
  const [start, end] = inLink ? ["[", "]"] : [" ", " "];
  /** What stands ahead of an emphasis that is not closed yet. */
  let outer: { readonly nodes: PhrasingContent[]; readonly type: Emphasis } | null = null;
  let inner = nodes;
  let plain = "";
  const flush = () => {
    if (plain !== "") inner.push({ type: "text", value: plain });
    plain = "";
  };
  let at = 0;
  /** What a sticky pattern finds here; "" for nothing. */
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return "";
    const start = at;
    at = pattern.lastIndex;
    return text.slice(start, at);
  };
  while (at < text.length) {
    plain += take(words);
    const sign = text[at];
    if (sign === undefined) break;
    const [before = start, after = end] = [text[at - 1], text[at + 1]];
    switch (sign) {
      case "`": {
        const found = take(code);
        if (found === "" || before === "`") return null;
        flush();
        inner.push({ type: "inlineCode", value: found.slice(1, -1) });
        continue;
      }
      case "*":
      case "~": {
        // A single tilde is none.
        if (sign === "~" && text.indexOf("~") === text.lastIndexOf("~")) break;
        const type = emphases.get(take(mark));
        const side = sideOf(before, text[at] ?? end);
        if (type === undefined || side === null || (side === "closes") !== (outer !== null)) return null;
        flush();
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
          at = link.lastIndex;
          const node = linkTo(found[2] ?? "", found[1] ?? "");
          if (node === null) return null;
          flush();
          inner.push(node);
          continue;
        }
        break;
      }
      case "]":
        if (inLink || /[[(:]/.test(after)) return null;
        break;
      case ":":
        if (after === "/" && text[at + 2] === "/") {
          const found = inLink ? null : scheme.exec(plain);
          const rest = found ? take(address) : "";
          if (!found?.[1] || rest === "") return null;
          plain = plain.slice(0, -found[1].length);
          flush();
          inner.push(addressLink(found[1] + rest));
          continue;
        }
        break;
      case "@":
        if (!/[\s(]/.test(before) || /^@\S*@/.test(text.slice(at))) return null;
        break;
      case "_":
        if (!/[a-z\d]/i.test(before) || !/[a-z\d]/i.test(after)) return null;
        break;
      case "<": {
        if (!/[a-z/!?]/i.test(after)) break;
        const value = take(tag);
        if (value === "") return null;
        flush();
        inner.push({ type: "html", value });
        continue;
      }
      case ">":
      case "&":
        break;
      default:
        return null;
    }
    plain += sign;
    at += 1;
  }
  flush();
  return outer === null ? nodes : null;
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
  return /\s/.test(sign);
}

/** Punctuation or a symbol. A half of a pair of code units may be one. */
function isMark(sign: string): boolean {
  return /[\p{P}\p{S}]/u.test(sign);
}
