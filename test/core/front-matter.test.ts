import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { locateKey, readFrontMatter } from "../../src/core/front-matter.ts";
import { trials } from "../support/trials.ts";

function keysOf(text: string): Record<string, unknown> {
  const reading = readFrontMatter(text);
  if (!reading.ok) throw new Error(reading.problem.message);
  return Object.fromEntries(reading.value.keys);
}

/** `line:column code: message` of a text that must be refused. */
function refusal(text: string): string {
  const reading = readFrontMatter(text);
  if (reading.ok) throw new Error(`read as ${JSON.stringify([...reading.value.keys])}`);
  const { line, column, code, message } = reading.problem;
  return `${line}:${column} ${code}: ${message}`;
}

declare global {
  var executed: string | undefined;
}

describe("front matter that would run", () => {
  const blanks = ["", " ", "  ", "\t", "\u00A0", "\u2003", "\u2028", "\v", "\f", "\uFEFF", "\0"];
  const languages = ["js", "JS", "Js", "javascript", "JavaScript", "json", "toml", "coffee", "ts", "yaml", "yml", ";"];
  const payload = 'globalThis.executed = "yes"; module.exports = { id: 1 }';

  test("runs nothing and is refused with a place, in every spelling", () => {
    for (const language of languages) {
      for (const before of blanks) {
        for (const after of blanks) {
          for (const bom of ["", "\uFEFF"]) {
            for (const eol of ["\n", "\r\n"]) {
              const text = `${bom}---${before}${language}${after}${eol}${payload}${eol}---${eol}`;
              expect(refusal(text)).toBe(
                '1:1 front-matter-missing: front matter must start with a plain "---" line: remove what follows the dashes',
              );
            }
          }
        }
      }
    }
    expect(globalThis.executed).toBeUndefined();
  });

  test.each([
    "---js",
    "\n---js\n---\n",
    " ---js\n---\n",
    "\uFEFF\uFEFF---js\n---\n",
    "----js\n----\n",
    "---\rjs\r---\r",
  ])("is not found by a side door: %j", (text) => {
    expect(refusal(text)).toContain("1:1 front-matter-missing");
    expect(globalThis.executed).toBeUndefined();
  });

  test("is only a body when it stands in the body", () => {
    expect(keysOf("---\nid: 1\n---\n---js\nglobalThis.executed = 1\n---\n")).toEqual({ id: "1" });
    expect(globalThis.executed).toBeUndefined();
  });

  test.each(["!!js/function 'function(){}'", "!!js/regexp /a/", "!!js/undefined ''", "!!python/object:x {}", "!x y"])(
    "is no value either: %s",
    (value) => {
      expect(refusal(`---\nid: ${value}\n---\n`)).toMatch(
        /^2:\d+ front-matter-yaml: front matter: a value that starts with ! must be quoted/,
      );
    },
  );
});

describe("front matter that would grow", () => {
  test.each([
    ["an anchor on a value", "id: &a 1"],
    ["an anchor on a list", "owners: &a [x]"],
    ["an anchor on a block list", "owners: &a\n  - x"],
    ["an anchor on a map", "x: &a { b: c }"],
    ["an anchor on a block map", "x: &a\n  b: c"],
    ["an anchor within a list", "owners: [x, &a y]"],
    ["an anchor on a key", "&a id: 1"],
    ["an anchor on nothing", "id: &a"],
    ["an alias", "id: 1\ntitle: *a"],
    ["an anchor and its alias", "id: &a 1\ntitle: *a"],
    ["a merge key", "id: 1\nx: &a { b: c }\n<<: *a"],
    [
      "a billion laughs",
      `a: &a [x]\n${"bcdefghij".replace(/./g, (key) => `${key}: &${key} [*${"abcdefghij"["abcdefghij".indexOf(key) - 1]}, *a]\n`)}`,
    ],
  ])("is refused: %s", (_, yaml) => {
    expect(refusal(`---\n${yaml}\n---\n`)).toContain("anchors and aliases are not supported");
  });

  test("a star or ampersand within words is neither", () => {
    expect(keysOf("---\ntitle: a &b *c\nowners: ['*x', \"&y\"]\n---\n")).toEqual({
      title: "a &b *c",
      owners: ["*x", "&y"],
    });
  });

  test("64 KB are read, more are refused", () => {
    expect(keysOf(`---\nid: ${"x".repeat(60 * 1024)}\n---\n`).id).toHaveLength(60 * 1024);
    expect(refusal(`---\nid: ${"x".repeat(70 * 1024)}\n---\n`)).toBe(
      "1:1 front-matter-open: front matter is larger than 64 KB",
    );
  });

  test.each([
    ["[", 60_000],
    ["{a: ", 15_000],
    ["- ", 30_000],
    ["? ", 30_000],
    ["[[a]: ", 10_000],
    ["!!str ", 10_000],
    ["'", 60_000],
    ["a: b\n", 12_000],
    ['a: ["\\"', 12_000],
    ["a: [\n", 10_000],
  ])("%j repeated %i times comes to an end without being read", (piece, count) => {
    expect(refusal(`---\n${piece.repeat(count)}\n---\n`)).toMatch(/^\d+:\d+ front-matter-/);
  });
});

