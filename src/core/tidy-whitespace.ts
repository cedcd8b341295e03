/** Blanks that nobody sees: at the ends of front matter's lines, and the line end that the last line lacks. */
import { sameData } from "./change.ts";
import { readFrontMatter } from "./front-matter.ts";
import type { ItemText } from "./item-file.ts";
import { lineEnd } from "./lines.ts";

/** The text without them. Blanks that a value keeps, in a block of lines, stay. */
export function tidyWhitespace({ text, frontMatter }: ItemText): string {
  const head = text.slice(0, frontMatter.bodyStart);
  const tidied = tidyHead(head, frontMatter.keys);
  const end = text.endsWith("\n") ? "" : lineEnd(text);
  return tidied === head && end === "" ? text : tidied + text.slice(head.length) + end;
}

function tidyHead(head: string, keys: ItemText["frontMatter"]["keys"]): string {
  if (!/[ \t]\r?$/m.test(head)) return head;
  const tidied = head
    .split("\n")
    .map((line) => {
      const [bare, end] = line.endsWith("\r") ? [line.slice(0, -1), "\r"] : [line, ""];
      return bare.replace(/(?<![ \t])[ \t]+$/, "") + end;
    })
    .join("\n");
  const reading = readFrontMatter(tidied);
  return reading.ok && sameData([...reading.value.keys], [...keys]) ? tidied : head;
}
