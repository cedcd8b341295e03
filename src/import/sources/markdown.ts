/** Markdown text to blocks, line by line and in linear time; broken tables are tables here. */
import type { Block } from "./blocks.ts";
import { isRule, readList, readPastedList, startsList, startsPastedList } from "./markdown-list.ts";
import { readAligned, readTable, startsTable } from "./markdown-table.ts";

type Step = { readonly block: Block; readonly next: number };

function readHeading(line: string, at: number): Step | null {
  const [, signs, words = ""] = /^ {0,3}(#{1,6})(?![^ \t])(.*)$/s.exec(line) ?? [];
  const text = words
    .trim()
    .replace(/(?<=^| )#+$/, "")
    .trim();
  if (signs === undefined) return null;
  return { block: { kind: "heading", depth: signs.length, text, line: at + 1, source: line }, next: at + 1 };
}

function verbatim(lines: readonly string[], at: number, next: number): Step {
  return { block: { kind: "verbatim", line: at + 1, source: lines.slice(at, next).join("\n") }, next };
}

/** Fenced code and HTML comments run to their end, or to the page's. */
function readEnclosed(lines: readonly string[], at: number): Step | null {
  const line = lines[at] ?? "";
  const fence = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
  if (fence === undefined && !/^ {0,3}<!--/.test(line)) return null;
  const isEnd = (text = "") => (fence === undefined ? text.includes("-->") : text.trim().startsWith(fence));
  let end = fence === undefined ? at : at + 1;
  while (end < lines.length && !isEnd(lines[end])) end += 1;
  return verbatim(lines, at, Math.min(end + 1, lines.length));
}

/** A table of HTML runs to its end, tables within it and all; one that never ends runs to the page's. */
function readTableOfTags(lines: readonly string[], at: number): Step | null {
  if (!/^ {0,3}<table\b/i.test(lines[at] ?? "")) return null;
  let [next, depth] = [at, 0];
  do {
    const line = lines[next] ?? "";
    depth += (line.match(/<table\b/gi)?.length ?? 0) - (line.match(/<\/table\s*>/gi)?.length ?? 0);
    next += 1;
  } while (depth > 0 && next < lines.length);
  return verbatim(lines, at, next);
}

/** What stands at a line, unless that is a paragraph. */
function readSpecial(lines: readonly string[], at: number): Step | null {
  const line = lines[at] ?? "";
  const special =
    readHeading(line, at) ?? readEnclosed(lines, at) ?? readTableOfTags(lines, at) ?? readAligned(lines, at);
  if (special !== null) return special;
  if (startsTable(lines, at)) return readTable(lines, at);
  if (isRule(line)) return verbatim(lines, at, at + 1);
  if (startsPastedList(lines, at)) return readPastedList(lines, at);
  return startsList(line) ? readList(lines, at) : null;
}

function underlineIn(line = ""): string | undefined {
  return /^ {0,3}(=+|-{2,})[ \t]*$/.exec(line.slice(0, 200))?.[1];
}

function readParagraph(lines: readonly string[], at: number): Step {
  const isEnd = (line = "", index: number) =>
    line.trim() === "" || underlineIn(line) !== undefined || readSpecial(lines, index) !== null;
  let next = at + 1;
  while (next < lines.length && !isEnd(lines[next], next)) next += 1;
  const source = lines.slice(at, next).join("\n");
  const [text, line, sign] = [source.trim(), at + 1, underlineIn(lines[next])?.[0]];
  if (sign === undefined) return { block: { kind: "paragraph", text, line, source }, next };
  const depth = sign === "=" ? 1 : 2;
  return { block: { kind: "heading", depth, text, line, source: `${source}\n${lines[next]}` }, next: next + 1 };
}

/** A page's own front matter is no prose. */
function frontMatterEnd(lines: readonly string[]): number {
  if (lines[0]?.trimEnd() !== "---") return 0;
  const end = lines.slice(1, 500).findIndex((line) => /^(?:---|\.\.\.)\s*$/.test(line));
  const body = lines.slice(1, end + 1);
  return end > 0 && body.every((line) => /^(?:[\w-]+:|\s|#|-\s|$)/.test(line)) ? end + 2 : 0;
}

/** The blocks of a Markdown page. `text` has Unix line ends. */
export function readMarkdown(text: string): readonly Block[] {
  const lines = text.split("\n");
  const blocks: Block[] = [];
  let at = frontMatterEnd(lines);
  if (at > 0) blocks.push(verbatim(lines, 0, at).block);
  while (at < lines.length) {
    if ((lines[at] ?? "").trim() === "") at += 1;
    else {
      const step = readSpecial(lines, at) ?? readParagraph(lines, at);
      blocks.push(step.block);
      at = step.next;
    }
  }
  return blocks;
}
