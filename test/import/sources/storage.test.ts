import { describe, expect, test } from "vitest";
import type { Block } from "../../../src/import/sources/blocks.ts";
import { readStorage } from "../../../src/import/sources/storage.ts";

function blocksOf(xml: string): readonly Block[] {
  const read = readStorage(xml);
  if ("ok" in read) throw new Error(read.message);
  return read;
}

function cell(content: string): string | undefined {
  const xml = `<table><tbody><tr><th>A</th><th>B</th></tr><tr><td>${content}</td><td /></tr></tbody></table>`;
  const table = blocksOf(xml).find((block) => block.kind === "table");
  return table?.kind === "table" ? table.rows[0]?.cells[0] : undefined;
}

function refusal(xml: string): string {
  const read = readStorage(xml);
  return "ok" in read ? read.message : "read";
}

const macro = (name: string, inner: string) => `<ac:structured-macro ac:name="${name}">${inner}</ac:structured-macro>`;
const parameter = (name: string, value: string) => `<ac:parameter ac:name="${name}">${value}</ac:parameter>`;
const body = (inner: string) => `<ac:rich-text-body>${inner}</ac:rich-text-body>`;

describe("Confluence's elements in a cell", () => {
  test.each([
    ["status", macro("status", parameter("colour", "Green") + parameter("title", "ON TRACK")), "ON TRACK"],
    ["status by colour alone", macro("status", parameter("colour", "Red")), "Red"],
    ["date", '<p><time datetime="2031-03-04" />&nbsp;</p>', "2031-03-04"],
    ["user by account", '<ac:link><ri:user ri:account-id="55:ab"/></ac:link>', "[55:ab](user:55:ab)"],
    ["user by key", '<ac:link><ri:user ri:userkey="8a7f"/></ac:link>', "[8a7f](user:8a7f)"],
    [
      "user by name, with words",
      '<ac:link><ri:user ri:username="ivo"/><ac:link-body>Ivo <b>Lark</b></ac:link-body></ac:link>',
      "[Ivo **Lark**](user:ivo)",
    ],
    ["page", '<ac:link><ri:page ri:content-title="Oven &amp; plan"/></ac:link>', "Oven & plan"],
    [
      "page with words",
      '<ac:link><ri:page ri:content-title="P"/><ac:plain-text-link-body><![CDATA[the <plan> & more]]></ac:plain-text-link-body></ac:link>',
      "the &lt;plan> & more",
    ],
    ["attachment", '<ac:link><ri:attachment ri:filename="plan.xlsx"/></ac:link>', "plan.xlsx"],
    [
      "address",
      '<ac:link><ri:url ri:value="https://a.example/b"/><ac:link-body>b</ac:link-body></ac:link>',
      "[b](https://a.example/b)",
    ],
    ["emoticon", '<ac:emoticon ac:name="cross"/> <ac:emoticon ac:name="blue-star" ac:emoji-fallback="🌟"/>', "❌ 🌟"],
    [
      "picture",
      '<ac:image><ri:attachment ri:filename="oven.png"/></ac:image> <ac:image ac:alt="shop"><ri:url ri:value="https://shop.example/front.png"/></ac:image>',
      "oven.png [shop](https://shop.example/front.png)",
    ],
    [
      "tasks",
      "<ac:task-list><ac:task><ac:task-id>4</ac:task-id><ac:task-status>complete</ac:task-status><ac:task-body>bake</ac:task-body></ac:task><ac:task><ac:task-status>incomplete</ac:task-status><ac:task-body><span>sell</span></ac:task-body></ac:task></ac:task-list>",
      "- [x] bake\n- [ ] sell",
    ],
    [
      "code",
      macro("code", `${parameter("language", "sh")}<ac:plain-text-body><![CDATA[a <b>\n  c]]></ac:plain-text-body>`),
      "```\na <b>\n  c\n```",
    ],
    ["panel", macro("panel", parameter("title", "Risk") + body("<p>heat</p>")), "**Risk**\n\nheat"],
    [
      "fold without a title of its own",
      macro("expand", parameter("title", "12 earlier comments") + body("<p>heat</p>")),
      "heat",
    ],
    ["ticket", macro("jira", parameter("server", "J") + parameter("key", "OV-12")), "OV-12"],
    [
      "profile",
      macro("profile", '<ac:parameter ac:name="user"><ri:user ri:username="ivo"/></ac:parameter>'),
      "[ivo](user:ivo)",
    ],
    ["inline comment", '<ac:inline-comment-marker ac:ref="1">hot</ac:inline-comment-marker> oven', "hot oven"],
    ["instruction of the template", "<ac:placeholder>type here</ac:placeholder>x", "x"],
    [
      "two readings of a part",
      '<ac:adf-extension><ac:adf-node type="panel"><ac:adf-content>a</ac:adf-content></ac:adf-node><ac:adf-fallback><p>a</p></ac:adf-fallback></ac:adf-extension>',
      "a",
    ],
    ["entities", "&nbsp;&eacute;&copy;&ndash;&#8364;&lt;i&gt;", "é©–€&lt;i>"],
    ["lists", "<ul><li>10/25: a<ul><li>b</li></ul></li><li>10/20: c</li></ul>", "- 10/25: a\n  - b\n- 10/20: c"],
  ])("%s", (_, xml, markdown) => {
    expect(cell(xml)).toBe(markdown);
  });
});

