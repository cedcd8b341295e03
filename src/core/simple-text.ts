/**
 * Markdown that is hardly any: headings, paragraphs of plain words, and lists of one level, as most comments are. Its tree is made
 * without a parser, which would take a millisecond a text and 35 to load; where a parser might see more, null.
 * test/core/simple-text.test.ts holds the two against each other.
 */
import type { Heading, List, Paragraph, Root, Text } from "mdast";

/** A line that no rule of Markdown or GFM acts on, whatever stands around it. */
const plainLine =
  /^(?![\s#>=+-]|\d{1,9}[.)]|:-)(?:[^\\`*_[\]<>~&|:@w\x00-\x1F\x7F-\x9F\u2028\u2029]|:(?!\/\/)|w(?!ww\.)|(?<![^\s(])@(?!\S*@))+(?<!\s)$/i;
const bullet = /^- (?=\S)/;
/** Alone in its block, and without the signs that may end one. */
const heading = /^(#{1,6}) ([^\n#]+)$/;

/** The tree of a simple text; null where it may be more. */
export function readSimpleText(markdown: string): Root | null {
  const children: (Heading | Paragraph | List)[] = [];
  if (markdown === "") return { type: "root", children };
  for (const block of markdown.split(/\n(?:\n)+/)) {
    const title = heading.exec(block);
    if (title?.[1] && isPlain(title[2] ?? "")) {
      children.push({ type: "heading", depth: title[1].length as Heading["depth"], children: [text(title[2] ?? "")] });
      continue;
    }
    const lines = block.split("\n");
    const first = lines.findIndex((line) => bullet.test(line));
    const [words, entries] = first === -1 ? [lines, []] : [lines.slice(0, first), lines.slice(first)];
    const texts = entries.map((line) => line.slice(2));
    if (!words.every(isPlain) || !entries.every((line) => bullet.test(line)) || !texts.every(isPlain)) return null;
    // A list behind a blank line goes on with the list before it.
    if (first === 0 && children.at(-1)?.type === "list") return null;
    if (words.length > 0) children.push(paragraph(words.join("\n")));
    if (texts.length > 0) children.push(list(texts));
  }
  return { type: "root", children };
}

function isPlain(line: string): boolean {
  return plainLine.test(line);
}

function paragraph(value: string): Paragraph {
  return { type: "paragraph", children: [text(value)] };
}

function text(value: string): Text {
  return { type: "text", value };
}

function list(texts: readonly string[]): List {
  return {
    type: "list",
    ordered: false,
    start: null,
    spread: false,
    children: texts.map((text) => ({ type: "listItem", spread: false, checked: null, children: [paragraph(text)] })),
  };
}
