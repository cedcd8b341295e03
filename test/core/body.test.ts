import fc from "fast-check";
import type { ListItem, RootContent } from "mdast";
import { remark } from "remark";
import remarkGfm from "remark-gfm";
import { describe, expect, test } from "vitest";
import { readBody } from "../../src/core/body.ts";
import { withCrlf } from "../support/builders.ts";
import { ordinaryBody } from "../support/documents.ts";
import { trials } from "../support/trials.ts";

function comments(body: string) {
  return readBody(body, 0).comments.map(({ date, author, text }) => [date, author, text]);
}

function problems(body: string): string[] {
  return readBody(body, 0).problems.map(({ line, column, severity, code }) => `${line}:${column} ${severity} ${code}`);
}

const parser = remark().use(remarkGfm).freeze();

/** Where remark sees the items of the lists under the last `## Comments` heading: the last character of each. */
function itemEnds(body: string): number[] {
  const nodes = parser.parse(body).children;
  const at = nodes.findLastIndex(
    (node) => node.type === "heading" && node.depth === 2 && /^comments$/i.test(headingWords(node)),
  );
  const rest = nodes.slice(at + 1);
  const end = rest.findIndex((node) => node.type === "heading" && node.depth <= 2);
  const items = rest
    .slice(0, end === -1 ? undefined : end)
    .flatMap((node): ListItem[] => (node.type === "list" ? node.children : []));
  // remark gives an unclosed fence the marker of the item behind it.
  const next = (index: number) => items[index + 1]?.position?.start.offset ?? body.length;
  return items.map(
    ({ position }, index) => body.slice(0, Math.min(position?.end.offset ?? 0, next(index))).trimEnd().length,
  );
}

function headingWords(node: RootContent): string {
  return "children" in node ? node.children.map((child) => ("value" in child ? child.value : "")).join("") : "";
}

describe("the body of an item, against a Markdown parser", () => {
  test("has the comments that remark sees as list items, each to its last character", () => {
    fc.assert(
      fc.property(ordinaryBody, (body) => {
        expect(readBody(body, 0).comments.map(({ end }) => body.slice(0, end).trimEnd().length)).toEqual(
          itemEnds(body),
        );
      }),
      trials.reading,
    );
  });

  test("reads the same in either line end", () => {
    fc.assert(
      fc.property(ordinaryBody, (body) => {
        const [unix, windows] = [readBody(body, 0), readBody(withCrlf(body), 0)];
        expect(windows.description).toBe(unix.description);
        expect(comments(withCrlf(body))).toEqual(comments(body));
        expect(windows.problems).toEqual(unix.problems);
        expect(windows.comments.map(({ end }) => withCrlf(body).slice(0, end))).toEqual(
          unix.comments.map(({ end }) => withCrlf(body.slice(0, end))),
        );
      }),
    );
  });
});

