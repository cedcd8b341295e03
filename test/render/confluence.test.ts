import { beforeAll, describe, expect, test } from "vitest";
import { diffItems } from "../../src/core/diff.ts";
import type { Item } from "../../src/core/item.ts";
import { loadMarkdownParser } from "../../src/core/markdown-parser.ts";
import { makePage } from "../../src/core/page.ts";
import type { Person, Tracker } from "../../src/core/tracker.ts";
import { renderConfluence } from "../../src/render/confluence.ts";
import { wellFormed } from "../../src/render/confluence-gate.ts";
import { statusMacro } from "../../src/render/confluence-lozenge.ts";
import { aComment, anItem, aTracker } from "../support/builders.ts";

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
      "<h1>Launch</h1>
      <ul><li><strong><time datetime="2026-10-28" /></strong> Frozen</li><li><strong><time datetime="2026-11-10" /> – <time datetime="2026-11-12" /></strong> <a href="https://fair.example.com/?a=1&#x26;b=2">Fair</a></li></ul>
      <ul><li><strong>P1</strong>: Due within two weeks</li><li><strong>P2</strong>: Due within four weeks</li></ul>
      <table><tbody>
      <tr><th>#</th><th>Priority</th><th>Due</th><th>Open item</th><th>Owner</th><th>Status</th><th>Legal input?</th></tr>
      <tr><td>1</td><td><ac:structured-macro ac:name="status"><ac:parameter ac:name="colour">Yellow</ac:parameter><ac:parameter ac:name="title">P2</ac:parameter></ac:structured-macro></td><td><time datetime="2026-11-30" /></td><td>Support</td><td><a href="https://people.example.com/mreyes">Marisol Reyes</a></td><td><ac:structured-macro ac:name="status"><ac:parameter ac:name="colour">Blue</ac:parameter><ac:parameter ac:name="title">In progress</ac:parameter></ac:structured-macro></td><td>Y</td></tr>
      <tr><td>2</td><td /><td /><td>Tom &#x26; &#x3C;Jerry></td><td /><td /><td /></tr>
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
      <ol><li>one<ul><li>below</li></ul></li><li>two</li></ol>
      <blockquote><p>Quoted</p></blockquote>
      <table><tbody><tr><th>a</th><th>b</th></tr><tr><td>1</td><td><code>]]&gt;</code></td></tr></tbody></table>
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
      "<h1>A</h1>
      <h2>Product</h2>
      <ol>
      <li>Support (<a href="https://tickets.example.com/browse/DOUGH-1">DOUGH-1</a>, other, <ac:structured-macro ac:name="status"><ac:parameter ac:name="colour">Yellow</ac:parameter><ac:parameter ac:name="title">P2</ac:parameter></ac:structured-macro>, <a href="https://people.example.com/mreyes">Marisol Reyes</a>)<ul><li><strong><time datetime="2026-10-18" /></strong> Said.</li></ul></li>
      </ol>
      <h2>(no area)</h2>
      <ol>
      <li>Support</li>
      </ol>
      "
    `);
  });

  test("has nothing for a chart, for changes nobody asked for, and for lists without entries", () => {
    expect(render("<!-- gtm:chart -->\n\n<!-- gtm:changes -->\n\n<!-- gtm:milestones -->\n\n<!-- gtm:list -->")).toBe(
      "\n",
    );
  });
});

describe("the cells of a row", () => {
  const cellOf = (column: string, item: Partial<Item>, changes: Partial<Tracker> = {}) =>
    /<td>(.*)<\/td>/s.exec(render(`<!-- gtm:table columns:${column} -->`, [anItem(item)], changes))?.[1] ?? "";

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
      `"<ul><li><strong><time datetime="2026-10-04" /> @mreyes</strong> Said 4</li><li><strong><time datetime="2026-10-03" /> @mreyes</strong> Said 3</li></ul><ac:structured-macro ac:name="expand"><ac:parameter ac:name="title">2 older comments</ac:parameter><ac:rich-text-body><ul><li><strong><time datetime="2026-10-02" /></strong> Said 2</li><li><strong><time datetime="2026-10-01" /></strong> Said 1</li></ul></ac:rich-text-body></ac:structured-macro>"`,
    );
  });

  test("hold lists, quotes, code and headings of a comment", () => {
    const text =
      "# Plan\n\nFirst:\n\n- a\n  1. b\n- [x] c\n\nThen\n\n> d\n\n```\ne ]]> f\n```\n\n| g | h |\n| - | - |\n| i | j |";
    expect(cellOf("comments", { comments: [aComment(text)] })).toMatchInlineSnapshot(
      `"<ul><li><p><strong><time datetime="2026-10-18" /></strong> <strong>Plan</strong></p><p>First:</p><ul><li>a<ol><li>b</li></ol></li><li>[x] c</li></ul><p>Then</p><blockquote><p>d</p></blockquote><ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[e ]]]]><![CDATA[> f]]></ac:plain-text-body></ac:structured-macro><p>g | h<br />i | j</p></li></ul>"`,
    );
    expect(
      cellOf("comments", { comments: [aComment("- only\n- a list", { author: "mreyes" })] }),
    ).toMatchInlineSnapshot(
      `"<ul><li><strong><time datetime="2026-10-18" /> @mreyes</strong><ul><li>only</li><li>a list</li></ul></li></ul>"`,
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
      "<h1>Launch</h1>
      <h2>Changes since 2026-10-14</h2>
      <ul><li>#3 New item: Support; 1 comment</li><li>#1 Support: due 2026-11-30 → 2026-12-01 (1 day later); 3 new comments</li></ul>
      <table><tbody>
      <tr><th>#</th><th>Open item</th><th>Comments</th></tr>
      <tr><td>1</td><td>Support <em>(changed)</em></td><td><ul><li><strong><time datetime="2026-10-20" /></strong> <em>(new)</em> News</li><li><strong><time datetime="2026-10-16" /></strong> <em>(new)</em> News</li><li><strong><time datetime="2026-10-15" /></strong> <em>(new)</em> News</li></ul><ac:structured-macro ac:name="expand"><ac:parameter ac:name="title">1 older comment</ac:parameter><ac:rich-text-body><ul><li><strong><time datetime="2026-10-01" /></strong> Old</li></ul></ac:rich-text-body></ac:structured-macro></td></tr>
      <tr><td>2</td><td>Support</td><td /></tr>
      <tr><td>3</td><td>Support <em>(new)</em></td><td><ul><li><strong><time datetime="2026-10-01" /></strong> Old</li></ul></td></tr>
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
