import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diffItems } from "../../src/core/diff.ts";
import { makePage } from "../../src/core/page.ts";
import type { Tracker } from "../../src/core/tracker.ts";
import { cellMarkdown, escapeMarkdown } from "../../src/render/markdown-cell.ts";
import { safeProse } from "../../src/render/markdown-prose.ts";
import { aComment, anItem, aTracker } from "../support/builders.ts";
import { parseEachTextOnce } from "../support/known-trees.ts";
import { wordsOf } from "../support/page-audit.ts";
import { renderMarkdown } from "../support/rendered.ts";
import { trials } from "../support/trials.ts";

parseEachTextOnce();

const tracker = aTracker();

function page(template: string, items = [anItem()], changes: Partial<Tracker> = {}): string {
  return renderMarkdown(makePage(aTracker({ template, ...changes }), items, "2026-10-22").page);
}

/** The same without the line of the day and its figures. */
function bare(...given: Parameters<typeof page>): string {
  return page(...given).replace(/^((?:#[^\n]*\n\n)?)\*As of [^\n]*\*\n\n?/, "$1");
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

      *As of 2026-10-22: 3 open, 1 blocked, 1 without an owner; 1 closed*

      Intro *as written*.

      ## Milestones

      - **2026-10-30** Freeze
      - **2026-11-10 – 2026-11-12** [Fair (Ghent)](https://fair.example.com/2026)

      ## Open

      - **P1**: Due within two weeks
      - **P2**: Due within four weeks

      | # | Legal input? | Due | Open item | Owner | Timeline | Status | Tickets |
      | --- | --- | --- | --- | --- | --- | --- | --- |
      | 1 | Y | 2026-11-30 | [Price \\| list](#item-1) | [Marisol Reyes](https://people.example.com/mreyes), [Tobe Okonkwo](mailto:tokonkwo@example.com), stranger | Nov'26 | In progress | [DOUGH-12](https://tickets.example.com/browse/DOUGH-12), CIR-3 |
      | 2 |  |  | [1. Number first](#item-2) |  |  | Blocked |  |
      | 3 |  | 2026-11-30 | [- Dash first](#item-3) | [Marisol Reyes](https://people.example.com/mreyes) | Nov'26 | In progress |  |

      <!-- columns ["#","Legal input?","Due","Open item","Owner","Timeline","Status","Tickets","Comments"] -->

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

      ## Comments

      ### Item 1

      **Price \\| list**<br>
      **Legal input?** Y ·
      **Due** 2026-11-30 ·
      **Owner** [Marisol Reyes](https://people.example.com/mreyes), [Tobe Okonkwo](mailto:tokonkwo@example.com), stranger ·
      **Timeline** Nov'26 ·
      **Status** In progress ·
      **Tickets** [DOUGH-12](https://tickets.example.com/browse/DOUGH-12), CIR-3 ·
      [↑ Open](#open)

      - **2026-10-20 @mreyes** See [Marisol Reyes](https://people.example.com/mreyes), [Tobe Okonkwo](mailto:tokonkwo@example.com), @hnakata, @nobody, [DOUGH-7](https://tickets.example.com/browse/DOUGH-7) and CIR-1.
      - **2026-10-18** First.<ul><li>a</li><li>b</li></ul>

      ### Item 2

      **1. Number first**<br>
      **Status** Blocked ·
      [↑ Open](#open)

      ### Item 3

      **- Dash first**<br>
      **Due** 2026-11-30 ·
      **Owner** [Marisol Reyes](https://people.example.com/mreyes) ·
      **Timeline** Nov'26 ·
      **Status** In progress ·
      [↑ Open](#open)

      <!-- written by gtm -->
      "
    `);
  });

  test("of nothing is a line end, and a table without items its headings", () => {
    expect(page("")).toBe("\n");
    expect(bare("<!-- gtm:table is:closed columns:title,owners -->")).toBe(
      "| Open item | Owner |\n| --- | --- |\n\n<!-- written by gtm -->\n",
    );
    expect(bare("<!-- gtm:milestones -->\n\n<!-- gtm:list is:closed -->")).toBe("");
  });

  test("puts a list's groups one heading below the prose before it", () => {
    for (const [heading, level] of [
      ["# A", "##"],
      ["### A", "####"],
      ["###### A", "######"],
      ["words", "##"],
    ]) {
      expect(bare(`${heading}\n\n<!-- gtm:list group:area columns:title -->\n`)).toBe(
        `${heading}\n\n${level} Product\n\n1. Support\n`,
      );
    }
  });

  test("keeps a list an ordinary list, whatever its titles begin with", () => {
    const titles = ["1. a", "12) b", "- c", "+ d", "# e", "> f", "= g", "3 ovens", "*h*", "2-day fair", "[ ] i"];
    const items = titles.map((title, index) => anItem({ id: index + 1, title }));
    const list = bare("<!-- gtm:list columns:title -->", items);
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

describe("a page on a forge", () => {
  const template = "# Launch\n\n## Open items\n\n<!-- gtm:table columns:number,due,title,owners,status,comments -->";

  test("begins with the day and its figures, below its title; what is nought is left out", () => {
    const items = [
      anItem({ id: 1, status: "blocked", due: "2026-10-20", owners: [] }),
      anItem({ id: 2, due: null, comments: [aComment("Begun.", { date: "2026-10-20" })] }),
      anItem({ id: 3, status: "done", closed: "2026-10-01" }),
    ];
    expect(page(template, items).split("\n").slice(0, 4)).toEqual([
      "# Launch",
      "",
      "*As of 2026-10-22: 2 open, 1 blocked, 1 overdue, 1 without an owner; 1 closed*",
      "",
    ]);
    expect(page("Words.\n\n<!-- gtm:list -->", [anItem({ due: null })])).toMatch(/^\*As of 2026-10-22: 1 open/);
    expect(page("# Words\n\nand more", items)).toBe("# Words\n\nand more\n");
  });

  test("leads from each row to its item's section, and back to the table's heading", () => {
    const items = [anItem({ id: 7, title: "Ovens [new]", comments: [aComment("Begun."), aComment("- a\n- b")] })];
    const lines = page(template, items).split("\n");
    expect(lines).toContain(
      "| 7 | 2026-11-30 | [Ovens \\[new\\]](#item-7) | [Marisol Reyes](https://people.example.com/mreyes) | In progress |",
    );
    expect(lines.slice(lines.indexOf("### Item 7"))).toEqual([
      "### Item 7",
      "",
      "**Ovens \\[new\\]**<br>",
      "**Due** 2026-11-30 ·",
      "**Owner** [Marisol Reyes](https://people.example.com/mreyes) ·",
      "**Status** In progress ·",
      "[↑\u00a0Open items](#open-items)",
      "",
      "- **2026-10-18** <ul><li>a</li><li>b</li></ul>",
      "- **2026-10-18** Begun.",
      "",
      "<!-- written by gtm -->",
      "",
    ]);
  });

  test.each([
    ["## Open items", "#open-items"],
    ["## Open items:", "#open-items"],
    ["## Q4 to-dos", "#q4-to-dos"],
    // GitHub makes "products--partners" of it, GitLab "products-partners".
    ["## Products / partners", "#launch"],
    ["## 2026", "#launch"],
    ["## Open\n\n## open", "#launch"],
    ["## *Open*", "#launch"],
  ])("leads back to %j as %s: to the nearest heading of which all forges make one anchor", (heading, anchor) => {
    const text = page(`# Launch\n\n${heading}\n\n<!-- gtm:table columns:number,title,comments -->`, [
      anItem({ comments: [aComment("Begun.")] }),
    ]);
    expect(/\[↑\u00a0.*\]\((.*)\)/.exec(text)?.[1]).toBe(anchor);
  });

  test("leads back by GitHub's anchor where forges make different ones of all headings above", () => {
    const text = page("# Products – partners\n\n<!-- gtm:table columns:number,title,comments -->", [
      anItem({ comments: [aComment("Begun.")] }),
    ]);
    expect(text).toContain("[↑\u00a0Products – partners](#products--partners)");
  });

  test("says what is overdue and stale in words, in the row and in the section", () => {
    const item = anItem({
      id: 4,
      start: null,
      due: "2026-10-20",
      comments: [aComment("Begun.", { date: "2026-08-01" })],
    });
    expect(page(template, [item]).match(/2026-10-20 \*\*\(overdue\)\*\*/g)).toHaveLength(2);
    expect(page(template, [item]).match(/In progress \*\*\(stale\)\*\*/g)).toHaveLength(2);
  });

  test("has one section for an item that two tables show, and none where rows tell all", () => {
    const twice = `${template}\n\n<!-- gtm:table columns:title,owners -->`;
    expect(page(twice, [anItem({ comments: [aComment("Begun.")] })]).match(/^### Item/gm)).toHaveLength(1);
    expect(page("<!-- gtm:table columns:title,owners -->")).not.toContain("### Item");
  });

  test("leaves out what does not fit beside each other, and what no item has", () => {
    const all = "number,legal-input,priority,start,due,area,title,owners,timeline,status,refs,comments";
    const items = [
      anItem({
        title: "A title as long as people write them, in full",
        area: "Technical Marketing",
        refs: ["DOUGH-12"],
        comments: [aComment("Begun.")],
      }),
    ];
    const [head] = page(`<!-- gtm:table columns:${all} -->`, items)
      .split("\n")
      .filter((line) => line.startsWith("| "));
    expect(head).toBe("| # | Priority | Due | Area | Open item | Owner | Status |");
  });

  test("keeps a narrow column behind one that does not fit", () => {
    const title = "A title as long as people write them, in full";
    const items = [
      anItem({ title, area: "Technical Marketing", start: "2026-10-01", timeline: "second half of 2026" }),
    ];
    const columns = "due,area,title,owners,status,timeline,start";
    const [head] = page(`<!-- gtm:table columns:${columns} -->`, items)
      .split("\n")
      .filter((line) => line.startsWith("| "));
    expect(head).toBe("| Due | Area | Open item | Owner | Status | Start |");
  });

  test("is one table with every column where it is asked for", () => {
    const { page: made } = makePage(aTracker({ template }), [anItem({ comments: [aComment("Begun.")] })], "2026-10-22");
    const wide = renderMarkdown(made, { wide: true });
    expect(wide).toContain("| # | Due | Open item | Owner | Status | Comments |");
    expect(wide).toContain("<ul><li>**2026-10-18** Begun.</li></ul> |");
    expect(wide).not.toContain("### Item");
  });

  test("does not begin with a picture or a link that leads nowhere from here", () => {
    const head =
      "![](images/1/2.png?height=400)\n\n# Launch\n\n[Agenda](Agenda_1.html) ![](logo.png)\n\nWords, and [more](more.html)";
    const { page: made } = makePage(aTracker({ template: head }), [], "2026-10-22");
    expect(renderMarkdown(made, { isThere: () => false })).toBe("# Launch\n\nWords, and [more](more.html)\n");
    expect(renderMarkdown(made, { isThere: () => true })).toBe(`${head}\n`);
    for (const kept of ["https://x.example.com/a.png", "/wiki/a.png", "#a", "mailto:a@example.com"]) {
      const { page: other } = makePage(aTracker({ template: `![a](${kept})\n\nWords` }), [], "2026-10-22");
      expect(renderMarkdown(other, { isThere: () => false })).toContain(kept);
    }
  });

  test("leads from what changed to the item's section, where it has one", () => {
    const [item, gone] = [anItem({ id: 7, comments: [aComment("Begun.")] }), anItem({ id: 8 })];
    const changed = aTracker({ template });
    const changes = { since: "2026-10-15", items: diffItems([{ ...item, due: null }, gone], [item], changed) };
    const text = renderMarkdown(makePage(changed, [item], "2026-10-22", { changes, counts: [] }).page);
    expect(text).toContain("- [#7](#item-7) Support: due set to 2026-11-30");
    expect(text).toMatch(/^- #8 Support: /m);
  });

  test("shows no note of its template", () => {
    expect(page('Words\n\n[as written]: # "12/6 Fair (Lyon)"\n\nmore')).toBe("Words\n\n\n\nmore\n");
    expect(page('[as written]: # "12/6 Fair (Lyon)"')).toBe("\n");
    expect(page('```\n[note]: # "code"\n```')).toBe('```\n[note]: # "code"\n```\n');
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
