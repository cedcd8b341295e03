import { describe, expect, test } from "vitest";
import type { Block, List, Table } from "../../../src/import/sources/blocks.ts";
import { readHtml } from "../../../src/import/sources/html.ts";

function blocksOf(html: string): readonly Block[] {
  const read = readHtml(html);
  if ("ok" in read) throw new Error(read.message);
  return read;
}

function tableOf(html: string): Table {
  const found = blocksOf(html).find((block): block is Table => block.kind === "table");
  if (found === undefined) throw new Error("no table");
  return found;
}

/** What one cell with this content reads as. */
function cell(content: string): string | undefined {
  return tableOf(`<table><tr><th>A</th><th>B</th></tr><tr><td>${content}</td><td>x</td></tr></table>`).rows[0]
    ?.cells[0];
}

function refusal(html: string): string {
  const read = readHtml(html);
  return "ok" in read ? read.message : "read";
}

describe("the text of a cell", () => {
  test.each([
    ["bold, italic, struck out, code", "<b>a</b> <em>b</em> <del>c</del> <code>d_e</code>", "**a** *b* ~~c~~ `d_e`"],
    ["a word cut into spans", "<span><b>10/</b></span><b><span>25</span></b>: baked", "**10/25**: baked"],
    ["blanks inside of bold", "<b>10/25: </b>baked", "**10/25:** baked"],
    ["bold that ends inside a word", "<b>10/25:</b>baked", "**10/25**:baked"],
    ["bold that a style takes back", '<b style="font-weight:normal">plain</b>', "plain"],
    ["line breaks", "a<br>b<br/>c", "a\\\nb\\\nc"],
    ["two line breaks in a row, which end a paragraph", "a<br><br>b", "a\n\nb"],
    ["paragraphs", "<p>a</p><p>b&nbsp;c</p><p>&nbsp;</p>", "a\n\nb c"],
    ["entities", "R&amp;D &eacute; &#8211; &lt;b&gt; 1 &lt; 2", "R&D é – &lt;b> 1 < 2"],
    ["signs that Markdown would read", "*a* and *b*, c_d, `x`, 2 * 3", "\\*a\\* and \\*b\\*, c_d, \\`x\\`, 2 * 3"],
    [
      "a link",
      '<a href="https://shop.example/a b(1)">the [menu]</a>',
      "[the \\[menu\\]](https://shop.example/a%20b%281%29)",
    ],
    ["a link that runs code", '<a href="javascript:x()">menu</a>', "menu"],
    [
      "a link behind Google's redirect",
      '<a href="https://www.google.com/url?q=https://a.example/b&amp;sa=D">x</a>',
      "[x](https://a.example/b)",
    ],
    ["a date", '<time datetime="2031-03-04" class="date-past">4 Mar 2031</time>', "2031-03-04"],
    ["a time that is no date", '<time datetime="PT2H">two hours</time>', "two hours"],
    [
      "a status lozenge",
      '<span class="status-macro aui-lozenge aui-lozenge-success">ON TRACK</span>really',
      "ON TRACK really",
    ],
    [
      "a mention with a page",
      '<a class="confluence-userlink user-mention" data-username="ivo" href="/display/~ivo">Ivo Lark</a>',
      "[Ivo Lark](/display/~ivo)",
    ],
    [
      "a mention by account alone",
      '<a class="user-mention" data-account-id="55:ab-c">Ivo Lark</a>',
      "[Ivo Lark](user:55:ab-c)",
    ],
    [
      "a mention to no person's page",
      '<a class="user-mention" data-username="ivo" href="/pages/1">Ivo</a>',
      "[Ivo](user:ivo)",
    ],
    ["an emoticon", '<img class="emoticon emoticon-tick" alt="(tick)">', "✅"],
    ["a picture", '<img src="/a/b/oven%20plan.png?x=1"> <img alt="the shop" src="x.png">', "oven plan.png the shop"],
    ["check boxes", '<input type="checkbox" checked> a <input type=checkbox> b', "☑ a ☐ b"],
    ["code in lines", "<pre>a\n  b</pre>", "```\na\n  b\n```"],
    [
      "what nobody sees",
      '<script>x</script><style>y</style><!-- z --><i hidden>h</i><b style="display: none">n</b>seen',
      "seen",
    ],
    [
      "a fold's body, without a title that says nothing",
      '<span class="expand-control-text">Show more</span><div class="expand-content" style="display:none">kept</div>',
      "kept",
    ],
    [
      "marks within marks",
      "<b>all <i>of</i> it</b>, <a href='https://a.example'>see <b>here</b></a>",
      "**all *of* it**, [see **here**](https://a.example)",
    ],
    [
      "a table in the cell",
      "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>",
      "a\n\nb\n\nc\n\nd",
    ],
    ["a heading in the cell", "<h3>Plan</h3><p>bake</p>", "Plan\n\nbake"],
  ])("%s", (_, html, markdown) => {
    expect(cell(html)).toBe(markdown);
  });
});

