/** Words, emphasis, links and mentions of a line, as storage format. */
import type { Nodes } from "mdast";
import type { Tracker } from "../core/tracker.ts";
import { mentionContent } from "./confluence-person.ts";
import { link, text, type XmlContent, xmlElement } from "./confluence-xml.ts";

const inlineTypes: ReadonlySet<string> = new Set([
  "text",
  "strong",
  "emphasis",
  "delete",
  "inlineCode",
  "break",
  "link",
]);

export function isInline(node: Nodes): boolean {
  return inlineTypes.has(node.type);
}

export function inlineContent(nodes: readonly Nodes[], tracker: Tracker): readonly XmlContent[] {
  return nodes.flatMap((node) => inline(node, tracker));
}

/** Confluence takes every other mark off code: it stands beside the emphasis, not in it. */
function emphasis(name: string, children: readonly Nodes[], tracker: Tracker): readonly XmlContent[] {
  const content = inlineContent(children, tracker);
  const isCode = (node: XmlContent | undefined) => node?.type === "element" && node.name === "code";
  const runs: XmlContent[][] = [];
  for (const node of content) {
    if (runs.length === 0 || isCode(node) || isCode(runs.at(-1)?.[0])) runs.push([node]);
    else runs.at(-1)?.push(node);
  }
  return runs.flatMap((run) => (isCode(run[0]) ? run : [xmlElement(name, {}, run)]));
}

function inline(node: Nodes, tracker: Tracker): readonly XmlContent[] {
  switch (node.type) {
    case "text":
      return [text(node.value)];
    case "strong":
      return emphasis("strong", node.children, tracker);
    case "emphasis":
      return emphasis("em", node.children, tracker);
    case "delete":
      return emphasis("del", node.children, tracker);
    case "inlineCode":
      return [xmlElement("code", {}, [text(node.value)])];
    case "break":
      return [xmlElement("br", {}, [])];
    case "link":
      return node.data?.mention !== undefined
        ? mentionContent(node.data.mention, tracker)
        : link(node.url, inlineContent(node.children, tracker));
    default:
      return "children" in node ? inlineContent(node.children, tracker) : [];
  }
}
