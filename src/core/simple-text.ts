/**
 * Headings, paragraphs, quotes, and lists of one level, as most comments are. Their tree is made without a parser, which would take half
 * a millisecond a text and 35 to load; where a parser might see more, null. test/core/simple-text.test.ts holds the two against
 * each other.
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
  for (const block of markdown.split(/\n(?:\n)+/)) {
    const title = heading.exec(block);
    if (title?.[1] && title[2]) {
      const words = readSimpleInline(title[2]);
      if (words === null) return null;
      children.push({ type: "heading", depth: title[1].length as Heading["depth"], children: words });
      continue;
    }
    const lines = block.split("\n");
    if (lines.every((line) => quote.test(line))) {
      const words = readSimpleInline(lines.map((line) => line.slice(2)).join("\n"));
      if (words === null) return null;
      children.push({ type: "blockquote", children: [paragraph(words)] });
      continue;
    }
    const first = lines.findIndex((line) => bullet.test(line));
    const [words, entries] = first === -1 ? [lines, []] : [lines.slice(0, first), lines.slice(first)];
    if (!entries.every((line) => bullet.test(line))) return null;
    // A list behind a blank line goes on with the list before it.
    if (first === 0 && children.at(-1)?.type === "list") return null;
    const ahead = words.length > 0 ? readSimpleInline(words.join("\n")) : null;
    const listed = entries.flatMap((line) => readEntry(line) ?? []);
    if ((words.length > 0 && ahead === null) || listed.length < entries.length) return null;
    if (ahead) children.push(paragraph(ahead));
    if (listed.length > 0) children.push(list(listed));
  }
  return { type: "root", children };
}

/** Null, too, where it may be a task. */
function readEntry(line: string): Paragraph | null {
  const words = /^- \[[ x]\]/i.test(line) ? null : readSimpleInline(line.slice(2));
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