describe("comments", () => {
  test.each([
    ["one line", "- **2017-10-10** Words.", [["2017-10-10", null, "Words."]]],
    ["with an author", "- **2017-10-10 @mreyes** Words.", [["2017-10-10", "mreyes", "Words."]]],
    [
      "several, with blank lines or without",
      "- **2017-10-10** a\n- **2017-10-11** b\n\n\n- **2017-10-12** c\n",
      [
        ["2017-10-10", null, "a"],
        ["2017-10-11", null, "b"],
        ["2017-10-12", null, "c"],
      ],
    ],
    ["in paragraphs", "- **2017-10-10** a\n\n  b\n\n\n  c\n", [["2017-10-10", null, "a\n\nb\n\n\nc"]]],
    [
      "with a list in it",
      "- **2017-10-10** a\n\n  - b\n    - c\n  - d\n",
      [["2017-10-10", null, "a\n\n- b\n  - c\n- d"]],
    ],
    ["with a list right under it", "- **2017-10-10** a\n  - b\n", [["2017-10-10", null, "a\n- b"]]],
    [
      "with code in it",
      "- **2017-10-10** a\n\n  ```\n  - **x**\n\n    y\n  ```\n- **2017-10-11** b",
      [
        ["2017-10-10", null, "a\n\n```\n- **x**\n\n  y\n```"],
        ["2017-10-11", null, "b"],
      ],
    ],
    [
      "with a fence that nothing closes",
      "- **2017-10-10** a\n\n  ```\n  b\n- **2017-10-11** c",
      [
        ["2017-10-10", null, "a\n\n```\nb"],
        ["2017-10-11", null, "c"],
      ],
    ],
    [
      "with an HTML comment that nothing closes",
      "- **2017-10-10** a <!-- b\n- **2017-10-11** c",
      [
        ["2017-10-10", null, "a <!-- b"],
        ["2017-10-11", null, "c"],
      ],
    ],
    [
      "with lazy lines",
      "- **2017-10-10** a\nlazy\n  and not\n- **2017-10-11** b",
      [
        ["2017-10-10", null, "a\nlazy\nand not"],
        ["2017-10-11", null, "b"],
      ],
    ],
    [
      "with stars",
      "* **2017-10-10** a\n* **2017-10-11** b",
      [
        ["2017-10-10", null, "a"],
        ["2017-10-11", null, "b"],
      ],
    ],
    [
      "with pluses and minuses in turn",
      "+ **2017-10-10** a\n- **2017-10-11** b",
      [
        ["2017-10-10", null, "a"],
        ["2017-10-11", null, "b"],
      ],
    ],
    [
      "as prettier 1 lays them out",
      "-   **2017-10-10** a\n\n    b\n\n-   **2017-10-11** c",
      [
        ["2017-10-10", null, "a\n\nb"],
        ["2017-10-11", null, "c"],
      ],
    ],
    [
      "numbered",
      "1. **2017-10-10** a\n   b\n2. **2017-10-11** c",
      [
        ["2017-10-10", null, "a\nb"],
        ["2017-10-11", null, "c"],
      ],
    ],
    [
      "behind a tab",
      "-\t**2017-10-10** a\n\n\tb\n-\t**2017-10-11** c",
      [
        ["2017-10-10", null, "a\n\nb"],
        ["2017-10-11", null, "c"],
      ],
    ],
    ["behind a tab, with blanks below", "*\t**2017-10-10** a\n\n    b\n      c", [["2017-10-10", null, "a\n\nb\n  c"]]],
    ["with their bullet alone on its line", "-\n  **2017-10-10** a", [[null, null, "**2017-10-10** a"]]],
    [
      "with nothing in them",
      "-\n- **2017-10-10**\n",
      [
        [null, null, ""],
        ["2017-10-10", null, ""],
      ],
    ],
    [
      "undated",
      "- a\n- **2017-10-10** b",
      [
        [null, null, "a"],
        ["2017-10-10", null, "b"],
      ],
    ],
    ["unbolded", "- 2017-10-10: a", [["2017-10-10", null, "a"]]],
    [
      "in the wrong order, which is kept",
      "- **2017-10-11** b\n- **2017-10-10** a",
      [
        ["2017-10-11", null, "b"],
        ["2017-10-10", null, "a"],
      ],
    ],
  ])("are read %s", (_, section, expected) => {
    expect(comments(`## Comments\n\n${section}`)).toEqual(expected);
  });

  test.each([
    ["nothing", "", null],
    ["no heading", "- **2017-10-10** a\n", null],
    ["another level", "### Comments\n\n- **2017-10-10** a\n", null],
    ["more words", "## Comments on it\n\n- **2017-10-10** a\n", null],
    ["no blank", "##Comments\n\n- **2017-10-10** a\n", null],
    ["too much indent", "    ## Comments\n\n- **2017-10-10** a\n", null],
    ["nothing below", "## Comments", 11],
    ["nothing below in Windows", "## Comments\r\n", 11],
  ])("are none with %s", (_, body, headingEnd) => {
    expect(readBody(body, 0)).toMatchObject({ comments: [], headingEnd, problems: [] });
  });

  test("stand under the last of several headings; the ones before are description", () => {
    const body = "## Comments\n\n- **2017-10-10** a\n\n## Comments\n\n- **2017-10-11** b\n";
    expect(comments(body)).toEqual([["2017-10-11", null, "b"]]);
    expect(readBody(body, 0).description).toBe("## Comments\n\n- **2017-10-10** a");
  });

  test.each([
    ["a fence", "```\n## Comments\n```"],
    ["a longer fence", "````\n```\n## Comments\n````"],
    ["a fence of tildes", "~~~\n```\n## Comments\n~~~"],
    ["an HTML comment", "<!--\n## Comments\n-->"],
    ["a list item", "- x\n\n  ## Comments"],
    ["a fence in a list item", "- x\n  ```\n  ## Comments\n  ```"],
  ])("do not stand under a heading in %s", (_, description) => {
    const body = `## Comments\n\n- **2017-10-10** a\n\n## After\n\n${description}\n`;
    expect(comments(body)).toEqual([["2017-10-10", null, "a"]]);
  });

  test.each([
    "```\ncode that nothing closes",
    "<!-- a note that nothing closes",
    "- ```\n  in a list item",
    "~~~",
    "> ```",
  ])("are not hidden behind %j", (description) => {
    expect(comments(`${description}\n\n## Comments\n\n- **2017-10-10** a\n`)).toEqual([["2017-10-10", null, "a"]]);
  });

  test("may hold a heading of their own section's name", () => {
    const body = "## Comments\n\n- **2017-10-10** a\n\n  ## Comments\n\n  b\n- **2017-10-11** c\n";
    expect(comments(body)).toEqual([
      ["2017-10-10", null, "a\n\n## Comments\n\nb"],
      ["2017-10-11", null, "c"],
    ]);
  });

  test("end where the next section begins", () => {
    const body = "## Comments\n\n- **2017-10-10** a\n\n# After\n\n- **2017-10-11** b\n";
    expect(comments(body)).toEqual([["2017-10-10", null, "a"]]);
    expect(problems(body)).toEqual([]);
  });

  test("with deeper headings between them go on behind these, which are reported", () => {
    const body = "## Comments\n\n- **2017-10-10** a\n\n### October\n\n- **2017-10-11** b\n";
    expect(comments(body)).toHaveLength(2);
    expect(problems(body)).toEqual(["5:1 warning comment-stray"]);
  });

  test("have problems with their places", () => {
    const body = "Words\n\n## Comments\n\nstray\n\n- a\n- **10/25/2017** b\n*   2017-02-30 c\n\n***\n";
    expect(problems(body)).toEqual([
      "5:1 warning comment-stray",
      "11:1 warning comment-stray",
      "7:3 warning comment-undated",
      "8:3 warning comment-date-form",
      "9:5 error comment-date",
    ]);
  });
});

