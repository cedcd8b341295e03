/** HTML to blocks: pages that Confluence, Word and Google Docs export or show. What is no row or entry carries its text as Markdown, so that a page can be written from it. */
import type { PageRefusal } from "../reading.ts";
import { type Block, type Entry, type List, paragraph } from "./blocks.ts";
import { quote, type SourceTree } from "./element.ts";
import { bodyMarkdown, codeMarkdown, type Flow, type ItemFlow } from "./flow-markdown.ts";
import { readFlow } from "./html-flow.ts";
import { readStyleSheet, type StyleSheet } from "./html-look.ts";
import { readHtmlTable } from "./html-table.ts";
import { parseHtml } from "./html-tree.ts";
import { readOwnHtml } from "./own-page.ts";
import { writeRuns } from "./runs.ts";

function toEntry(item: ItemFlow, below: readonly Flow[], page: SourceTree): Entry {
  const [text, body] = [writeRuns(item.runs), bodyMarkdown(below, item.level, page.own)];
  const source = quote(page, item) ?? bodyMarkdown([item, ...below], item.level - 1, page.own);
  return { line: item.line, text, body, done: item.done, source };
}

function isInside(flow: Flow | undefined, level: number): boolean {
  return flow !== undefined && "level" in flow && flow.level > (flow.kind === "item" ? level : 0);
}

/** Everything that belongs to the list which begins at `from`; `next` is the first flow behind it. */
function readList(flows: readonly Flow[], from: number, { level, line, ordered }: ItemFlow, page: SourceTree) {
  const entries: Entry[] = [];
  let next = from;
  for (let item = flows[from]; item?.kind === "item" && item.ordered === ordered; item = flows[next]) {
    const first = next + 1;
    do next += 1;
    while (isInside(flows[next], level));
    entries.push(toEntry(item, flows.slice(first, next), page));
  }
  const source = bodyMarkdown(flows.slice(from, next), level - 1, page.own);
  const list: List = { kind: "list", entries, line, source };
  return { list, next };
}

function toBlocks(flow: Exclude<Flow, ItemFlow>, page: SourceTree, sheet: StyleSheet): readonly Block[] {
  const { line } = flow;
  switch (flow.kind) {
    case "heading": {
      const text = writeRuns(flow.runs, "label").replaceAll("\n", " ");
      return [{ kind: "heading", depth: flow.depth, text, line, source: `${"#".repeat(flow.depth)} ${text}` }];
    }
    case "text":
      return [paragraph(writeRuns(flow.runs), line)];
    case "code":
      return [{ kind: "verbatim", line, source: codeMarkdown(flow.text) }];
    case "rule":
      return [{ kind: "verbatim", line, source: "---" }];
    case "table":
      return readHtmlTable(flow.element, page, sheet);
  }
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
