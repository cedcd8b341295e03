import fc from "fast-check";
import { SaxesParser } from "saxes";
import { beforeAll, describe, expect, test } from "vitest";
import { diffItems } from "../../src/core/diff.ts";
import type { Item } from "../../src/core/item.ts";
import { loadMarkdownParser } from "../../src/core/markdown-parser.ts";
import { makePage } from "../../src/core/page.ts";
import type { Person, Tracker } from "../../src/core/tracker.ts";
import { confluenceBody, renderConfluence } from "../../src/render/confluence.ts";
import { wellFormed } from "../../src/render/confluence-gate.ts";
import { priorityMacro, statusMacro } from "../../src/render/confluence-lozenge.ts";
import { blockContent, textReader } from "../../src/render/confluence-text.ts";
import { text, toStorage, xmlElement } from "../../src/render/confluence-xml.ts";
import { anyCharacter } from "../support/any-character.ts";
import { aComment, anItem, aTracker } from "../support/builders.ts";
import { trials } from "../support/trials.ts";

beforeAll(loadMarkdownParser);

function render(template: string, items: readonly Item[] = [], changes: Partial<Tracker> = {}): string {
  return renderConfluence(makePage(aTracker({ template, ...changes }), items, "2026-10-22").page);
}

function aPerson(changes: Partial<Person>): Person {
  return { name: null, url: null, email: null, "account-id": null, userkey: null, username: null, ...changes };
}

