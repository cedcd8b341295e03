/** Texts that a stranger could put into an item to act on the page, to break its table, or to hold its renderer up. */
import fc from "fast-check";
import type { Item } from "../../src/core/item.ts";
import { aComment, anItem } from "./builders.ts";

const scripts = [
  "<script>alert(1)</script>",
  "<ScRiPt src=//x.example.com></sCrIpT>",
  "<img src=x onerror=alert(1)>",
  "<svg/onload=alert(1)>",
  "<a href='javascript:alert(1)'>x</a>",
  "<iframe srcdoc='<script>alert(1)</script>'>",
  "<b onclick=alert(1)>bold</b>",
  "<br onclick=alert(1)>",
  "<br/><br ><BR>",
  "</li></ul></td></tr></table><script>alert(1)</script>",
  "<scr<!-- -->ipt>alert(1)</script>",
  "<scr<!---->ipt>alert(1)</scr<!---->ipt>",
  "<!-- <script>alert(1)</script> -->",
  "<!--",
  "-->",
  "<!-- a --> <script> <!-- b -->",
  "<![CDATA[ <script>alert(1)</script> ]]>",
  "]]>",
  "<?php system('x') ?>",
  "<!DOCTYPE html>",
  "<style>*{display:none}</style>",
  "<details><summary>x</summary>",
  "words\n<script>\nalert(1)\n</script>",
  "<div>\n\n**bold**\n\n</div>",
  "&lt;script&gt;alert(1)&lt;/script&gt;",
  "&amp;lt;script>",
  "&#60;script&#62;",
  "\\<script>alert(1)\\</script>",
  "`a`<!-- -->``b`<script>alert(1)</script>``",
  "`a`[](javascript:x)``b`<img src=x onerror=alert(1)>``",
  "`` ` ``<!-- -->`<script>`",
  "`<script>`|`<script>`",
  "<https://x.example.com/<script>>",
  "<a\n|\nb>",
  "</noscript><img src=x onerror=alert(1)>",
  "words </NoScript\n><script>alert(1)</script>",
  "<!--row--><!--cell--><tr>",
  "[x](https://x.example.com/</noscript><script>alert(1)</script>)",
];

const links = [
  "[x](javascript:alert(1))",
  "[x](JaVaScRiPt:alert(1))",
  "[x](<javascript:alert(1)>)",
  "[x](javascript&colon;alert(1))",
  "[x](javascript&amp;colon;alert(1))",
  "[x](javascript&amp;amp;colon;alert(1))",
  "[x](&#106;avascript:alert(1))",
  "[x](&amp;#106;avascript:alert(1))",
  "[x](&#x6A;avascript:alert(1))",
  "[x](java&Tab;script:alert(1))",
  "[x](java&NewLine;script:alert(1))",
  "[x](java&amp;Tab;script&amp;colon;alert(1))",
  "[x](<java\tscript:alert(1)>)",
  "[x](<\u0001javascript:alert(1)>)",
  "[x](\\javascript:alert(1))",
  "[x](javascript\\:alert(1))",
  "[x](data:text/html;base64,PHNjcmlwdD4=)",
  "[x](vbscript:msgbox)",
  "[x](file:///etc/passwd)",
  "<javascript:alert(1)>",
  "[x]( javascript:alert(1) 'title')",
  "[x][y]\n\n[y]: javascript:alert(1)",
  "[y]\n\n[y]: <javascript:alert(1)> 'z'",
  "![x](javascript:alert(1))",
  "![x](https://x.example.com/a.png)",
  "[![x](javascript:alert(1))](https://x.example.com)",
  "[![x](https://x.example.com/a.png)](javascript:alert(1))",
  "wow![x](https://x.example.com)",
  "wow!@mreyes",
  "[a\\[b\\](javascript:alert(1))](javascript:x)",
  "[a\\\\[b\\\\](javascript:alert(1))](javascript:x)",
  "[x](https://x.example.com/a|b)",
  "[x|y](https://x.example.com)",
  '[x](https://x.example.com/")<script>)',
  "[x](https://x.example.com 'a\"><script>alert(1)</script>')",
  "https://x.example.com/<script>|a",
  "www.x.example.com|a",
  "javascript:alert(1)",
  "mailto:a@b.example.com",
  "[x](//x.example.com) [y](/a:b) [z](#a:b) [w](a:b)",
  "[x](https://x.example.com/(((a)))",
];

