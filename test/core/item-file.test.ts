import { describe, expect, test } from "vitest";
import { fieldRule, readFieldValue, readItem } from "../../src/core/item-file.ts";
import type { Field } from "../../src/core/tracker.ts";
import { aTracker, itemText } from "../support/builders.ts";

const tracker = aTracker({
  fields: {
    legal: { label: null, type: "boolean", values: [] },
    effort: { label: null, type: "number", values: [] },
    review: { label: null, type: "date", values: [] },
    risk: { label: null, type: "choice", values: ["low", "high"] },
    note: { label: null, type: "text", values: [] },
  },
});

function read(keys: string, body = "") {
  return readItem(itemText(body, keys), "items/017-support.md", tracker);
}

describe("an item of more marks than a page is drawn of in time", () => {
  test.each(["*a* ".repeat(10_001), "- a\n".repeat(20_001), "]".repeat(20_001), "&amp;".repeat(20_001)])(
    "is reported, and has no reading: %#",
    (body) => {
      const { item, problems: found } = read("id: 17\ntitle: a\n", body);
      expect([item, found.map(({ code, line, message }) => [code, line, message])]).toEqual([
        null,
        [
          [
            "text-too-long",
            5,
            "the item has more than 20000 lines and Markdown marks: move part of it to another file, and link to that",
          ],
        ],
      ]);
    },
  );

  test("is no long text of words", () => {
    expect(read("id: 17\ntitle: a\n", "Many words, and more.\n".repeat(15_000)).item?.description).toHaveLength(
      329_999,
    );
  });
});

function problems(keys: string, body = ""): string {
  return read(keys, body)
    .problems.map(({ line, column, severity, code, message }) => `${line}:${column} ${severity} ${code}: ${message}`)
    .join("\n");
}

describe("an item's file", () => {
  test("is read whole", () => {
    const keys = `id: 017
title: Support
status: in-progress
priority: P2
area: Product / Engineering
owners: [mreyes, tokonkwo]
start: 2026-10-10
due: 2026-11-30
timeline: Nov'26
refs: [DOUGH-12]
closed:
legal: yes
effort: 2.5
`;
    const body = "\nWords.\n\n## Comments\n\n- **2026-10-11** b\n- **2026-10-10 @mreyes** a\n- undated\n";
    expect(read(keys, body).item).toMatchInlineSnapshot(`
      {
        "area": "Product / Engineering",
        "closed": null,
        "comments": [
          {
            "author": null,
            "date": null,
            "text": "undated",
          },
          {
            "author": "mreyes",
            "date": "2026-10-10",
            "text": "a",
          },
          {
            "author": null,
            "date": "2026-10-11",
            "text": "b",
          },
        ],
        "description": "Words.",
        "due": "2026-11-30",
        "fields": {
          "effort": 2.5,
          "legal": true,
        },
        "id": 17,
        "owners": [
          "mreyes",
          "tokonkwo",
        ],
        "path": "items/017-support.md",
        "priority": "P2",
        "refs": [
          "DOUGH-12",
        ],
        "start": "2026-10-10",
        "status": "in-progress",
        "timeline": "Nov'26",
        "title": "Support",
      }
    `);
  });

  test("has its comments oldest first, those of a day in their order, the undated before all", () => {
    const body = "## Comments\n\n- **2026-10-11** c\n- x\n- **2026-10-10** a\n- **2026-10-10** b\n";
    expect(read("id: 1\ntitle: a\n", body).item?.comments.map(({ text }) => text)).toEqual(["x", "a", "b", "c"]);
  });

  test.each([
    ["owners: mreyes", ["mreyes"]],
    ["owners: [ mreyes , '', ' tokonkwo ' ]", ["mreyes", "tokonkwo"]],
    ["owners:\n  - mreyes", ["mreyes"]],
    ["owners:", []],
    ["owners: []", []],
    ["due:", []],
  ])("%j gives the owners %j", (line, owners) => {
    expect(read(`id: 1\ntitle: a\n${line}\n`)).toMatchObject({ item: { owners }, problems: [] });
  });

  test("with a wrong value has a problem there, and the rest of it is read", () => {
    const keys = `id: 17
title: Support
status: [a, b]
owners: { a: b }
start: 2017-02-31
due: next week
closed: 10/25/2017
legal: maybe
effort: much
review: 2017-13-01
risk: medium
note: [a]
stauts: open
zzz: 1
`;
    expect(problems(keys, "stray\n\n## Comments\n\n- undated\n")).toMatchInlineSnapshot(`
      "4:9 error key-value: status: must be one value on one line
      5:9 error key-value: owners: must be a list, like [a, b]
      6:8 error key-value: start: "2017-02-31" is not a valid date: write it as YYYY-MM-DD
      7:6 error key-value: due: "next week" is not a valid date: write it as YYYY-MM-DD
      8:9 error key-value: closed: "10/25/2017" is not a valid date: write it as YYYY-MM-DD
      9:8 error field-value: legal: must be yes or no, not "maybe"
      10:9 error field-value: effort: must be a number, not "much"
      11:9 error field-value: review: must be a date, YYYY-MM-DD, not "2017-13-01"
      12:7 error field-value: risk: must be one of low, high, not "medium"
      13:7 error field-value: note: must be text, not ["a"]
      14:9 warning key-unknown: unknown key "stauts": did you mean status?
      15:6 warning key-unknown: unknown key "zzz": add it as a column (gtm field add zzz), or ignore this
      21:3 warning comment-undated: a comment starts with its date: - **YYYY-MM-DD** text"
    `);
    expect(read(keys).item).toMatchObject({
      id: 17,
      title: "Support",
      status: null,
      owners: [],
      due: null,
      fields: {},
    });
  });

  test.each([
    ["title: a\n", "1:1 error key-value: id: an item needs its number: add a line id: N"],
    ["id: 0\ntitle: a\n", '2:5 error key-value: id: "0" is not an item number'],
    ["id: -1\ntitle: a\n", '2:5 error key-value: id: "-1" is not an item number'],
    ["id: 1e3\ntitle: a\n", '2:5 error key-value: id: "1e3" is not an item number'],
    ["id: 12345678901\ntitle: a\n", '2:5 error key-value: id: "12345678901" is not an item number'],
    ["id: ../../x\ntitle: a\n", '2:5 error key-value: id: "../../x" is not an item number'],
    ["id: 1\n", "1:1 error key-value: title: an item needs a title: add a line title: …"],
    ["id: 1\ntitle:\n", "3:7 error key-value: title: an item needs a title: add a line title: …"],
    ["id: 1\ntitle: '  '\n", "3:8 error key-value: title: the title is empty"],
    ["id: 1\ntitle: [a]\n", "3:8 error key-value: title: an item needs a title: add a line title: …"],
  ])("without number or title is no item: %j", (keys, problem) => {
    expect(read(keys).item).toBeNull();
    expect(problems(keys)).toBe(problem);
  });

  test("with names of the language's own as keys is read, and they are unknown like any other", () => {
    const { item, problems: found } = read("id: 1\ntitle: a\nconstructor: x\n__proto__: y\ntoString: z\nvalueOf: 1\n");
    expect(item).toMatchObject({ id: 1, title: "a", fields: {} });
    expect(found.map(({ code, line }) => `${line} ${code}`)).toEqual([
      "4 key-unknown",
      "5 key-unknown",
      "6 key-unknown",
      "7 key-unknown",
    ]);
  });

  test.each(["<<<<<<< HEAD\n=======\n>>>>>>> x", ">>>>>>> theirs"])(
    "with conflict markers is not read: %j",
    (lines) => {
      expect(read(`id: 1\ntitle: a\n${lines}\nx: 1\n`)).toMatchObject({
        item: null,
        problems: [{ code: "conflict-markers", line: 4, column: 1 }],
      });
    },
  );

  test("may speak of conflict markers", () => {
    expect(read("id: 1\ntitle: a\n", "  <<<<<<< HEAD\n<<<<<<<\nx <<<<<<< y\n").item).not.toBeNull();
  });
});

