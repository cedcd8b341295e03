import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makePage } from "../../src/core/page.ts";
import type { Tracker } from "../../src/core/tracker.ts";
import { renderMarkdown } from "../../src/render/markdown.ts";
import { cellMarkdown, escapeMarkdown } from "../../src/render/markdown-cell.ts";
import { safeProse } from "../../src/render/markdown-prose.ts";
import { aComment, anItem, aTracker } from "../support/builders.ts";
import { parseEachTextOnce } from "../support/known-trees.ts";
import { wordsOf } from "../support/page-audit.ts";
import { trials } from "../support/trials.ts";

parseEachTextOnce();

const tracker = aTracker();

function page(template: string, items = [anItem()], changes: Partial<Tracker> = {}): string {
  return renderMarkdown(makePage(aTracker({ template, ...changes }), items, "2026-10-22").page);
}

describe("the page in Markdown", () => {
  test("draws each marker of its template, and keeps the words between", () => {
    const template = `# Launch

Intro *as written*.

## Milestones

<!-- gtm:milestones -->

## Open

<!-- gtm:priorities -->

<!-- gtm:table is:open columns:number,legal-input,due,title,owners,timeline,status,refs,comments -->

Between.

<!-- gtm:table is:closed columns:title,closed -->

### By area

<!-- gtm:list is:open group:area -->

The end.
`;
    const items = [
      anItem({
        id: 1,
        title: "Price | list",
        owners: ["mreyes", "tokonkwo", "stranger"],
        refs: ["DOUGH-12", "CIR-3"],
        fields: { "legal-input": true },
        comments: [
          aComment("First.\n\n- a\n- b"),
          aComment("See @mreyes, @tokonkwo, @hnakata, @nobody, DOUGH-7 and CIR-1.", {
            author: "mreyes",
            date: "2026-10-20",
          }),
        ],
      }),
      anItem({
        id: 2,
        title: "1. Number first",
        area: null,
        priority: null,
        owners: [],
        due: null,
        timeline: null,
        status: "blocked",
      }),
      anItem({ id: 3, title: "- Dash first", area: "Pilot Bakeries" }),
      anItem({ id: 4, title: "Over", status: "done", closed: "2026-10-01" }),
    ];
    const milestones = [
      { date: "2026-11-10", end: "2026-11-12", title: "Fair (Ghent)", url: "https://fair.example.com/2026" },
      { date: "2026-10-30", end: null, title: "Freeze", url: null },
    ];
    expect(page(template, items, { milestones })).toMatchInlineSnapshot(`
      "# Launch

      Intro *as written*.

      ## Milestones

      - **2026-10-30** Freeze
      - **2026-11-10 – 2026-11-12** [Fair (Ghent)](https://fair.example.com/2026)

      ## Open

      - **P1**: Due within two weeks
      - **P2**: Due within four weeks

      | # | Legal input? | Due | Open item | Owner | Timeline | Status | Tickets | Comments |
      | --- | --- | --- | --- | --- | --- | --- | --- | --- |
      | 1 | Y | 2026-11-30 | Price \\| list | [Marisol Reyes](https://people.example.com/mreyes), [Tobe Okonkwo](mailto:tokonkwo@example.com), stranger | Nov'26 | In progress | [DOUGH-12](https://tickets.example.com/browse/DOUGH-12), CIR-3 | <ul><li>**2026-10-20 @mreyes** See [Marisol Reyes](https://people.example.com/mreyes), [Tobe Okonkwo](mailto:tokonkwo@example.com), @hnakata, @nobody, [DOUGH-7](https://tickets.example.com/browse/DOUGH-7) and CIR-1.</li><li>**2026-10-18** First.<ul><li>a</li><li>b</li></ul></li></ul> |
      | 2 |  |  | 1. Number first |  |  | Blocked |  |  |
      | 3 |  | 2026-11-30 | - Dash first | [Marisol Reyes](https://people.example.com/mreyes) | Nov'26 | In progress |  |  |

      Between.

      | Open item | Closed |
      | --- | --- |
      | Over | 2026-10-01 |

      ### By area

      #### Product

      1. Price \\| list ([DOUGH-12](https://tickets.example.com/browse/DOUGH-12), CIR-3, P2, [Marisol Reyes](https://people.example.com/mreyes), [Tobe Okonkwo](mailto:tokonkwo@example.com), @stranger)
         - **2026-10-20 @mreyes** See [Marisol Reyes](https://people.example.com/mreyes), [Tobe Okonkwo](mailto:tokonkwo@example.com), @hnakata, @nobody, [DOUGH-7](https://tickets.example.com/browse/DOUGH-7) and CIR-1.
         - **2026-10-18** First.<ul><li>a</li><li>b</li></ul>

      #### Pilot Bakeries

      1. \\- Dash first (P2, [Marisol Reyes](https://people.example.com/mreyes))

      #### (no area)

      1. 1\\. Number first

      The end.
      "
    `);
  });

  test("of nothing is a line end, and a table without items its headings", () => {
    expect(page("")).toBe("\n");
    expect(page("<!-- gtm:table is:closed columns:title,owners -->")).toBe(
      "| Open item | Owner |\n| --- | --- |\n\n<!-- written by gtm -->\n",
    );
    expect(page("<!-- gtm:milestones -->\n\n<!-- gtm:list is:closed -->")).toBe("\n");
  });

  test("puts a list's groups one heading below the prose before it", () => {
    for (const [heading, level] of [
      ["# A", "##"],
      ["### A", "####"],
      ["###### A", "######"],
      ["words", "##"],
    ]) {
      expect(page(`${heading}\n\n<!-- gtm:list group:area columns:title -->\n`)).toBe(
        `${heading}\n\n${level} Product\n\n1. Support\n`,
      );
    }
  });

  test("keeps a list an ordinary list, whatever its titles begin with", () => {
    const titles = ["1. a", "12) b", "- c", "+ d", "# e", "> f", "= g", "3 ovens", "*h*", "2-day fair", "[ ] i"];
    const items = titles.map((title, index) => anItem({ id: index + 1, title }));
    const list = page("<!-- gtm:list columns:title -->", items);
    expect(list).toMatchInlineSnapshot(`
      "1. 1\\. a
      2. 12\\) b
      3. \\- c
      4. \\+ d
      5. \\# e
      6. \\> f
      7. \\= g
      8. 3 ovens
      9. \\*h\\*
      10. 2-day fair
      11. \\[ \\] i
      "
    `);
    expect(wordsOf(list)).toBe(titles.join(""));
  });
});