describe("a page in storage format", () => {
  test("has its parts in order, and its rows on lines of their own", () => {
    const template = `# Launch

<!-- gtm:milestones -->

<!-- gtm:priorities -->

<!-- gtm:table columns:number,priority,due,title,owners,status,legal-input -->

The end.
`;
    const items = [
      anItem({ id: 1, fields: { "legal-input": true } }),
      anItem({ id: 2, title: "Tom & <Jerry>", status: null, priority: null, due: null, owners: [] }),
    ];
    const milestones = [
      { date: "2026-11-10", end: "2026-11-12", title: "Fair", url: "https://fair.example.com/?a=1&b=2" },
      { date: "2026-10-28", end: null, title: "Frozen", url: null },
    ];
    expect(render(template, items, { milestones })).toMatchInlineSnapshot(`
      "<p>As of <time datetime="2026-10-22" />: 2 open, 1 without an owner; 0 closed.</p>
      <ul><li><p><strong>2026-10-28</strong> Frozen</p></li><li><p><strong>2026-11-10 – 2026-11-12</strong> <a href="https://fair.example.com/?a=1&#x26;b=2">Fair</a></p></li></ul>
      <ul><li><p><strong>P1</strong>: Due within two weeks</p></li><li><p><strong>P2</strong>: Due within four weeks</p></li></ul>
      <table data-table-width="845" data-layout="full-width"><colgroup><col style="width: 50.0px;" /><col style="width: 80.0px;" /><col style="width: 115.0px;" /><col style="width: 240.0px;" /><col style="width: 140.0px;" /><col style="width: 130.0px;" /><col style="width: 90.0px;" /></colgroup><tbody>
      <tr><th><p>#</p></th><th><p>Priority</p></th><th><p>Due</p></th><th><p>Open item</p></th><th><p>Owner</p></th><th><p>Status</p></th><th><p>Legal input?</p></th></tr>
      <tr><td><p>1</p></td><td><p><ac:structured-macro ac:name="status"><ac:parameter ac:name="title">P2</ac:parameter></ac:structured-macro></p></td><td><p><time datetime="2026-11-30" /></p></td><td><p>Support</p></td><td><p><a href="https://people.example.com/mreyes">Marisol Reyes</a></p></td><td><p><ac:structured-macro ac:name="status"><ac:parameter ac:name="colour">Blue</ac:parameter><ac:parameter ac:name="title">In progress</ac:parameter></ac:structured-macro></p></td><td><p>Y</p></td></tr>
      <tr><td><p>2</p></td><td><p /></td><td><p /></td><td><p>Tom &#x26; &#x3C;Jerry></p></td><td><p /></td><td><p /></td><td><p /></td></tr>
      </tbody></table>
      <p>The end.</p>
      "
    `);
  });

  test("has the template's prose, with what it is made of", () => {
    const template = `## Words

Some *words*, **strong** ~~old~~ \`code\`, [a link](https://x.example.com), DOUGH-7 and @mreyes\\
on two lines.

1. one
   - below
2. two

> Quoted

| a | b |
| - | - |
| 1 | \`]]>\` |

\`\`\`js
if (a[b[0]]>1) run();
\`\`\`

***

<script>alert(1)</script>
`;
    expect(render(template)).toMatchInlineSnapshot(`
      "<h2>Words</h2>
      <p>Some <em>words</em>, <strong>strong</strong> <del>old</del> <code>code</code>, <a href="https://x.example.com">a link</a>, <a href="https://tickets.example.com/browse/DOUGH-7">DOUGH-7</a> and <a href="https://people.example.com/mreyes">Marisol Reyes</a><br />on two lines.</p>
      <ol><li><p>one</p><ul><li><p>below</p></li></ul></li><li><p>two</p></li></ol>
      <blockquote><p>Quoted</p></blockquote>
      <table><tbody><tr><th><p>a</p></th><th><p>b</p></th></tr><tr><td><p>1</p></td><td><p><code>]]&gt;</code></p></td></tr></tbody></table>
      <ac:structured-macro ac:name="code"><ac:parameter ac:name="language">js</ac:parameter><ac:plain-text-body><![CDATA[if (a[b[0]]]]><![CDATA[>1) run();]]></ac:plain-text-body></ac:structured-macro>
      <hr />
      <p>&#x3C;script>alert(1)&#x3C;/script></p>
      "
    `);
  });

  test("has a list by area, with what takes more than words below its entries", () => {
    const items = [
      anItem({ id: 1, refs: ["DOUGH-1", "other"], comments: [aComment("Said.")] }),
      anItem({ id: 2, area: null, priority: null, owners: [] }),
    ];
    expect(
      render("# A\n\n<!-- gtm:list group:area columns:title,refs,priority,owners,comments -->", items),
    ).toMatchInlineSnapshot(`
      "<p>As of <time datetime="2026-10-22" />: 2 open, 1 without an owner; 0 closed.</p>
      <h2>Product</h2>
      <ol>
      <li><p>Support (<a href="https://tickets.example.com/browse/DOUGH-1">DOUGH-1</a>, other, <ac:structured-macro ac:name="status"><ac:parameter ac:name="title">P2</ac:parameter></ac:structured-macro>, <a href="https://people.example.com/mreyes">Marisol Reyes</a>)</p><ul><li><p><strong>2026-10-18</strong> Said.</p></li></ul></li>
      </ol>
      <h2>(no area)</h2>
      <ol>
      <li><p>Support</p></li>
      </ol>
      "
    `);
  });

  test("has nothing for a chart, for changes nobody asked for, and for lists without entries", () => {
    const template = "<!-- gtm:chart -->\n\n<!-- gtm:changes -->\n\n<!-- gtm:milestones -->";
    expect(render(template)).toBe("\n");
    expect(render("<!-- gtm:list -->")).toBe('<p>As of <time datetime="2026-10-22" />: 0 open; 0 closed.</p>\n');
  });
});