describe("lists in a cell", () => {
  test.each([
    ["a single entry", "<ul><li>Ivo Lark</li></ul>", "Ivo Lark"],
    ["nested", "<ul><li>a<ul><li>b<ol><li>c</li></ol></li></ul></li><li>d</li></ul>", "- a\n  - b\n    1. c\n- d"],
    ["numbers", "<ol><li>a<p>more</p></li><li>b</li></ol>", "1. a\n\n   more\n2. b"],
    ["entries without a list, never closed", "<li>5/17: a<li>5/10: b", "- 5/17: a\n- 5/10: b"],
    ["a list right inside a list", "<ul><li>a</li><ul><li>b</li></ul></ul>", "- a\n  - b"],
    [
      "an entry that only holds a list",
      '<ul><li>a</li><li style="list-style:none"><ul><li>b</li></ul></li></ul>',
      "- a\n  - b",
    ],
    ["a line break in an entry", "<ul><li>a<br>b</li><li>c</li></ul>", "- a\\\n  b\n- c"],
    ["words before and behind", "<p>a</p><ul><li>b</li><li>c</li></ul><p>d</p>", "a\n\n- b\n- c\n\nd"],
    [
      "tasks",
      '<ul class="inline-task-list"><li class="checked" data-inline-task-id="1">a</li><li data-inline-task-id="2">b</li></ul>',
      "- [x] a\n- [ ] b",
    ],
    [
      "Google Docs, nested lists behind one another",
      '<ul class="lst-kix_q1-0 start"><li>a</li></ul><ul class="lst-kix_q1-1"><li>b</li></ul><ul class="lst-kix_q1-0"><li>c</li></ul>',
      "- a\n  - b\n- c",
    ],
    [
      "Word, by level",
      "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>a</p><p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o<span>&nbsp; </span></span>b</p>",
      "- a\n  - b",
    ],
    [
      "Word filtered, by margin",
      "<p class=MsoListParagraphCxSpFirst style='margin-left:.5in'><span style='font-family:Symbol'>·<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span>a</p><p class=MsoListParagraphCxSpMiddle style='margin-left:1.0in'><span>o<span style='font:7.0pt \"Times New Roman\"'>&nbsp; </span></span>b</p><p class=MsoListParagraphCxSpLast style='margin-left:.5in'><span>·<span style='font:7.0pt \"Times New Roman\"'>&nbsp; </span></span>c</p>",
      "- a\n  - b\n- c",
    ],
  ])("%s", (_, html, markdown) => {
    expect(cell(html)).toBe(markdown);
  });
});