describe("a declared field", () => {
  const field = (type: Field["type"], values: string[] = []): Field => ({ label: null, type, values });

  test.each<[Field, string, unknown]>([
    [field("boolean"), "yes", true],
    [field("boolean"), "Y", true],
    [field("boolean"), "TRUE", true],
    [field("boolean"), "x", true],
    [field("boolean"), "no", false],
    [field("boolean"), "off", false],
    [field("boolean"), "-", false],
    [field("boolean"), "maybe", null],
    [field("boolean"), "", null],
    [field("number"), "12", 12],
    [field("number"), "-1.5", -1.5],
    [field("number"), "1_000", 1000],
    [field("number"), "012", 12],
    [field("number"), "0x10", null],
    [field("number"), "1e3", null],
    [field("number"), "Infinity", null],
    [field("number"), "10:30", null],
    [field("date"), " 2017-10-25 ", "2017-10-25"],
    [field("date"), "2017-02-29", null],
    [field("choice", ["low", "high"]), "low", "low"],
    [field("choice", ["low", "high"]), "Low", null],
    [field("choice"), "anything", "anything"],
    [field("text"), " words ", "words"],
  ])("%j reads %j as %j", (declared, written, value) => {
    expect(readFieldValue(written, declared)).toBe(value);
  });

  test.each([[["a"]], [{ a: "b" }], [null]])("reads %j as nothing", (written) => {
    expect(readFieldValue(written, field("text"))).toBeNull();
  });

  test("says what its value must be", () => {
    const rules = [field("boolean"), field("number"), field("date"), field("choice", ["low", "high"]), field("text")];
    expect(rules.map((each) => fieldRule("x", each)).join("\n")).toMatchInlineSnapshot(`
      "must be yes or no, not "x"
      must be a number, not "x"
      must be a date, YYYY-MM-DD, not "x"
      must be one of low, high, not "x"
      must be text, not "x""
    `);
  });
});