describe("front matter with names of the language's own", () => {
  test.each(["__proto__", "constructor", "toString", "hasOwnProperty", "prototype"])(
    "%s is a key like any other",
    (key) => {
      const reading = readFrontMatter(`---\n${key}: x\nid: 1\n---\n`);
      expect(reading.ok && [...reading.value.keys]).toEqual([
        [key, "x"],
        ["id", "1"],
      ]);
      expect(Object.hasOwn(Object.prototype, "x")).toBe(false);
    },
  );

  test("a map below __proto__ pollutes nothing", () => {
    readFrontMatter("---\n__proto__: { polluted: yes }\nx: { __proto__: { polluted: yes } }\n---\n");
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });
});

describe("front matter as it is written", () => {
  test.each([
    ["012", "012"],
    ["10:30", "10:30"],
    ["2017-02-31", "2017-02-31"],
    ["2017-10-25", "2017-10-25"],
    ["yes", "yes"],
    ["null", "null"],
    ["~", "~"],
    ["1e3", "1e3"],
    ["0x10", "0x10"],
    ["1_000", "1_000"],
    [".inf", ".inf"],
    ["", null],
    ["# nothing", null],
    ["'it''s'", "it's"],
    ['"a\\tb\\u00e9"', "a\tbé"],
    ["a # comment", "a"],
    ["a#b", "a#b"],
    ["[a, 'b, c', d]", ["a", "b, c", "d"]],
    ["\n  - a\n  - b", ["a", "b"]],
    ["\n- a\n- b", ["a", "b"]],
    [">\n  folded\n  words", "folded words\n"],
    ["|\n  two\n  lines", "two\nlines\n"],
    ["one\n  two", "one two"],
    ["{ a: 01, b: [x] }", { a: "01", b: ["x"] }],
  ])("%j stays as it is", (written, value) => {
    expect(keysOf(`---\nkey: ${written}\n---\n`)).toEqual({ key: value });
    expect(keysOf(`---\r\nkey: ${written.replaceAll("\n", "\r\n")}\r\n---\r\n`)).toEqual({ key: value });
  });

  test.each([
    ["---\nid: 1\n---\nBody\n", "Body\n"],
    ["\uFEFF---\nid: 1\n---\nBody\n", "Body\n"],
    ["---\r\nid: 1\r\n---\r\nBody\r\n", "Body\r\n"],
    ["--- \t\nid: 1\n---\t \nBody\n", "Body\n"],
    ["---\nid: 1\n---", ""],
    ["---\nid: 1\n---\n---\nRule\n---\n", "---\nRule\n---\n"],
    ["---\n# one\nid: 1 # two\n\n# three\n---\n\nBody", "\nBody"],
  ])("%j has its body behind it", (text, body) => {
    const reading = readFrontMatter(text);
    expect(reading.ok && text.slice(reading.value.bodyStart)).toBe(body);
    expect(keysOf(text)).toEqual({ id: "1" });
  });

  test.each(["---\n---\n", "---\r\n---\r\n", "---\n\n---\n", "---\n# only a comment\n---\n", "\uFEFF---\n---"])(
    "%j has no keys, and is read",
    (text) => {
      expect(keysOf(text)).toEqual({});
    },
  );

  test("a reading is nobody else's: the same bad text is refused each time", () => {
    const bad = "---\nid: [\n---\n";
    expect(refusal(bad)).toBe(refusal(bad));
  });
});