describe("the grid of a table", () => {
  const rows = (html: string) => tableOf(html).rows.map((row) => row.cells);
  const head = "<tr><th>#</th><th>Team</th><th>Task</th></tr>";

  test("a short text over several rows stands in each of them, a number and a paragraph in the first", () => {
    const html = `<table>${head}<tr><td rowspan=2>1</td><td rowspan=3>Ovens</td><td>a</td></tr><tr><td>b</td></tr><tr><td>2</td><td>c</td></tr></table>`;
    expect(tableOf(html)).toMatchObject({ grid: "exact", header: ["#", "Team", "Task"] });
    expect(rows(html)).toEqual([
      ["1", "Ovens", "a"],
      ["", "Ovens", "b"],
      ["2", "Ovens", "c"],
    ]);
  });

  test("a text over several columns stands in the first", () => {
    expect(rows(`<table>${head}<tr><td colspan=2>a</td><td>b</td></tr></table>`)).toEqual([["a", "", "b"]]);
  });

  test("a span ends with its section, and a row with too few cells is filled up", () => {
    const html = `<table><thead>${head}</thead><tbody><tr><td>1</td><td rowspan=0>Ovens</td><td>a</td></tr></tbody><tbody><tr><td>2</td></tr></tbody></table>`;
    expect(rows(html)).toEqual([
      ["1", "Ovens", "a"],
      ["2", "", ""],
    ]);
  });

  test.each([
    ["in thead", "<thead><tr><td>A</td><td>B</td></tr></thead><tr><td>1</td><td>2</td></tr>", ["A", "B"]],
    ["of th", "<tr><th>A<br>(b)</th><th><b>B</b></th></tr><tr><td>1</td><td>2</td></tr>", ["A (b)", "B"]],
    [
      "in bold",
      "<tr><td><b>A</b></td><td><p><strong>B</strong></p></td></tr><tr><td>1</td><td>2</td></tr>",
      ["A", "B"],
    ],
    [
      "in two rows",
      "<tr><th rowspan=2>A</th><th colspan=2>Dates</th></tr><tr><th>From</th><th>To</th></tr><tr><td>1</td><td>2</td><td>3</td></tr>",
      ["A", "From", "To"],
    ],
    [
      "in two rows, the lower one repeating",
      "<tr><th colspan=2>X</th><th colspan=2>Y</th></tr><tr><th>In</th><th>Out</th><th>In</th><th>Out</th></tr><tr><td>1</td></tr>",
      ["X In", "Out", "Y In", "Out"],
    ],
    ["nowhere", "<tr><th>A</th><td>1</td></tr><tr><th>B</th><td>2</td></tr>", null],
    [
      "nowhere, with everything bold",
      "<tr><td><b>A</b></td><td><b>B</b></td></tr><tr><td><b>1</b></td><td><b>2</b></td></tr>",
      null,
    ],
  ])("headings are found %s", (_, inner, header) => {
    expect(tableOf(`<table>${inner}</table>`).header).toEqual(header);
  });

  test("a row over the whole width names the rows below it", () => {
    const html = `<table><tr><th colspan=3>Bakery</th></tr>${head}<tr><td>1</td><td>O</td><td>a</td></tr><tr><td colspan=3>Closed</td></tr><tr><td>2</td><td>O</td><td>b</td></tr></table>`;
    expect(
      blocksOf(html).map((block) => (block.kind === "table" ? block.rows.map((row) => row.cells[0]) : block.source)),
    ).toEqual(["**Bakery**", ["1", "**Closed**", "2"]]);
  });

  test("a caption is a paragraph, and a table that only arranges the page is none", () => {
    const html = `<table><tr><td><h2>Plan</h2><table><caption>Open <i>work</i></caption>${head}<tr><td>1</td></tr></table></td></tr></table>`;
    expect(blocksOf(html).map((block) => block.kind)).toEqual(["heading", "paragraph", "table"]);
  });

  test("a sheet's title and the empty rows below it stand above its headings", () => {
    const row = (style: string, ...texts: readonly string[]) =>
      `<tr height=20>${texts.map((text) => `<td class=${style}>${text}</td>`).join("")}</tr>`;
    const html = `<style><!--\n.xl65\n\t{color:black;\n\tfont-weight:700;}\n--></style><table><tr><td colspan=3 class=xl65>Bakery</td></tr>${row("xl66", "", "", "")}${row("xl65", "No.", "Task", "Owner")}${row("xl66", "1", "Sweep", "Ivo")}</table>`;
    expect(blocksOf(html)[0]?.source).toBe("**Bakery**");
    expect(tableOf(html)).toMatchObject({ header: ["No.", "Task", "Owner"], rows: [{ cells: ["1", "Sweep", "Ivo"] }] });
  });

  test("a mail's table of logo, date and footer around a table is none", () => {
    const inner = `<table><tr><td><b>Task</b></td><td><b>Owner</b></td></tr>${"<tr><td>Sweep the hall before ten</td><td>Ivo Lark</td></tr>".repeat(3)}</table>`;
    const mail = `<table><tr><td><img src="x.png" alt="Co"></td><td>5 May</td></tr><tr><td colspan=2>${inner}</td></tr></table>`;
    expect(tableOf(mail)).toMatchObject({ header: ["Task", "Owner"], rows: { length: 3 } });
    const cell = "<table><tr><td>oven one</td><td>hot</td></tr><tr><td>oven two</td><td>cold</td></tr></table>";
    const own = `<table><tr><th>Task</th><th>Notes</th></tr><tr><td>a</td><td>${cell}</td></tr></table>`;
    expect(tableOf(own)).toMatchObject({ header: ["Task", "Notes"], rows: { length: 1 } });
  });

  test("a table that a script shows when its sheet or tab is chosen is read", () => {
    const html = `<div style="display:none"><p>Sheet 1</p><table>${head}<tr><td>1</td><td>O</td><td>a</td></tr></table></div>`;
    expect(tableOf(html).rows).toHaveLength(1);
  });

  test("headings in plain cells are headings, also around a table in a cell", () => {
    const notes = "<table><tr><td>oven one</td><td>hot</td></tr><tr><td>oven two</td><td>cold</td></tr></table>";
    const rows = `<tr><td>Sweep</td><td>Ivo</td><td>${notes}</td></tr><tr><td>Mop</td><td>Mira</td><td></td></tr>`;
    const own = tableOf(
      `<table><tr><td><b>Task</b></td><td><b>Owner</b></td><td><b>Notes</b></td></tr>${rows}</table>`,
    );
    expect(own.header).toEqual(["Task", "Owner", "Notes"]);
    expect(own.rows.map(({ cells }) => cells.slice(0, 2))).toEqual([
      ["Sweep", "Ivo"],
      ["Mop", "Mira"],
    ]);
  });

  test("rows carry their line and their slice of the page, or Markdown where that is long", () => {
    const html = `<table>\n${head}\n<tr><td>1</td><td>O</td><td>a</td></tr>\n<tr><td>2</td><td>O</td><td>${"x".repeat(5000)}</td></tr></table>`;
    const [first, second] = tableOf(html).rows;
    expect(first).toMatchObject({ line: 3, source: "<tr><td>1</td><td>O</td><td>a</td></tr>" });
    expect(second?.line).toBe(4);
    expect(second?.source.slice(0, 12)).toBe("| 2 | O | xx");
  });

  test("a part of another file tells its lines by that file", () => {
    const read = readHtml("<p>a</p>\n<p>b</p>", 7);
    expect("ok" in read ? [] : read.map((block) => block.line)).toEqual([7, 8]);
  });
});