describe("a cell", () => {
  test.each([
    ["plain words, with punctuation (and more)!", "plain words, with punctuation (and more)!"],
    ["**bold** and *thin* and ~~gone~~", "**bold** and *thin* and ~~gone~~"],
    ["__bold__ _thin_ snake_case", "**bold** *thin* snake_case"],
    ["a\nb", "a b"],
    ["a  \nb\\\nc", "a<br>b<br>c"],
    ["a<br>b<BR/>c", "a<br>b<br>c"],
    ["a\n\nb", "a<br><br>b"],
    ["- a\n- b\n  - c", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>"],
    ["1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"],
    ["- [x] a\n- [ ] b", "<ul><li>\\[x\\] a</li><li>\\[ \\] b</li></ul>"],
    ["> a\n> b", "<blockquote>a b</blockquote>"],
    ["# A **b**\n\nc", "**A b**<br><br>c"],
    ["#", ""],
    ["***", ""],
    ["`a|b` `` ` ``", "`a\\|b` `` ` ``"],
    ["`a\\|b`", "`a\\`\\|`b`"],
    ["```\na | b\n\n c\n```", "`a \\| b`<br><br>` c`"],
    ["| a | b |\n| - | - |\n| c | d |", "a \\| b<br>c \\| d"],
    ["[a](https://x.example.com/(b)|c)", "[a](https://x.example.com/%28b%29%7Cc)"],
    ["[a](javascript:x)", "a"],
    ["[a](x&amp;colon;y)", "[a](x&amp;colon;y)"],
    ["[a](https://x.example.com/?a=1&b=2)", "[a](https://x.example.com/?a=1&b=2)"],
    ["[](https://x.example.com)", "[https://x.example.com](https://x.example.com)"],
    ["![a](https://x.example.com)", "[a](https://x.example.com)"],
    ["wow![a](https://x.example.com)", "wow[a](https://x.example.com)"],
    ["wow\\![a](https://x.example.com)", "wow\\![a](https://x.example.com)"],
    ["<b>a</b> & &amp; &lt;", "&lt;b>a&lt;/b> & & &lt;"],
    ["a <!-- a note --> b", "a  b"],
    ["`a`<!-- -->`b`", "`a` `b`"],
    ["[a][b]\n\n[b]: https://x.example.com 'c'", "a<br><br>b: https://x.example.com c"],
    ["a[^1]\n\n[^1]: b", "a\\[^1\\]<br><br>\\[^1\\]: b"],
    ["hi @mreyes!", "hi [Marisol Reyes](https://people.example.com/mreyes)!"],
    ["@tokonkwo @hnakata @nobody a@mreyes", "[Tobe Okonkwo](mailto:tokonkwo@example.com) @hnakata @nobody a@mreyes"],
    ["hey!@mreyes", "hey\\![Marisol Reyes](https://people.example.com/mreyes)"],
    [
      "DOUGH-7, XDOUGH-7, DOUGH-7a, dough-7",
      "[DOUGH-7](https://tickets.example.com/browse/DOUGH-7), XDOUGH-7, DOUGH-7a, dough-7",
    ],
    ["[see @mreyes](https://x.example.com)", "[see @mreyes](https://x.example.com)"],
    ["\u001b[2J\u202e", "␛\\[2J�"],
  ])("of %j is %j", (markdown, cell) => {
    expect(cellMarkdown(markdown, tracker)).toBe(cell);
  });

  test("of plain text shows these words and no others, in a table or out of one", () => {
    const words = fc
      .oneof(
        fc.string({ unit: fc.constantFrom(..."ab *_`~|\\[]()<>&#!-+=.:;1\"'@/".split("")), maxLength: 30 }),
        fc.string({ unit: "grapheme", maxLength: 30 }),
      )
      .map((text) => text.replace(/[\s\p{Cc}]+/gu, " ").trim());
    fc.assert(
      fc.property(words, (text) => {
        const row = `| x${escapeMarkdown(text)}x |`;
        expect(wordsOf(`| a |\n| - |\n${row}\n`)).toBe(`ax${escapeMarkdownWords(text)}x`);
      }),
      trials.text,
    );
  });
});

/** What `escapeMarkdown` itself replaces for the eye. */
function escapeMarkdownWords(text: string): string {
  return text.replace(/[\u202A-\u202E\u2066-\u2069]/g, "\uFFFD");
}

describe("prose", () => {
  test.each([
    [
      "Words *as written*, `<b>` and [links](https://x.example.com).",
      "Words *as written*, `<b>` and [links](https://x.example.com).",
    ],
    ["a<br>b", "a<br>b"],
    ["<b>a</b>", "&lt;b>a&lt;/b>"],
    ["<!-- a note -->\n\nwords", "\n\nwords"],
    ["[a](javascript:x)", "\\[a\\](javascript:x)"],
    ["<javascript:x>", "\\<javascript:x>"],
    ["[a\\[b\\](javascript:y)](javascript:x)", "\\[a\\[b\\](javascript:y)\\](javascript:x)"],
    ["[a][b]\n\n[b]: javascript:x", "[a][b]\n\n\\[b\\]: javascript:x"],
    ["| a |\n| - |\n| <b> |", "| a |\n| - |\n| &lt;b> |"],
    ["```\n<script>\n```", "```\n<script>\n```"],
  ])("%j becomes %j", (markdown, prose) => {
    expect(safeProse(markdown)).toBe(prose);
  });

  test("is settled: safe prose is the same again", () => {
    const piece = fc.constantFrom(
      "<",
      ">",
      "<b>",
      "<!--",
      "-->",
      "[",
      "](",
      ")",
      "javascript:x",
      "\\",
      "`",
      "a",
      "\n",
      "&lt;",
    );
    fc.assert(
      fc.property(fc.string({ unit: piece, maxLength: 20 }), (text) => {
        expect(safeProse(safeProse(text))).toBe(safeProse(text));
      }),
      trials.text,
    );
  });
});
