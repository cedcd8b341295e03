import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDocument } from "yaml";
import type { KeyValue } from "../../src/core/front-matter-edit.ts";
import { keyOrder } from "../../src/core/item.ts";
import { setKeys } from "../../src/core/set-keys.ts";
import { anyCharacter } from "../support/any-character.ts";
import { itemText, readingOf, withCrlf } from "../support/builders.ts";
import { trials } from "../support/trials.ts";

const order = [...keyOrder, "hx-input"];

function keysOf(text: string): Record<string, unknown> {
  return Object.assign(Object.create(null), Object.fromEntries(readingOf(text).frontMatter.keys));
}

/** The front matter's lines after a change, or why it was refused. */
function changed(yaml: string, key: string, value: KeyValue): string {
  const result = setKeys(itemText("\nBody\n", yaml), [[key, value]], order);
  if (!result.ok) return `refused: ${result.message}`;
  return result.text.replace(/^---\n|---\n\nBody\n$/g, "");
}

function isStrictYaml(text: string): boolean {
  const front = text
    .slice(text.indexOf("\n") + 1, readingOf(text).frontMatter.bodyStart)
    .replace(/---[ \t]*\r?\n?$/, "");
  return parseDocument(front, { schema: "failsafe" }).errors.length === 0;
}

/** The law of every change: that key alone reads otherwise, and the other keys' lines are there byte for byte. */
function expectAlone(text: string, key: string, value: KeyValue): string {
  const result = setKeys(text, [[key, value]], order);
  if (!result.ok) return "refused";
  const [before, after] = [keysOf(text), keysOf(result.text)];
  if (value === null) expect(after[key] ?? null).toBeNull();
  else expect(after[key]).toEqual(value);
  delete before[key];
  delete after[key];
  expect(after).toEqual(before);
  // js-yaml reads `[a]b: c` and other things that no other reader does.
  if (isStrictYaml(text)) expect(isStrictYaml(result.text)).toBe(true);
  const body = (each: string) => each.slice(readingOf(each).frontMatter.bodyStart);
  expect(body(result.text)).toBe(body(text));
  return result.text;
}