describe("the cells of a row", () => {
  const cellOf = (column: string, item: Partial<Item>, changes: Partial<Tracker> = {}) => {
    const cell = /<td>(.*)<\/td>/s.exec(render(`<!-- gtm:table columns:${column} -->`, [anItem(item)], changes))?.[1];
    return cell?.replace(/^<p>((?:(?!<\/?p>).)*)<\/p>$/s, "$1") ?? "";
  };

  test("say in words what is overdue and what is stale", () => {
    expect(cellOf("due", { due: "2026-10-21" })).toBe('<time datetime="2026-10-21" /> <em>(overdue)</em>');
    expect(cellOf("status", { start: "2026-09-01" })).toContain("</ac:structured-macro> <em>(stale)</em>");
    expect(cellOf("due", { due: "2026-10-22" })).toBe('<time datetime="2026-10-22" />');
    expect(cellOf("due", { due: "2026-10-21", closed: "2026-10-21" })).not.toContain("overdue");
  });

  test.each([
    [{ "account-id": "a:1", userkey: "k", username: "u" }, '<ac:link><ri:user ri:account-id="a:1" /></ac:link>'],
    [{ userkey: "k", username: "u", url: "https://x.example.com" }, '<ac:link><ri:user ri:userkey="k" /></ac:link>'],
    [{ username: "u" }, '<ac:link><ri:user ri:username="u" /></ac:link>'],
    [{ name: "Ma R", url: "https://x.example.com" }, '<a href="https://x.example.com">Ma R</a>'],
    [{ name: "Ma R", email: "m@example.com" }, '<a href="mailto:m@example.com">Ma R</a>'],
    [{ name: "Ma R" }, "Ma R"],
  ])("name a person known by %j", (known, shown) => {
    const people = { mreyes: aPerson(known) };
    expect(cellOf("owners", {}, { people })).toBe(shown);
    const mention = shown === "Ma R" ? "@mreyes" : shown;
    expect(cellOf("comments", { comments: [aComment("Ask @mreyes.")] }, { people })).toContain(
      `</strong> Ask ${mention}.<`,
    );
  });

  test("fold the comments beyond the two newest, and lose none", () => {
    const comments = [1, 2, 3, 4].map((day) =>
      aComment(`Said ${day}`, { date: `2026-10-0${day}`, author: day > 2 ? "mreyes" : null }),
    );
    expect(cellOf("comments", { comments })).toMatchInlineSnapshot(
      `"<ul><li><p><strong>2026-10-04 @mreyes</strong> Said 4</p></li><li><p><strong>2026-10-03 @mreyes</strong> Said 3</p></li></ul><ac:structured-macro ac:name="expand"><ac:parameter ac:name="title">2 older comments</ac:parameter><ac:rich-text-body><ul><li><p><strong>2026-10-02</strong> Said 2</p></li><li><p><strong>2026-10-01</strong> Said 1</p></li></ul></ac:rich-text-body></ac:structured-macro>"`,
    );
  });

  test("hold lists, quotes, code and headings of a comment", () => {
    const text =
      "# Plan\n\nFirst:\n\n- a\n  1. b\n- [x] c\n\nThen\n\n> d\n\n```\ne ]]> f\n```\n\n| g | h |\n| - | - |\n| i | j |";
    expect(cellOf("comments", { comments: [aComment(text)] })).toMatchInlineSnapshot(
      `"<ul><li><p><strong>2026-10-18</strong> <strong>Plan</strong></p><p>First:</p><ul><li><p>a</p><ol><li><p>b</p></li></ol></li><li><p>[x] c</p></li></ul><p>Then</p><p>d</p><ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[e ]]]]><![CDATA[> f]]></ac:plain-text-body></ac:structured-macro><p>g | h<br />i | j</p></li></ul>"`,
    );
    expect(
      cellOf("comments", { comments: [aComment("- only\n- a list", { author: "mreyes" })] }),
    ).toMatchInlineSnapshot(
      `"<ul><li><p><strong>2026-10-18 @mreyes</strong></p><ul><li><p>only</p></li><li><p>a list</p></li></ul></li></ul>"`,
    );
  });

  test.each([
    ["blocked", "Red"],
    ["at-risk", "Red"],
    ["in-progress", "Blue"],
    ["in-review", "Yellow"],
    ["on-hold", "Yellow"],
    ["done", "Green"],
    ["on-track", "Green"],
    ["pending", ""],
    ["not-started", ""],
    ["odd", ""],
  ])("colour the status %s %s", (status, colour) => {
    const shown = JSON.stringify(statusMacro(status, aTracker()));
    expect(/"(Red|Yellow|Green|Blue)"/.exec(shown)?.[1] ?? "").toBe(colour);
  });
});