describe("front matter that cannot be read", () => {
  test("names the line and column, and what to do", () => {
    const texts = {
      "a duplicate key": "---\nid: 1\ntitle: a\nid: 2\n---\n",
      "a quoted duplicate": '---\nid: 1\n"id": 2\n---\n',
      "a colon in a value": "---\nid: 1\ntitle: Blocked: no budget\n---\n",
      "an open list": "---\nid: 1\nowners: [a, b\n---\n",
      "an open quote": '---\nid: 1\ntitle: "a\n---\n',
      "a percent sign": "---\nid: 1\ntitle: %done\n---\n",
      "text behind a quote": '---\nid: 1\ntitle: "Plan" B\nowners: []\n---\n',
      "an open quote that another closes": '---\nid: 1\ntitle: "Plan\narea: "Product"\n---\n',
      "a word that means nothing": '---\nid: 1\ntitle: "a\\qb"\n---\n',
      "text behind a list": "---\nid: 1\nowners: [a, b] c\n---\n",
      "the wrong bracket": "---\nid: 1\nowners: [a, b}\n---\n",
      "a bracket too many": "---\nid: 1\nowners: a]\ntitle: }\n---\n",
      "no colon": "---\nid: 1\ntitle Plan\narea: x\n---\n",
      "no blank behind a colon": "---\nid: 1\ntitle:Plan\narea: x\n---\n",
      "a key too far in": "---\nid: 1\ntitle: Plan\n area: x\n---\n",
      "a star": "---\nid: 1\ntitle: *important*\n---\n",
      "a map of many lines": "---\ntitle: x\npeople:\n  a: { name: A\n  b: { name: B }\n---\n",
      "a long value": `---\nid: 1\ntitle: ${"words: ".repeat(30)}\n---\n`,
      "an at sign": "---\nid: 1\nowners: @dan\n---\n",
      "a backtick": "---\nid: 1\ntitle: `x`\n---\n",
      "a control character": "---\nid: 1\ntitle: a\u0007b\n---\n",
      "a list of everything": "---\n- a\n- b\n---\n",
      "a word": "---\nwords\n---\n",
      "two documents": "---\nid: 1\n...\nid: 2\n---\n",
      "not closed": "---\nid: 1\n\nBody\n",
      "closed by too much": "---\nid: 1\n----\nBody\n",
      "a key that begins with dashes": "---\nid: 1\n---note: x\ntitle: a\n---\n",
      "nothing at all": "",
      "no front matter": "# Title\n",
      "dashes further down": "Words\n---\nid: 1\n---\n",
      "in Windows' line ends": "---\r\nid: 1\r\ntitle: a\r\nid: 2\r\n---\r\n",
      "behind a mark of byte order": "\uFEFF---\nid: 1\nid: 2\n---\n",
    };
    const shown = Object.entries(texts).map(([name, text]) => `${name}\n  ${refusal(text)}`);
    expect(shown.join("\n")).toMatchInlineSnapshot(`
      "a duplicate key
        4:1 front-matter-yaml: front matter: this key appears twice: keep one
      a quoted duplicate
        3:1 front-matter-yaml: front matter: this key appears twice: keep one
      a colon in a value
        3:15 front-matter-yaml: front matter: a value with ": " in it must be quoted: title: "Blocked: no budget"
      an open list
        3:9 front-matter-yaml: front matter: this [ is never closed: add ]
      an open quote
        3:8 front-matter-yaml: front matter: this quote is never closed: add " at the end of the value
      a percent sign
        3:8 front-matter-yaml: front matter: a value that starts with % must be quoted: title: "%done"
      text behind a quote
        3:14 front-matter-yaml: front matter: text after the closing quote: quote the whole value, title: '"Plan" B'
      an open quote that another closes
        3:8 front-matter-yaml: front matter: this quote is never closed: add " at the end of the value
      a word that means nothing
        3:10 front-matter-yaml: front matter: \\q is not valid in double quotes: write \\\\q, or use single quotes
      text behind a list
        3:15 front-matter-yaml: front matter: text after the ]: remove it, or quote the whole value
      the wrong bracket
        3:14 front-matter-yaml: front matter: ] is missing before this }
      a bracket too many
        4:8 front-matter-yaml: front matter: a value that starts with } must be quoted: title: "}"
      no colon
        3:1 front-matter-yaml: front matter: no colon on this line: write "key: value"
      no blank behind a colon
        3:6 front-matter-yaml: front matter: no space after the colon: add one
      a key too far in
        4:1 front-matter-yaml: front matter: the line is indented: remove the spaces in front of it
      a star
        3:19 front-matter-yaml: front matter: anchors and aliases are not supported: a value that starts with * must be quoted
      a map of many lines
        4:6 front-matter-yaml: front matter: this { is never closed: add }
      a long value
        3:13 front-matter-yaml: front matter: a value with ": " in it must be quoted: title: "words: words: words: words: words: words: words: words: word…"
      an at sign
        3:9 front-matter-yaml: front matter: a value that starts with @ must be quoted: owners: "@dan"
      a backtick
        3:8 front-matter-yaml: front matter: a value that starts with \` must be quoted: title: "\`x\`"
      a control character
        3:11 front-matter-yaml: front matter: hidden character: remove it
      a list of everything
        1:1 front-matter-refused: front matter must be "key: value" lines
      a word
        1:1 front-matter-refused: front matter must be "key: value" lines
      two documents
        3:1 front-matter-yaml: front matter: remove the line "..."
      not closed
        1:1 front-matter-open: front matter is not closed: add a line "---" after its last key
      closed by too much
        1:1 front-matter-open: front matter is not closed: add a line "---" after its last key
      a key that begins with dashes
        3:1 front-matter-yaml: front matter: only its last line may start with "---"
      nothing at all
        1:1 front-matter-missing: no front matter: the file must start with a line "---"
      no front matter
        1:1 front-matter-missing: no front matter: the file must start with a line "---"
      dashes further down
        1:1 front-matter-missing: no front matter: the file must start with a line "---"
      in Windows' line ends
        4:1 front-matter-yaml: front matter: this key appears twice: keep one
      behind a mark of byte order
        3:1 front-matter-yaml: front matter: this key appears twice: keep one"
    `);
  });

  test("is never an exception, whatever the text", () => {
    const yamlish = fc.string({
      unit: fc.constantFrom(
        "---",
        "\n",
        "\r\n",
        "a",
        ": ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        "&a",
        "*a",
        "!!",
        "'",
        '"',
        "|",
        ">",
        "#",
        "\t",
        "  ",
        "?",
        "%",
        "@",
        "\0",
        "\uFEFF",
      ),
      maxLength: 60,
    });
    fc.assert(
      fc.property(yamlish, fc.boolean(), (yaml, closed) => {
        const text = closed ? `---\n${yaml}\n---\n` : yaml;
        const reading = readFrontMatter(text);
        if (!reading.ok) {
          expect(reading.problem.line).toBeGreaterThanOrEqual(1);
          expect(reading.problem.line).toBeLessThanOrEqual(text.split("\n").length);
          expect(reading.problem.column).toBeGreaterThanOrEqual(1);
        } else {
          expect(reading.value.bodyStart).toBeLessThanOrEqual(text.length);
        }
      }),
      trials.value,
    );
  });
});

describe("the place of a key", () => {
  const text = '---\nid: 1\n"title" : x\nowners:\n  - title\nhx-input:   yes\nf.o+o: 1\nGröße: 2\n---\ndue: no\n';

  test.each([
    ["id", { line: 2, column: 5 }],
    ["title", { line: 3, column: 11 }],
    ["owners", { line: 4, column: 8 }],
    ["hx-input", { line: 6, column: 13 }],
    ["f.o+o", { line: 7, column: 8 }],
    ["Größe", { line: 8, column: 8 }],
    ["due", { line: 1, column: 1 }],
    ["f.oo", { line: 1, column: 1 }],
  ])("%s is where its value begins", (key, place) => {
    expect(locateKey(text, key)).toEqual(place);
    expect(locateKey(text.replaceAll("\n", "\r\n"), key)).toEqual(place);
  });
});

test("thousands of blank lines are refused, not waited for", () => {
  const reading = readFrontMatter(`---\nid: 1\ntitle: "x"\nowners:\n  - a\n${"\n".repeat(60_000)}---\n`);
  expect(reading).toMatchObject({
    ok: false,
    problem: { line: 6, message: expect.stringContaining("spaces in a row") },
  });
});