describe("setting a key", () => {
  test.each<[string, string, string, KeyValue, string]>([
    ["a plain value", "id: 1\nstatus: open\ndue: x\n", "status", "done", "id: 1\nstatus: done\ndue: x\n"],
    [
      "behind a comment",
      "id: 1\n# keep\nstatus: open # why\n",
      "status",
      "done",
      "id: 1\n# keep\nstatus: done # why\n",
    ],
    ["with odd blanks", "id: 1\nstatus:    open   \n", "status", "done", "id: 1\nstatus:    done   \n"],
    ["in double quotes", 'id: 1\nstatus: "open"\n', "status", "done", 'id: 1\nstatus: "done"\n'],
    ["in single quotes", "id: 1\ntitle: 'a'\n", "title", "it's", "id: 1\ntitle: 'it''s'\n"],
    ["in quotes that it does not fit", 'id: 1\ntitle: "a"\n', "title", 'a "b"', 'id: 1\ntitle: a "b"\n'],
    ["under a quoted key", 'id: 1\n"status": open\n', "status", "done", 'id: 1\n"status": done\n'],
    ["with a blank before the colon", "id: 1\nstatus : open\n", "status", "done", "id: 1\nstatus : done\n"],
    [
      "folded",
      "id: 1\ntimeline: >\n  long\n  words\ndue: x\n",
      "timeline",
      "Nov'17",
      "id: 1\ntimeline: Nov'17\ndue: x\n",
    ],
    [
      "folded, stripped",
      "id: 1\ntimeline: >-\n  long\n  words\ndue: x\n",
      "timeline",
      "Nov",
      "id: 1\ntimeline: Nov\ndue: x\n",
    ],
    [
      "literal",
      "id: 1\ntimeline: |\n  long\n  words\n\ndue: x\n",
      "timeline",
      "Nov",
      "id: 1\ntimeline: Nov\n\ndue: x\n",
    ],
    [
      "on several lines",
      "id: 1\ntitle: one\n  two\n  three\ndue: x\n",
      "title",
      "four",
      "id: 1\ntitle: four\ndue: x\n",
    ],
    ["empty", "id: 1\ndue:\nrefs: []\n", "due", "2017-10-10", "id: 1\ndue: 2017-10-10\nrefs: []\n"],
    ["empty, with a blank", "id: 1\ndue: \n", "due", "2017-10-10", "id: 1\ndue: 2017-10-10\n"],
    ["empty, with a comment", "id: 1\ndue:   # soon\n", "due", "2017-10-10", "id: 1\ndue: 2017-10-10  # soon\n"],
    ["empty, quoted", "id: 1\ndue: ''\n", "due", "2017-10-10", "id: 1\ndue: '2017-10-10'\n"],
    ["with a comment that has a colon", "id: 1\ndue: # a: b\n", "due", "x", "id: 1\ndue: x # a: b\n"],
    [
      "missing, at its place",
      "id: 1\ntitle: a\ntimeline: x\n",
      "status",
      "open",
      "id: 1\ntitle: a\nstatus: open\ntimeline: x\n",
    ],
    ["missing, first", "due: x\n", "id", "1", "id: 1\ndue: x\n"],
    [
      "missing, behind a list",
      "id: 1\nowners:\n  - a\n  - b\nx: 1\n",
      "start",
      "2017-10-10",
      "id: 1\nowners:\n  - a\n  - b\nstart: 2017-10-10\nx: 1\n",
    ],
    [
      "missing, behind a list without indent",
      "id: 1\nowners:\n- a\nx: 1\n",
      "start",
      "y",
      "id: 1\nowners:\n- a\nstart: y\nx: 1\n",
    ],
    [
      "missing, behind a folded value",
      "id: 1\nowners: >\n  a\n  b\n\nx: 1\n",
      "start",
      "y",
      "id: 1\nowners: >\n  a\n  b\nstart: y\n\nx: 1\n",
    ],
    [
      "missing, behind a flow list on several lines",
      "id: 1\nowners: [\n  a, # one\n  b\n] # two\nx: 1\n",
      "start",
      "y",
      "id: 1\nowners: [\n  a, # one\n  b\n] # two\nstart: y\nx: 1\n",
    ],
    ["missing, unknown to all", "id: 1\nx: 1\n", "zeta", "y", "id: 1\nx: 1\nzeta: y\n"],
    ["in no front matter at all", "", "status", "open", "status: open\n"],
    ["in one of comments alone", "# nothing\n", "status", "open", "# nothing\nstatus: open\n"],
    ["with a value that needs quotes", "id: 1\n", "title", "a: b #c", 'id: 1\ntitle: "a: b #c"\n'],
    ["with a value of another type's looks", "id: 1\n", "title", "[x]", 'id: 1\ntitle: "[x]"\n'],
    ["taken away", "id: 1\ndue: x # why\nrefs: []\n", "due", null, "id: 1\nrefs: []\n"],
    ["taken away, a list", "id: 1\nowners:\n  - a # one\n  - b\nrefs: []\n", "owners", null, "id: 1\nrefs: []\n"],
    ["taken away, a folded one", "id: 1\ndue: |\n  a\n\n  b\nrefs: []\n", "due", null, "id: 1\nrefs: []\n"],
    [
      "taken away, empty",
      "id: 1\ndue: # soon: maybe\nrefs: []\n",
      "due",
      null,
      "id: 1\ndue: # soon: maybe\nrefs: []\n",
    ],
    ["taken away, the only one", "due: x\n", "due", null, ""],
    ["taken away, not there", "id: 1\n", "due", null, "id: 1\n"],
  ])("%s", (_, yaml, key, value, expected) => {
    expect(changed(yaml, key, value)).toBe(expected);
    const windows = setKeys(withCrlf(itemText("\nBody\n", yaml)), [[key, value]], order);
    expect(windows).toEqual({ ok: true, text: withCrlf(itemText("\nBody\n", expected)) });
  });

  test.each<[string, string, readonly string[], string]>([
    ["a flow list, one more", "owners: [a, b] # who\n", ["a", "b", "c"], "owners: [a, b, c] # who\n"],
    ["a flow list, one less", "owners: [a, b, c]\n", ["a", "c"], "owners: [a, c]\n"],
    ["a flow list, the last less", "owners: [ a, b ]\n", ["a"], "owners: [ a ]\n"],
    ["a flow list, one for another", "owners: ['a', \"b\"]\n", ["a", "c"], "owners: ['a', c]\n"],
    ["a flow list in another order", "owners: [a, b]\n", ["b", "a"], "owners: [b, a]\n"],
    ["an empty flow list", "owners: []\n", ["a"], "owners: [a]\n"],
    ["a flow list, emptied", "owners: [a]\n", [], "owners: []\n"],
    [
      "a flow list on several lines",
      "owners: [\n  a, # one\n  b\n]\n",
      ["a", "b", "c"],
      "owners: [\n  a, # one\n  b, c\n]\n",
    ],
    [
      "a block list, one more",
      "owners:\n  - a # one\n  - 'b'\nx: 1\n",
      ["a", "b", "c"],
      "owners:\n  - a # one\n  - 'b'\n  - c\nx: 1\n",
    ],
    ["a block list, one less", "owners:\n  - a\n  - b # two\n  - c\n", ["a", "c"], "owners:\n  - a\n  - c\n"],
    ["a block list without indent", "owners:\n- a\n- b\n", ["b", "c"], "owners:\n- b\n- c\n"],
    ["a block list far in", "owners:\n      -   a\n", ["a", "b"], "owners:\n      -   a\n      -   b\n"],
    ["a block list, emptied", "owners:\n  - a\n  - b\n", [], "owners: []\n"],
    ["a block list, all others", "owners:\n  - a\n  - b\nx: 1\n", ["c"], "owners: [c]\nx: 1\n"],
    ["a single value", "owners: a\n", ["a", "b"], "owners: [a, b]\n"],
    ["no value", "owners:\n", ["a"], "owners: [a]\n"],
    ["entries that need quotes", "refs: [a]\n", ["a", "b, c", "#d"], 'refs: [a, "b, c", "#d"]\n'],
  ])("as a list: %s", (_, yaml, values, expected) => {
    const key = yaml.slice(0, yaml.indexOf(":"));
    expect(changed(`id: 1\n${yaml}`, key, values)).toBe(`id: 1\n${expected}`);
    const windows = setKeys(withCrlf(itemText("\nBody\n", `id: 1\n${yaml}`)), [[key, values]], order);
    expect(windows).toEqual({ ok: true, text: withCrlf(itemText("\nBody\n", `id: 1\n${expected}`)) });
  });

  test("is refused where it would touch something else, and the text stays", () => {
    const cases: [string, string, KeyValue][] = [
      ["{ id: 1, status: open }\n", "status", "done"],
      ["id: 1\nstatus: { a: b }\n", "status", "done"],
      ["id: 1\nstatus:\n  a: b\n", "status", "done"],
      ["id: 1\nowners:\n  - a # who\n  - b\n", "owners", ["c"]],
      ["id: 1\nowners: [\n  a, # who\n]\n", "owners", ["c"]],
      ["  id: 1\n  title: x\n", "status", "done"],
      ["? id\n: 1\n", "id", "2"],
      ["id: 1\nowners: [a, a]\n", "owners", ["a"]],
      ["id: 1\nstatus: !!str open\n", "status", null],
    ];
    const shown = cases.map(
      ([yaml, key, value]) => `${JSON.stringify(yaml)} ${key}=${JSON.stringify(value)}\n  ${changed(yaml, key, value)}`,
    );
    expect(shown.join("\n")).toMatchInlineSnapshot(`
      ""{ id: 1, status: open }\\n" status="done"
        refused: status: front matter is written as {…}: put each key on its own line
      "id: 1\\nstatus: { a: b }\\n" status="done"
        refused: status: gtm cannot change a nested value: edit the file
      "id: 1\\nstatus:\\n  a: b\\n" status="done"
        refused: status: gtm cannot change a nested value: edit the file
      "id: 1\\nowners:\\n  - a # who\\n  - b\\n" owners=["c"]
        refused: owners: gtm cannot change a list with comments in it: edit the file
      "id: 1\\nowners: [\\n  a, # who\\n]\\n" owners=["c"]
        refused: owners: gtm cannot change a list with comments in it: edit the file
      "  id: 1\\n  title: x\\n" status="done"
        refused: gtm cannot make this change without touching something else: edit the file
      "? id\\n: 1\\n" id="2"
        ? id
      : 2

      "id: 1\\nowners: [a, a]\\n" owners=["a"]
        id: 1
      owners: [a]

      "id: 1\\nstatus: !!str open\\n" status=null
        id: 1
      "
    `);
  });

  test("of a file that cannot be read says where it is wrong", () => {
    expect(setKeys("---\nid: 1\nid: 2\n---\n", [["status", "x"]], order)).toMatchObject({
      ok: false,
      line: 3,
      column: 1,
    });
    expect(setKeys("words", [["status", "x"]], order)).toMatchObject({ ok: false, line: 1 });
  });

  test("goes through on a file that is wrong elsewhere", () => {
    const text = itemText("stray\n", "id: x\ntitle:\ndue: 2017-02-31\nunknown: [1]\nstatus: open\n");
    expect(setKeys(text, [["status", "done"]], order)).toEqual({ ok: true, text: text.replace("open", "done") });
  });

  test("leaves a body that begins with a rule, or has front matter in it, alone", () => {
    for (const body of ["---\nwords\n---\n", "---\n", "--- \nid: 2\n---\n", "***\n---"]) {
      const text = itemText(body, "id: 1\nstatus: open\n");
      expect(setKeys(text, [["status", "done"]], order)).toEqual({ ok: true, text: text.replace("open", "done") });
    }
  });

  test("of several keys makes all changes or none", () => {
    const text = itemText("", "id: 1\nstatus: open\nx: { a: b }\n");
    expect(
      setKeys(
        text,
        [
          ["status", "done"],
          ["due", "2017-10-10"],
        ],
        order,
      ),
    ).toMatchObject({ ok: true });
    expect(
      setKeys(
        text,
        [
          ["status", "done"],
          ["x", "y"],
        ],
        order,
      ),
    ).toMatchObject({ ok: false });
  });

  test.each([100, 1000, 2000, 5000, 20_000])("beside a value nested %i deep it works or is refused", (depth) => {
    const text = itemText("", `id: 1\nstatus: open\nx: ${"[".repeat(depth)}${"]".repeat(depth)}\n`);
    const result = setKeys(text, [["status", "done"]], order);
    if (result.ok) expect(result.text).toBe(text.replace("open", "done"));
    else expect(result.message).toMatch(/nested too deeply/);
  });
});