describe("a page", () => {
  test("headings, paragraphs, lists, code and rules become blocks whose source is Markdown", () => {
    const html = `<html><head><title>no</title></head><body><h1><span>Bakery</span> : Plan</h1><nav>chrome</nav>
<div class="toc-macro"><ul><li>contents</li></ul></div>
<p>First<br>second</p>loose <b>words</b><hr>
<ul><li><p>Oven</p><ul><li>hot</li></ul></li><li><input type="checkbox" checked> Flour</li></ul><pre>x = 1</pre></body></html>`;
    expect(blocksOf(html).map(({ kind, line, source }) => [kind, line, source])).toEqual([
      ["heading", 1, "# Bakery : Plan"],
      ["paragraph", 3, "First\nsecond"],
      ["paragraph", 3, "loose **words**"],
      ["verbatim", 3, "---"],
      ["list", 4, "- Oven\n  - hot\n- [x] Flour"],
      ["verbatim", 4, "`x = 1`"],
    ]);
  });

  test("entries have their first paragraph, what is nested below it, and the state of their box", () => {
    const [list] = blocksOf(
      "<ol><li>Oven<p>big</p><ul><li>hot</li></ul></li><li data-inline-task-id=1>Flour</li></ol>",
    );
    expect((list as List).entries.map(({ text, body, done }) => [text, body, done])).toEqual([
      ["Oven", "big\n\n- hot", null],
      ["Flour", "", false],
    ]);
  });

  test("a heading of MediaWiki is read without its link to edit it", () => {
    const html = '<h2><span>Ovens</span><span class="mw-editsection">[<a href="/w?edit">edit</a>]</span></h2>';
    expect(blocksOf(html).map((block) => block.source)).toEqual(["## Ovens"]);
  });

  test("titles of Word and Google Docs are headings", () => {
    const html = '<p class=MsoTitle>One</p><p class="c3 title"><span>Two</span></p>';
    expect(blocksOf(html).map((block) => block.source)).toEqual(["# One", "# Two"]);
  });

  test("one that breaks off inside a table is refused, one that forgot its end tags is read", () => {
    expect(refusal("<p>a</p>\n<table><tr><td>x</td><td>y")).toBe(
      "the HTML ends inside the table that starts on line 2",
    );
    expect(refusal("<body><table><tr><td>x<td>y<tr><td>z</body></html>")).toBe("read");
    expect(refusal("<p>a<ul><li>b")).toBe("read");
  });
});