/** What each element may hold, as far as Confluence Cloud keeps it: by its schema of documents, @atlaskit/adf-schema. */
const inline = ["#text", "strong", "em", "del", "code", "a", "br", "time", "ac:link", "status"];
const blocks = ["p", "ul", "ol", "code-block"];
const kept: Readonly<Record<string, readonly string[]>> = {
  page: [...blocks, "h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote", "hr"],
  p: inline,
  strong: ["#text", "em", "del", "a", "br", "strong"],
  em: ["#text", "strong", "del", "a", "br", "em"],
  del: ["#text", "strong", "em", "a", "br"],
  code: ["#text"],
  ul: ["li"],
  ol: ["li"],
  li: blocks,
  td: [...blocks, "blockquote", "expand"],
  th: ["p"],
  blockquote: blocks,
  expand: [...blocks, "blockquote"],
};

/** Each place in which an element stands that Cloud would move, unwrap or drop. */
function rewrittenIn(storage: string): readonly string[] {
  const found: string[] = [];
  const open = ["page"];
  const parser = new SaxesParser();
  const enter = (name: string) => {
    const allowed = kept[open.at(-1) ?? ""];
    if (allowed !== undefined && !allowed.includes(name)) found.push(`${name} in ${open.at(-1)}`);
  };
  parser.on("opentag", ({ name, attributes }) => {
    const macro = attributes["ac:name"];
    const as = name === "ac:structured-macro" ? (macro === "code" ? "code-block" : (macro ?? "")) : name;
    if (name !== "page" && name !== "ac:rich-text-body") enter(as);
    if (name !== "page") open.push(name === "ac:rich-text-body" ? "expand" : as === "expand" ? "macro" : as);
  });
  parser.on("closetag", () => {
    open.pop();
  });
  parser.on("text", (words) => {
    if (words.trim() !== "") enter("#text");
  });
  parser.write(`<page>${storage}</page>`).close();
  return found;
}

describe("what Confluence Cloud would rewrite", () => {
  const texts = [
    "Words",
    "- only\n- a list\n  - in a list",
    "> quoted\n>\n> > twice",
    "- > quoted in an entry",
    "**bold `code` bold** and *`code`*",
    "# Heading\n\nand\n\n***\n\n| a | `b` |\n| - | - |\n| c | d |",
    "```\ncode\n```\n\n1. one\n\n   ```\n   code\n   ```",
    "> - a list\n>\n> # and a heading",
    "one  \ntwo",
    "",
  ];
  const comments = [1, 2, 3].map((day) => aComment("Said.", { date: `2026-10-0${day}`, author: "mreyes" }));

  test.each(texts)("is not on the page: %j", (text) => {
    const columns = "number,priority,due,title,owners,status,description,comments";
    const template = `${text}\n\n<!-- gtm:milestones -->\n\n<!-- gtm:priorities -->\n\n<!-- gtm:table columns:${columns} -->\n\n<!-- gtm:list columns:closed,title,due,owners,comments -->`;
    const milestones = [{ date: "2026-11-10", end: "2026-11-12", title: "Fair", url: null }];
    const items = [anItem({ id: 1, due: "2026-10-01", description: text, comments: [aComment(text), ...comments] })];
    expect(rewrittenIn(render(template, items, { milestones }))).toEqual([]);
  });

  test("is found by this test", () => {
    expect(
      rewrittenIn('<ul><li>a</li></ul><p><strong><time datetime="2026-10-01" /><code>b</code></strong></p>'),
    ).toEqual(["#text in li", "time in strong", "code in strong"]);
  });
});