const breakers = [
  "a | b || c |",
  "|",
  "\\|",
  "\\\\|",
  "`a|b`",
  "`a\\|b`",
  "`a\\\\|b`",
  "`|`|`|`",
  "```\na | b\n\\| c\n```",
  "    code | \\| code",
  "| a | b |\n| - | - |\n| `c | d` | e |",
  "`",
  "``a`",
  "```",
  "~~~\nnot closed",
  "```html\n<script>alert(1)</script>",
  "*a",
  "**a* b_ ~~c",
  "***",
  "---",
  "a\n---",
  "a\n===",
  "# Heading",
  "## Comments",
  "> quote\nlazy\n\n> > deeper",
  "- a\n  - b\n    1. c\n\n       d",
  "- [ ] open\n- [x] done | both",
  "1) a\n\n   ```\n   |\n   ```",
  "[^1] and\n\n[^1]: a note | here",
  "[^1]: only a note",
  "[a]: https://x.example.com",
  "a  \nb\\\nc",
  "\\",
  "a\\",
  "\u001b]0;x\u0007\u202e",
  "\u2028|\u2029|\u0085|\v|\f|\r|",
  "a\r\n| b |\r\n",
  "\uFEFF|\u00A0|",
  "&#124;&vert;&VerticalLine;",
  "\0|\0",
  "👩‍🍳|مرحبا",
  "#17 @mreyes DOUGH-12 @constructor CIR-1",
  "<ul><li>x</li></ul>|</ul>",
  "$|$",
  ":--|--:",
];

const heavy = [
  "[".repeat(10_000),
  "[a ".repeat(10_000),
  `${"[a ".repeat(10_000)}${"] ".repeat(10_000)}`,
  "[a](".repeat(10_000),
  `${"![a ".repeat(10_000)}${"](u)".repeat(10_000)}`,
  ">".repeat(10_000),
  "> a\n".repeat(10_000),
  Array.from({ length: 100 }, (_, depth) => `${"> ".repeat(depth)}a`).join("\n"),
  `${"*a ".repeat(10_000)}${"a* ".repeat(10_000)}`,
  `${"~~a ".repeat(5000)}${"a~~ ".repeat(5000)}`,
  "- ".repeat(10_000),
  "1. ".repeat(10_000),
  "[^a]: ".repeat(10_000),
  "<a ".repeat(10_000),
  "a <!-- ".repeat(10_000),
  "a <![CDATA[ ".repeat(5000),
  Array.from({ length: 400 }, (_, index) => `${"`".repeat(index + 1)}a`).join(" "),
  "|".repeat(10_000),
  "\\".repeat(10_000),
  "a.".repeat(20_000),
  "a@".repeat(10_000),
  "x".repeat(300_000),
  "- a\n".repeat(20_000),
  Array.from({ length: 200 }, (_, depth) => `${"\t".repeat(depth)}- a`).join("\n"),
];

/** By what they are after; each is tried in every place of an item and in the page's own prose. */
export const hostileTexts: readonly string[] = [...scripts, ...links, ...breakers];
export const heavyTexts: readonly string[] = heavy;

/** An item with a text in each of its places. */
export function filledWith(text: string, id: number): Item {
  return anItem({
    id,
    title: text,
    status: text,
    priority: text,
    area: text,
    owners: [text, "mreyes"],
    timeline: text,
    refs: [text],
    fields: { hostile: text },
    description: text,
    comments: [aComment(text, { author: text, date: text }), aComment(`words ${text}`)],
  });
}

/** How a failure names a text. */
export function nameOf(text: string): string {
  return JSON.stringify(text.length > 70 ? `${text.slice(0, 50)}… (${text.length})` : text);
}

/** Checks all texts on one page; where that fails, each on a page of its own, so that the failure names the text. */
export function expectOfAll(texts: readonly string[], check: (texts: readonly string[]) => void): void {
  try {
    check(texts);
  } catch (error) {
    for (const text of texts) {
      try {
        check([text]);
      } catch (cause) {
        throw new Error(`${nameOf(text)}: ${cause instanceof Error ? cause.message : cause}`, { cause });
      }
    }
    throw new Error(`only together, each alone is safe: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  }
}

const piece = fc.constantFrom(
  "<",
  ">",
  "</",
  "<script>",
  "<!--",
  "-->",
  "<br>",
  "&",
  "&amp;",
  "lt;",
  "colon;",
  "&colon;",
  "#106;",
  "javascript",
  ":",
  "(",
  ")",
  "](",
  "[",
  "]",
  "![",
  "!",
  "`",
  "``",
  "```",
  "\\",
  "|",
  "*",
  "**",
  "_",
  "~~",
  "\n",
  "\n\n",
  "  ",
  "    ",
  "- ",
  "> ",
  "1. ",
  "# ",
  "---",
  "[x]:",
  "[x]",
  "[^1]",
  "a",
  "b c",
  "https://x.example.com",
  "@mreyes",
  "DOUGH-1",
  "'",
  '"',
  "\t",
  "=",
);

/** Random rows of the signs that Markdown and HTML act on. */
export const hostileMarkdown = fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join(""));
