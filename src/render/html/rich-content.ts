/** Markdown that people wrote, as a tree of HTML: from core's safe reading of it, so no tag of theirs is one. */
import type { List, Nodes, Table } from "mdast";
import { onceAWord } from "../../core/once-a-word.ts";
import { contentClasses } from "../../core/page-marks.ts";
import { linkReferences } from "../../core/references.ts";
import { readRichText } from "../../core/rich-text.ts";
import {
  type Content,
  contentOfElement,
  element,
  isElement,
  type Node,
  nodes,
  outsideLink,
  type Written,
  writtenHtml,
} from "./element.ts";
import { linkItems, personLink } from "./references.ts";
import type { View } from "./view.ts";

/** Blocks of HTML for a text. */
export function richBlocks(markdown: string, view: View): Node[] {
  return nodes(blocks(readRichText(markdown, view.tracker).children, view));
}

/** The same for where only words fit: a single paragraph loses its element. */
export function richWords(markdown: string, view: View): Content {
  const [only, ...others] = richBlocks(markdown, view);
  if (only === undefined) return [];
  return others.length === 0 && isElement(only, "p") ? contentOfElement(only) : [only, ...others];
}

/** Words that are no Markdown, with what they name linked. */
export function richLine(words: string, view: View): Written {
  return inlines(linkReferences(words, view.tracker), view);
}

function blocks(parents: readonly Nodes[], view: View): Content[] {
  return parents.map((node) => block(node, view));
}

export function block(node: Nodes, view: View): Content {
  switch (node.type) {
    case "paragraph":
      return element("p", {}, inlines(node.children, view));
    case "heading":
      return element("p", {}, element("strong", {}, inlines(node.children, view)));
    case "list":
      return list(node, view);
    case "blockquote":
      return element("blockquote", {}, blocks(node.children, view));
    case "code":
      return element("pre", {}, element("code", {}, node.value));
    case "table":
      return table(node, view);
    case "thematicBreak":
      return element("hr", {});
    default:
      return element("p", {}, inlines([node], view));
  }
}

function list({ ordered, start, children }: List, view: View): Content {
  const entries = children.map(({ checked, children: content }) => {
    const box = checked === null || checked === undefined ? "" : checked ? "☑ " : "☐ ";
    const [only, ...others] = content;
    const isTight = only?.type === "paragraph" && others.every(({ type }) => type === "list");
    return element(
      "li",
      {},
      box,
      isTight ? [inlines(only.children, view), blocks(others, view)] : blocks(content, view),
    );
  });
  return element(ordered ? "ol" : "ul", ordered && start !== null && start !== 1 ? { start } : {}, entries);
}

function table({ children }: Table, view: View): Content {
  const rows = children.map((row, index) =>
    element(
      "tr",
      {},
      row.children.map((cell) =>
        element(index === 0 ? "th" : "td", index === 0 ? { scope: "col" } : {}, inlines(cell.children, view)),
      ),
    ),
  );
  return element("table", { class: "plain" }, element("tbody", {}, rows));
}

/** Words with their marks, written as they are read: most of a page is these. */
export function inlines(children: readonly Nodes[], view: View): Written {
  return { html: inlineHtml(children, view) };
}

function inlineHtml(children: readonly Nodes[], view: View): string {
  let html = "";
  for (let at = 0, node = children[0]; node !== undefined; node = children[++at]) html += inline(node, view);
  return html;
}

function inline(node: Nodes, view: View): string {
  switch (node.type) {
    case "text":
      return writtenHtml(linkItems(node.value, view));
    case "strong":
      return `<strong>${inlineHtml(node.children, view)}</strong>`;
    case "emphasis":
      return `<em>${inlineHtml(node.children, view)}</em>`;
    case "delete":
      return `<s>${inlineHtml(node.children, view)}</s>`;
    case "inlineCode":
      return `<code>${writtenHtml(node.value)}</code>`;
    case "break":
      return "<br>";
    case "link":
      if (node.data?.mention !== undefined) return mention(node.data.mention, view.tracker);
      // Whatever is inside of a link is words: a link in a link would be taken apart by the browser.
      return writtenHtml(outsideLink(node.url, [inlineWords(node)], node.data?.ticket ? { class: "ref" } : {}));
    default:
      return "children" in node ? inlineHtml(node.children, view) : "value" in node ? writtenHtml(node.value) : "";
  }
}

const mention = onceAWord((handle, tracker) => writtenHtml(personLink(handle, tracker, contentClasses.mention)));

/** The words of a text as they are read. */
export function inlineWords(node: Nodes): string {
  if ("value" in node) return node.value;
  const words = "children" in node ? node.children.map(inlineWords).join("") : "";
  return node.type === "link" ? words || node.url : words;
}