describe("hostile pages are bounded", () => {
  const times = (text: string, count: number) => text.repeat(count);
  test.each([
    ["elements nested 10,000 deep", times("<div>", 10_000), /nested more than 400 deep/],
    ["tables nested 10,000 deep", times("<table><tr><td>", 10_000), /nested more than 400 deep/],
    ["lists nested 10,000 deep", times("<ul><li>x", 10_000), /nested more than 400 deep/],
    [
      "fonts that every paragraph opens again",
      `${Array.from({ length: 300 }, (_, i) => `<font c=${i}>`).join("")}${times("<p>x", 50_000)}`,
      /nested|read/,
    ],
    ["100,000 columns", `<table><tr>${times("<td>x", 100_000)}</table>`, /^read$/],
    [
      "spans of a thousand by a thousand",
      `<table>${times(`<tr>${times("<td colspan=1000 rowspan=60000>x", 20)}`, 1000)}</table>`,
      /^read$/,
    ],
    [
      "cells of a megabyte",
      `<table><tr><th>a<th>b<tr><td>${times("<b>x</b> *", 100_000)}<td>${times("[](", 300_000)}</table>`,
      /^read$/,
    ],
    [
      "a megabyte of blanks and breaks",
      `<table><tr><td>${times("<br> &nbsp;", 50_000)}x<pre>${times("\n ", 200_000)}</pre></table>`,
      /^read$/,
    ],
    ["signs that open tags and never close", times("<a ", 200_000), /^read$/],
  ])("%s", (_, html, outcome) => {
    expect(refusal(html)).toMatch(outcome);
  });

  test("a table cut off at the limit of its spans says that its grid is not exact", () => {
    expect(tableOf(`<table>${times(`<tr>${times("<td colspan=1000 rowspan=60000>x", 20)}`, 100)}</table>`).grid).toBe(
      "ragged",
    );
  });
});
