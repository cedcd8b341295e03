/**
 * Headings, paragraphs, quotes, and lists of one level, as most comments are. Their tree is made without a parser, which would
 * take half a millisecond a text and 35 to load; where a parser might see more, null. test/core/simple-text.test.ts holds the
 * two against each other.
 */
import type { Blockquote, Heading, List, Paragraph, PhrasingContent, Root } from "mdast";
import { readSimpleInline } from "./simple-inline.ts";

const bullet = /^- (?=\S)/;
const quote = /^> (?=\S)/;
/** Alone in its block, and without the signs that may end one. */
const heading = /^(#{1,6}) ([^\n#]+)$/;

/** The tree of a simple text; null where it may be more. */
export function readSimpleText(markdown: string): Root | null {
  const children: (Heading | Paragraph | List | Blockquote)[] = [];
  if (markdown === "") return { type: "root", children };
  for (const block of markdown.includes("\n\n") ? markdown.split(/\n(?:\n)+/) : [markdown]) {
    const words = readSimpleInline(block);
    if (words !== null) {
      children.push(paragraph(words));
      continue;
    }
    const read = readHeading(block) ?? readQuote(block) ?? readList(block);
    // A list behind a blank line goes on with the list before it.
    if (read === null || (read[0]?.type === "list" && children.at(-1)?.type === "list")) return null;
    children.push(...read);
  }
  return { type: "root", children };
}

function readHeading(block: string): Heading[] | null {
  const [, signs = "", words = ""] = heading.exec(block) ?? [];
  const children = words === "" ? null : readSimpleInline(words);
  return children && [{ type: "heading", depth: signs.length as Heading["depth"], children }];
}

function readQuote(block: string): Blockquote[] | null {
  const lines = block.split("\n");
  const children = lines.every((line) => quote.test(line))
    ? readSimpleInline(lines.map((line) => line.slice(2)).join("\n"))
    : null;
  return children && [{ type: "blockquote", children: [paragraph(children)] }];
}

/** A list, with a paragraph ahead perhaps. */
function readList(block: string): (Paragraph | List)[] | null {
  const lines = block.split("\n");
  const first = lines.findIndex((line) => bullet.test(line));
  if (first === -1) return null;
  const ahead = first === 0 ? [] : readSimpleInline(lines.slice(0, first).join("\n"));
  const entries = lines.slice(first).flatMap((line) => readEntry(line) ?? []);
  if (ahead === null || entries.length < lines.length - first) return null;
  return [...(first === 0 ? [] : [paragraph(ahead)]), list(entries)];
}

/** Null, too, where it may be a task. */
function readEntry(line: string): Paragraph | null {
  const words = bullet.test(line) && !/^- \[[ x]\]/i.test(line) ? readSimpleInline(line.slice(2)) : null;
  return words && paragraph(words);
}

function paragraph(children: PhrasingContent[]): Paragraph {
  return { type: "paragraph", children };
}

function list(entries: readonly Paragraph[]): List {
  return {
    type: "list",
    ordered: false,
    start: null,
    spread: false,
    children: entries.map((entry) => ({ type: "listItem", spread: false, checked: null, children: [entry] })),
  };
}