describe("a page", () => {
  test("layouts and macros are walked through, and a fold's title stands over its table", () => {
    const xml = `<?xml version="1.0"?>
<ac:layout><ac:layout-section ac:type="single"><ac:layout-cell>
<h2>Work&nbsp;list</h2>
${macro("expand", parameter("title", "Closed items") + body('<table><tbody><tr><th>#</th><th>Task</th></tr>\n<tr><td rowspan="2">1</td><td>a</td></tr><tr><td>b</td></tr></tbody></table>'))}
${macro("toc", "")}</ac:layout-cell></ac:layout-section></ac:layout>`;
    const blocks = blocksOf(xml);
    expect(blocks.map(({ kind, line }) => [kind, line])).toEqual([
      ["heading", 3],
      ["paragraph", 4],
      ["table", 4],
    ]);
    expect(blocks[1]?.source).toBe("**Closed items**");
    const table = blocks[2];
    expect(table?.kind === "table" && table.rows.map((row) => [row.line, row.cells, row.source])).toEqual([
      [5, ["1", "a"], '<tr><td rowspan="2">1</td><td>a</td></tr>'],
      [5, ["", "b"], "<tr><td>b</td></tr>"],
    ]);
  });

  test("the places of what is read do not shift where the text is longer than one chunk", () => {
    const filler = `<p>${"🥖 bread ".repeat(20_000)}</p>\n`;
    const blocks = blocksOf(`${filler}<ul><li>last</li></ul>`);
    const list = blocks.at(-1);
    expect(list?.kind === "list" && list.entries[0]).toMatchObject({ line: 2, source: "<li>last</li>" });
  });
});

describe("what is refused, and where", () => {
  test.each([
    [
      "an end tag left out",
      "<p>a</p>\n<p>a<br>b</p>",
      "line 2, column 13: not well-formed: </p> while <br> from line 2 is open",
    ],
    [
      "text that breaks off",
      "<p>a</p>\n<table><tr><td>x",
      "line 2, column 16: the page ends inside <td>, which starts on line 2",
    ],
    ["a tag that breaks off", "<p>a</p>\n<td", "line 2, column 3: the page ends inside a tag"],
    ["an end tag too many", "<p>a</p>\n</td>", "line 2, column 5: not well-formed: </td> closes nothing"],
    [
      "entities that multiply",
      '<!DOCTYPE a [<!ENTITY b "b"><!ENTITY c "&b;&b;&b;">]><p>&c;</p>',
      "line 1, column 28: it declares a document type",
    ],
  ])("%s", (_, xml, message) => {
    expect(refusal(xml)).toBe(message);
  });

  test.each([
    ["a bare ampersand", "<p>R & D</p>", "R & D"],
    ["an unknown character", "<p>&flour;</p>", "&amp;flour;"],
    ["the name of a method", "<p>&constructor;</p>", "&amp;constructor;"],
    ["an attribute without quotes", "<p class=a>x</p>", "x"],
  ])("%s, which XML does not allow, is text", (_, xml, text) => {
    expect(blocksOf(xml).map(({ source }) => source)).toEqual([text]);
  });

  test("a document type inside of code is code", () => {
    const code = macro("code", "<ac:plain-text-body><![CDATA[<!DOCTYPE html> & x]]></ac:plain-text-body>");
    expect(blocksOf(code)[0]?.source).toBe("`<!DOCTYPE html> & x`");
  });
});

describe("hostile pages are bounded", () => {
  test.each([
    ["elements nested 10,000 deep", "<p>".repeat(10_000), /nested more than 400 deep/],
    ["100,000 columns", `<table><tr>${"<td>x</td>".repeat(100_000)}</tr></table>`, /^read$/],
    ["100,000 attributes", `<p ${Array.from({ length: 100_000 }, (_, i) => `a${i}="1"`).join(" ")}/>`, /^read$/],
    ["100,000 unknown characters", `<p>${Array.from({ length: 100_000 }, (_, i) => `&a${i};`).join("")}</p>`, /^read$/],
    ["CDATA that never ends", `<p>${"<![CDATA[".repeat(200_000)}`, /ends inside <p>/],
    ["five megabytes of text", `<p>${"x &nbsp;".repeat(600_000)}</p>`, /^read$/],
  ])("%s", (_, xml, outcome) => {
    expect(refusal(xml)).toMatch(outcome);
  });
});