describe("a page at Confluence", () => {
  test("does not repeat its title, and begins with the day and its figures", () => {
    const template = "# Launch\n\nWords.\n\n<!-- gtm:table columns:title -->";
    expect(render(template, [anItem({ due: "2026-10-01", owners: [] })])).toMatch(
      /^<p>As of <time datetime="2026-10-22" \/>: 1 open, 1 overdue, 1 without an owner; 0 closed\.<\/p>\n<p>Words\.<\/p>\n<table/,
    );
    expect(render("# One\n\n# Two")).toBe("<h1>One</h1>\n<h1>Two</h1>\n");
    expect(render("Words\n\n# One")).toBe("<p>Words</p>\n<h1>One</h1>\n");
  });

  test("gives each column the width that it needs, and its words all that is left of the page", () => {
    const widths = (columns: string) =>
      [...render(`<!-- gtm:table columns:${columns} -->`).matchAll(/width: (\d+)\.0px/g)].map((match) =>
        Number(match[1]),
      );
    expect(widths("number,due,title,comments")).toEqual([50, 115, 240, 1395]);
    expect(widths("number,description,comments")).toEqual([50, 875, 875]);
    expect(render("<!-- gtm:table columns:number,title -->")).toContain(
      '<table data-table-width="290" data-layout="full-width">',
    );
  });

  test("tells the first priority and what is blocked apart by their colours", () => {
    const colourOf = (macro: unknown) => /"(Red|Yellow|Green|Blue|Purple)"/.exec(JSON.stringify(macro))?.[1];
    const tracker = aTracker();
    expect(colourOf(priorityMacro("P1", tracker))).toBe("Purple");
    expect(colourOf(priorityMacro("P2", tracker))).toBeUndefined();
    expect(colourOf(statusMacro("blocked", tracker))).toBe("Red");
  });

  test("links what Confluence can find, and has the words of what it cannot", () => {
    const prose = "[a](https://x.example.com) [b](/wiki/b) [c](c.html) [d](#d) ![e](img/e.png) ![](img/f.png) g";
    expect(render(prose)).toBe('<p><a href="https://x.example.com">a</a> <a href="/wiki/b">b</a> c d e  g</p>\n');
    expect(render("![](images/1.png)\n\n# Launch\n\n[Agenda](agenda.html)\n\nWords")).toBe("<p>Words</p>\n");
  });

  test("leaves the older comments out where it would be too large, never what is new, and says so", () => {
    const comments = Array.from({ length: 30 }, (_, day) =>
      aComment("Words ".repeat(20), { date: `2026-09-${String(day + 1).padStart(2, "0")}` }),
    );
    const tracker = aTracker({ template: "<!-- gtm:table columns:number,title,comments -->" });
    const [item, before] = [anItem({ comments }), anItem({ comments: comments.slice(3) })];
    const changes = { since: "2026-09-01", items: diffItems([before], [item], tracker) };
    const { page } = makePage(tracker, [item], "2026-10-22", { changes, counts: [] });
    const counted = (text: string) => (text.match(/<strong>2026-09-\d\d/g) ?? []).length;
    expect(confluenceBody(page)).toMatchObject({ mostComments: null, isTooLarge: false });
    const less = confluenceBody(page, 3500);
    expect([less.mostComments, counted(less.text)]).toEqual([10, 13]);
    expect(less.text).toContain("; 0 closed. Older comments are left out: Confluence takes pages of up to 5 MB.</p>");
    expect(confluenceBody(page, 100)).toMatchObject({ mostComments: 0, isTooLarge: true });
  });

  test("draws no more of a page that is too large than tells it", () => {
    const comments = Array.from({ length: 30 }, () => aComment("Words ".repeat(60)));
    let drawn = 0;
    const items = Array.from({ length: 50 }, (_, index) => ({
      ...anItem({ id: index + 1, comments }),
      get title() {
        drawn++;
        return "Carton";
      },
    }));
    const { page } = makePage(aTracker({ template: "<!-- gtm:table columns:title,comments -->" }), items, "2026-10-22");
    expect(confluenceBody(page, 10_000)).toMatchObject({ mostComments: 0, isTooLarge: false });
    expect(drawn).toBeLessThan(2 * items.length);
  });
});

