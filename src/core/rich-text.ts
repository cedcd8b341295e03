/**
 * Markdown that strangers wrote, as a tree that every renderer may draw: no raw HTML (it becomes the text that it is),
 * no address but http, https and mailto, and mentions and tickets made into links.
 */
import type { Nodes, Paragraph, Root, RootContent, Text } from "mdast";
import { parseMarkdown } from "./markdown-parser.ts";
import { linkReferences, mayHaveReferences } from "./references.ts";
import { readSimpleText } from "./simple-text.ts";
import type { Tracker } from "./tracker.ts";

/** Nesting beyond which text is shown as it was typed: a page never needs it, and trees are walked recursively. */
const depthLimit = 30;

/** The safe tree of a text; mentions and tickets are linked as the tracker has them. */
export function readRichText(markdown: string, tracker: Tracker): Root {
  const simple = readSimpleText(markdown);
  if (!simple && isTooDeep(markdown)) return { type: "root", children: [paragraph(markdown)] };
  const root = simple ?? parseMarkdown(markdown);
  return { type: "root", children: safeChildren(root.children, false, tracker) as RootContent[] };
}

/** Longer texts than any cell of a page holds: 64 KB, or this many lines. A parser's time grows with their square. */
const sizeLimit = 64 * 1024;
const lineLimit = 2000;

/** Marks left open in one paragraph; with words in between, they cost a parser the square or the cube of their number. */
const openLimit = 100;

/** Block marks or brackets in a row, or deep indents: what nests without words in between. */
const nesting = new RegExp(
  `(?:(?:[>*+\\-[!_~(]|\\d{1,9}[.)]|\\[\\^[^\\]\\s]{1,99}\\]:)\\s*){${depthLimit * 4}}|^(?: {2}|\\t){${depthLimit},}\\S`,
  "m",
);

/** True of a text that no page needs to have drawn, and that could hold a parser up or overflow a stack. */
export function isTooDeep(markdown: string): boolean {
  if (markdown.length > sizeLimit || nesting.test(markdown)) return true;
  const lines = markdown.split("\n");
  return lines.length > lineLimit || markdown.split(/\n[ \t]*\n/).some(leavesManyOpen);
}

/** Marks of one paragraph, open or not: a parser's time grows with their square. */
const marksLimit = 3000;

function leavesManyOpen(paragraph: string): boolean {
  if (paragraph.length > marksLimit && paragraph.split(listItem).some(hasManyMarks)) return true;
  const open = new Map<string, number>();
  const count = (kind: string, change: number) => {
    const now = Math.max(0, (open.get(kind) ?? 0) + change);
    open.set(kind, now);
    return now > openLimit;
  };
  const fences = new Set(paragraph.match(/`+/g));
  if (fences.size > depthLimit) return true;
  for (const { 0: mark, index } of paragraph.matchAll(/[[\]()<>]|[*_~]+/g)) {
    const [before = " ", after = " "] = [paragraph[index - 1], paragraph[index + mark.length]];
    const place = "[(<])>".indexOf(mark);
    const isOpening = place === -1 ? /\S/.test(after) && /[\s\p{P}\p{S}]/u.test(before) : place < 3;
    if (count(place === -1 ? mark.slice(0, 1) : "[(<".charAt(place % 3), isOpening ? 1 : -1)) return true;
  }
  return false;
}

/** Where a paragraph ends without a blank line. */
const listItem = /\n(?= {0,3}[-*+] +\S)/;

function hasManyMarks(paragraph: string): boolean {
  return (paragraph.match(/[*_~]+|[[\]]/g)?.length ?? 0) > marksLimit;
}

/** Only web and mail addresses, and those relative to the page, are addresses. */
export function isSafeAddress(url: string): boolean {
  // As nearly all are, without a sign that a browser would pass over.
  if (/^(?:https?:|mailto:)[!-~]*$/i.test(url)) return true;
  const bare = url.replace(/[\s\p{Cc}]/gu, "");
  return /^(?:https?:|mailto:)/i.test(bare) || !/^[^/?#]*:/.test(bare);
}

/** The same list where nothing has to be done to a node, as is usual. */
function safeChildren(nodes: readonly Nodes[], inLink: boolean, tracker: Tracker): readonly Nodes[] {
  let safe: Nodes[] | null = null;
  for (let at = 0, node = nodes[0]; node !== undefined; node = nodes[++at]) {
    const made = safeNode(node, inLink, tracker);
    if (safe === null && made !== node) safe = nodes.slice(0, at);
    if (safe === null) continue;
    if (Array.isArray(made)) safe.push(...made);
    else safe.push(made as Nodes);
  }
  return safe ?? nodes;
}

/** The node itself, or what stands for it. */
function safeNode(node: Nodes, inLink: boolean, tracker: Tracker): Nodes | readonly Nodes[] {
  switch (node.type) {
    case "text":
      return inLink || !mayHaveReferences(node.value) ? node : linkReferences(node.value, tracker);
    case "inlineCode":
      return node;
    case "html":
      return safeHtml(node.value);
    case "definition":
      // `[note]: # "words"` leads nowhere: it is how people write a note that no page shows.
      if (node.url === "#") return [];
      // Links by reference show their words; the address is a line of its own, as it was typed.
      return [paragraph(`${node.label ?? node.identifier}: ${[node.url, node.title].filter(Boolean).join(" ")}`)];
    case "footnoteDefinition": {
      const [first, ...others] = safeChildren(node.children, inLink, tracker);
      const mark = textNode(`[^${node.identifier}]: `);
      return first?.type === "paragraph"
        ? [{ ...first, children: [mark, ...first.children] }, ...others]
        : [mark, ...(first ? [first] : []), ...others];
    }
    case "yaml":
      return [];
    case "footnoteReference":
      return [{ type: "text", value: `[^${node.identifier}]` }];
    case "image":
      return isSafeAddress(node.url) && !inLink
        ? [{ type: "link", url: node.url, children: [{ type: "text", value: node.alt || node.url }] }]
        : [{ type: "text", value: node.alt || node.url }];
    case "imageReference":
      return [{ type: "text", value: node.alt ?? node.identifier }];
    case "linkReference":
      return safeChildren(node.children, inLink, tracker);
    case "link": {
      const children = safeChildren(node.children, true, tracker);
      return isSafeAddress(node.url) && !inLink ? withChildren(node, children) : children;
    }
    default:
      return "children" in node ? withChildren(node, safeChildren(node.children, inLink, tracker)) : node;
  }
}

function withChildren(node: Extract<Nodes, { children: unknown }>, children: readonly Nodes[]): Nodes {
  return children === node.children ? node : ({ ...node, children } as Nodes);
}

/** A `<br>` is what people mean by it; every other tag is text, and HTML comments are notes that no page shows. */
function safeHtml(html: string): Nodes[] {
  if (/^<br\s*\/?>$/i.test(html)) return [{ type: "break" }];
  const shown = html.replace(/<!--[\s\S]*?(?:-->|$)/g, "");
  return shown === "" ? [] : [{ type: "text", value: shown }];
}

function paragraph(value: string): Paragraph {
  return { type: "paragraph", children: [textNode(value)] };
}

function textNode(value: string): Text {
  return { type: "text", value };
}