describe("a description", () => {
  test.each([
    ["\n\nWords.\n\nMore.\n\n## Comments\n", "Words.\n\nMore."],
    ["Words.", "Words."],
    ["Words.\r\nMore.\r\n", "Words.\nMore."],
    ["<!-- gtm:source line 12\n| a | b |\n-->\nWords.\n", "Words."],
    ["Words.\n<!-- a note of one's own -->\n", "Words.\n<!-- a note of one's own -->"],
    ["   \n\t\n", ""],
  ])("of %j is %j", (body, description) => {
    expect(readBody(body, 0).description).toBe(description);
  });
});

describe("two megabytes of hostile lines", () => {
  const lines = [
    "```",
    "~~~",
    "<!--",
    "-->",
    "- ",
    "- **2017-10-10** a",
    "## Comments",
    ">",
    "  ",
    "* * *",
    "- ```",
    "\t",
    "1.",
    "```\n~~~",
  ];

  test.each([...lines, "```\n<!--\n-->\n", "- a\n  <!--", "<!-- -->", "- \n\n"])("%j come to an end", (line) => {
    const body = `${line}\n`.repeat(2_000_000 / (line.length + 1));
    expect(readBody(body, 0).comments.length).toBeLessThanOrEqual(body.length);
  });

  test.each(["`", "- ", "*", " ", "\t", "#", "<!--", "1", "-"])("one line of %j comes to an end", (piece) => {
    const body = `## Comments\n${piece.repeat(2_000_000 / piece.length)}`;
    expect(readBody(body, 0).headingEnd).not.toBeUndefined();
  });

  test("fences of every length, none closed, come to an end", () => {
    const body = Array.from({ length: 2000 }, (_, index) => "`".repeat(2000 - index)).join("x\n");
    expect(readBody(body, 0).comments).toEqual([]);
  });
});