describe("the law of a change", () => {
  const value = fc
    .oneof(
      fc.constantFrom(
        "yes",
        "no",
        "012",
        "1e3",
        "null",
        "~",
        "2017-10-10",
        "a: b",
        "a #b",
        "- x",
        "? x",
        "#x",
        "@x",
        "`x`",
        "%x",
        "!x",
        "&x",
        "*x",
        "|",
        ">",
        "'",
        '"',
        "''",
        "[a",
        "{a",
        "a,b",
        "a]",
        "---",
        "...",
        "x:",
        ":x",
        "\\",
        "a\\b",
        "Größe",
        "日本 👩‍🍳",
        "\u202eabc",
        "a\tb",
        "\u0085",
        "\u009b",
        "\uFEFFa",
        "\u2028",
        "\ud800",
      ),
      fc.string({ unit: anyCharacter, minLength: 1, maxLength: 20 }),
    )
    .map((text) => text.trim())
    .filter((text) => text !== "");
  const list = fc.array(value, { maxLength: 4 });

  /** A key's lines, in one of the shapes in which people write YAML. */
  const shape = (key: string) =>
    fc.oneof(
      fc.constantFrom(
        `${key}: plain\n`,
        `${key}:   plain   \n`,
        `${key}: plain # why: x\n`,
        `"${key}": plain\n`,
        `'${key}' : plain\n`,
        `${key}: "double"\n`,
        `${key}: 'sin''gle' # why\n`,
        `${key}: two\n  lines\n`,
        `${key}:\n  below\n`,
        `${key}: >\n  folded\n  words\n`,
        `${key}: |-\n  literal\n\n  words\n`,
        `${key}: |+\n  kept\n\n`,
        `${key}: >2\n  indented\n`,
        `${key}: "on\n  two lines"\n`,
        `${key}: [a, b]\n`,
        `${key}: [ 'a', "b" ] # why\n`,
        `${key}: [\n  a, # one\n  b\n]\n`,
        `${key}: []\n`,
        `${key}: [a,\n  b,]\n`,
        `${key}:\n  - a\n  - b # two\n`,
        `${key}:\n- a\n- 'b'\n`,
        `${key}: # list\n    - a\n\n    # b next\n    - b\n`,
        `${key}:\n`,
        `${key}: \n`,
        `${key}: # none yet\n`,
        `${key}: ''\n`,
        `${key}: ~\n`,
        `${key}: { a: b }\n`,
        `${key}:\n  a: b\n`,
        `${key}:\n\t- x\n`,
        `# above\n\n${key}: x\n\n# below\n`,
        `${key}:\tplain\n`,
      ),
    );
  const front = fc
    .tuple(
      shape("id"),
      shape("title"),
      shape("status"),
      shape("owners"),
      shape("odd key"),
      fc.array(fc.nat(4), { maxLength: 5 }),
    )
    .map(([...parts]) => {
      const chosen = [...new Set(parts[5])].map((index) => parts[index as 0 | 1 | 2 | 3 | 4]);
      return chosen.join("");
    });
  const text = fc
    .tuple(front, fc.constantFrom("", "\nBody\n", "---\nx: y\n---\n", "no line end"), fc.boolean(), fc.boolean())
    .map(([yaml, body, windows, bom]) => {
      const unix = `${bom ? "\uFEFF" : ""}${itemText(body, yaml)}`;
      return windows ? withCrlf(unix) : unix;
    })
    .filter((each) => {
      try {
        return Boolean(readingOf(each));
      } catch {
        return false;
      }
    });
  const key = fc.constantFrom(
    "id",
    "title",
    "status",
    "owners",
    "odd key",
    "due",
    "refs",
    "hx-input",
    "__proto__",
    "new: key",
  );

  test("that key alone reads otherwise, and every line of the others is there byte for byte", () => {
    const refused: string[] = [];
    fc.assert(
      fc.property(text, key, fc.oneof(value, list, fc.constant(null)), (before, name, to) => {
        const after = expectAlone(before, name, to);
        if (after === "refused") {
          refused.push(before);
          return;
        }
        // Undone line by line: what the change left of the old lines is all of them but that key's own.
        const own = new RegExp(`^(?:["']?${name.replace(/[^\w ]/g, "\\$&")}["']? ?:|[ \\t]|-(?!--)|\\]|\\r?$)`);
        const others = before.split("\n").filter((line) => !own.test(line));
        const lines = after.split("\n");
        for (const line of others) expect(lines).toContain(line);
      }),
      trials.text,
    );
    // Refusing everything would keep the law too.
    expect(refused.length).toBeLessThan(trials.text.numRuns * 0.3);
  });

  test("set to what it is, nothing changes", () => {
    fc.assert(
      fc.property(text, key, (before, name) => {
        const is = keysOf(before)[name];
        fc.pre(is === null || is === undefined || typeof is === "string");
        expect(setKeys(before, [[name, is ?? null]], order)).toEqual({ ok: true, text: before });
      }),
    );
  });

  test("there and back gives the text as it was, on plain lines", () => {
    fc.assert(
      fc.property(value, (to) => {
        const before = itemText("\nBody\n", "id: 1\ntitle: old # why\ndue: 2017-10-10\n");
        const there = expectAlone(before, "title", to);
        expect(expectAlone(there, "title", "old").replace(/["']old["']/, "old")).toBe(before);
        const added = expectAlone(before, "status", to);
        expect(expectAlone(added, "status", null)).toBe(before);
      }),
    );
  });
});
