/** Markdown that people wrote, as a tree of HTML: from core's safe reading of it, so no tag of theirs is one. */
import type { Link, List, Nodes, Table } from "mdast";
import { contentClasses, handleAttribute } from "../../core/page-marks.ts";
import { linkReferences } from "../../core/references.ts";
import { readRichText } from "../../core/rich-text.ts";
import {
  type Attributes,
  type Content,
  contentOf,
  element,
  isElement,
  type Node,
  nodes,
  outsideLink,
} from "./element.ts";
import { linkItems } from "./references.ts";
import type { View } from "./view.ts";

/** Blocks of HTML for a text. */
export function richBlocks(markdown: string, view: View): Node[] {
  return nodes(blocks(readRichText(markdown, view.tracker).children, view));
}

/** The same for where only words fit: a single paragraph loses its element. */
export function richWords(markdown: string, view: View): Content {
  const [only, ...others] = richBlocks(markdown, view);
  if (only === undefined) return [];
  return others.length === 0 && isElement(only, "p") ? contentOf(only) : [only, ...others];
}

/** Words that are no Markdown, with what they name linked. */
export function richLine(words: string, view: View): Content[] {
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
      return element("p", {}, inline(node, view));
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

export function inlines(children: readonly Nodes[], view: View): Content[] {
  return children.map((node) => inline(node, view));
}

function inline(node: Nodes, view: View): Content {
  switch (node.type) {
    case "text":
      return linkItems(node.value, view);
    case "strong":
      return element("strong", {}, inlines(node.children, view));
    case "emphasis":
      return element("em", {}, inlines(node.children, view));
    case "delete":
      return element("s", {}, inlines(node.children, view));
    case "inlineCode":
      return element("code", {}, node.value);
    case "break":
      return element("br", {});
    case "link":
      // Whatever is inside of a link is words: a link in a link would be taken apart by the browser.
      return outsideLink(node.url, [wordsOf(node) || node.url], referenceAttributes(node));
    default:
      return "children" in node ? inlines(node.children, view) : "value" in node ? node.value : null;
  }
}

function referenceAttributes({ data }: Link): Attributes {
  if (data?.mention !== undefined) return { class: contentClasses.mention, [handleAttribute]: data.mention };
  return data?.ticket ? { class: "ref" } : {};
}

function wordsOf(node: Nodes): string {
  return "value" in node ? node.value : "children" in node ? node.children.map(wordsOf).join("") : "";
}