describe("a page with its past", () => {
  const tracker = aTracker({
    template: "# Launch\n\n<!-- gtm:changes -->\n\n<!-- gtm:table columns:number,title,comments -->",
  });
  const old = aComment("Old", { date: "2026-10-01" });
  const before = [anItem({ id: 1, comments: [old] }), anItem({ id: 2 })];
  const fresh = ["2026-10-15", "2026-10-16", "2026-10-20"].map((date) => aComment("News", { date }));
  const after = [
    anItem({ id: 1, due: "2026-12-01", comments: [old, ...fresh] }),
    anItem({ id: 2 }),
    anItem({ id: 3, comments: [old] }),
  ];
  const render = (items: readonly Item[]) =>
    renderConfluence(
      makePage(tracker, items, "2026-10-22", {
        changes: { since: "2026-10-14", items: diffItems(before, items, tracker) },
        counts: [],
      }).page,
    );

  test("says what changed, and marks rows and comments; a new comment is never folded", () => {
    expect(render(after)).toMatchInlineSnapshot(`
      "<p>As of <time datetime="2026-10-22" />: 3 open; 0 closed.</p>
      <h2>Changes since 2026-10-14</h2>
      <ul><li><p>#3 New item: Support; 1 comment</p></li><li><p>#1 Support: due 2026-11-30 → 2026-12-01 (1 day later); 3 new comments</p></li></ul>
      <table data-table-width="1800" data-layout="full-width"><colgroup><col style="width: 50.0px;" /><col style="width: 240.0px;" /><col style="width: 1510.0px;" /></colgroup><tbody>
      <tr><th><p>#</p></th><th><p>Open item</p></th><th><p>Comments</p></th></tr>
      <tr><td><p>1</p></td><td><p>Support <em>(changed)</em></p></td><td><ul><li><p><strong>2026-10-20</strong> <em>(new)</em> News</p></li><li><p><strong>2026-10-16</strong> <em>(new)</em> News</p></li><li><p><strong>2026-10-15</strong> <em>(new)</em> News</p></li></ul><ac:structured-macro ac:name="expand"><ac:parameter ac:name="title">1 older comment</ac:parameter><ac:rich-text-body><ul><li><p><strong>2026-10-01</strong> Old</p></li></ul></ac:rich-text-body></ac:structured-macro></td></tr>
      <tr><td><p>2</p></td><td><p>Support</p></td><td><p /></td></tr>
      <tr><td><p>3</p></td><td><p>Support <em>(new)</em></p></td><td><ul><li><p><strong>2026-10-01</strong> Old</p></li></ul></td></tr>
      </tbody></table>
      "
    `);
  });

  test("says when nothing has changed", () => {
    expect(render(before)).toContain("<h2>Changes since 2026-10-14</h2>\n<p>Nothing has changed.</p>");
  });
});

describe("the last gate", () => {
  test.each(["<p>", "<p>&nbsp;</p>", "<br>", "<p a>x</p>", "<p>\u0007</p>", "<x:p />", "<p>]]></p>", "</page><page>"])(
    "throws on %j",
    (storage) => {
      expect(() => wellFormed(storage)).toThrow("not well-formed XML");
    },
  );

  test("lets storage format through", () => {
    expect(wellFormed('<p>a<ac:link><ri:user ri:userkey="x" /></ac:link></p>\n')).toContain("<p>a");
  });
});

test("plain words are in a cell what they are beside code, which no quick look takes for plain", () => {
  const reader = textReader(aTracker());
  const storage = (words: string) => blockContent(words, "cell", reader).map(toStorage).join("");
  const pieces =
    "a|word|é|🍞| |  |1|1.|1)|-|+|#|=|>|_|*|[|]|(|)|!|~|<|&|:|@|/|www.|WWW.a.b|http://|a@b.c|DOUGH-1|DOUGH-|\n|\u00a0|\u2028|&amp;|---".split(
      "|",
    );
  const unit = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...pieces, "|") }, anyCharacter);
  let plain = 0;
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 5 }), (words) => {
      // These would change how the code behind them is read.
      fc.pre(!/[`\\<]/.test(words));
      const shown = storage(words);
      if (shown === "" || shown === "<p />" || shown !== toStorage(xmlElement("p", {}, [text(words)]))) return;
      plain++;
      // A paragraph has no blanks at its ends.
      const bare = (xml: string) => xml.replace(/^<p>\s+/, "<p>");
      expect(bare(storage(`${words}\`x\``))).toBe(bare(shown).replace(/<\/p>$/, "<code>x</code></p>"));
    }),
    trials.text,
  );
  expect(plain).toBeGreaterThan(trials.text.numRuns / 20);
});
