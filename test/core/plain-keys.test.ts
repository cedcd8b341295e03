import fc from "fast-check";
import yaml from "js-yaml";
import { describe, expect, it } from "vitest";
import { readNestedKeys } from "../../src/core/nested-keys.ts";
import { readPlainKeys } from "../../src/core/plain-keys.ts";
import { anyCharacter } from "../support/any-character.ts";
import { trials } from "../support/trials.ts";

function yamlKeys(source: string): unknown {
  return Object.entries((yaml.safeLoad(source, { schema: yaml.FAILSAFE_SCHEMA }) ?? {}) as object);
}

describe("plain keys", () => {
  it("read what gtm writes", () => {
    const source =
      'id: 17\ntitle: \'Support: tier 1\'\nstatus: in-progress\narea: Product / Engineering\nowners: [a, b.c]\ndue:\ntimeline: Nov\'17 and beyond\nrefs: []\nkeys: ["2.10", R-001, "a b"]\nnote: "x: # y"';
    expect([...(readPlainKeys(source) ?? [])]).toEqual(yamlKeys(source));
  });

  it.each(['a: ["b, c"]', 'a: [b"c"]'])("leave %j to the reader of lists within lists", (source) => {
    expect(readPlainKeys(source)).toBeNull();
    expect([...(readNestedKeys(source) ?? [])]).toEqual(yamlKeys(source));
  });

  it("read lists and maps as gtm writes them", () => {
    const source =
      'people:\n  bo.k: { name: Bo Kay, url: "https://x.example.com/{n}" }\n  mreyes: {}\nareas: [Product, "2.10"]\nmoves: { a: [b, c], d: [] }\ncolumns:\n  due: Until\n  in-work: It\'s on\nmilestones:\n  - { date: 2026-10-14, title: Hearth & Grain (Ghent) }\n  - plain\nend: x';
    expect([...(readNestedKeys(source) ?? [])]).toEqual(yamlKeys(source));
    expect(readPlainKeys(source)).toBeNull();
  });

  it.each([
    "a: b: c",
    "a: b #c",
    "a: {b: c",
    "a: {b:c}",
    "a: {b}",
    "a: {b: }",
    "a: {b: c, b: d}",
    "a: {b: c,}",
    "a: {b: c} d",
    'a: {"b": c}',
    "a: {b: *c}",
    "a: {b: c # d}",
    "a: {__proto__: b}",
    "a: [b: c]",
    "a: [{b: c}, ]",
    'a: {b: "c" d}',
    "a:\n  b: c\n   d: e",
    "a:\n  b: c\n\n  d: e",
    "a:\n  b:\n    c: d",
    "a:\n  b:\n  c: d",
    "a:\n  b: c\n  b: d",
    "a:\n  b: c\n  - d",
    "a:\n  - b: c",
    "a:\n  -",
    "a:\n  b: |",
    "a:\n  b: c\n  # d",
    "a:\n  __proto__: b",
    "a: b\n  c: d",
    "  a: b",
    "a: |\n  x",
    "a: x\n  y",
    "- a",
    "a: *b",
    "a: 'it''s'",
    'a: "\\e"',
    "a: b\na: c",
    "? a",
    "a:\n- b",
    "\ta: b",
    "a: - b",
    "__proto__: x",
    "a: b:",
    "...",
    "a: [b,,c]",
    'a: ["b" c]',
    'a: ["\\e"]',
  ])("leave %j to the YAML parser", (source) => {
    expect([readPlainKeys(source), readNestedKeys(source)]).toEqual([null, null]);
  });

  it("never read otherwise than YAML does", () => {
    const character = fc.constantFrom(
      ..." abz09:#-,[]{}'\"&*!|>%@`?~\\/.=_(+é漢\t\u00a0\u0085\u2028\u200b\ufeff".split(""),
      "\n",
      ": ",
      " #",
      "\r\n",
      "😀",
    );
    const value = fc.oneof(
      fc.string({ unit: character, maxLength: 12 }),
      fc.string({ unit: anyCharacter, maxLength: 8 }),
      fc.constantFrom(
        "[a, b]",
        '["a", "2.1" ]',
        '["a b",c]',
        '[ "" ]',
        "'x'",
        '"y"',
        "~",
        "null",
        "yes",
        "012",
        "2017-02-31",
      ),
    );
    const name = fc.constantFrom("a", "b", "key", "x-y", "c_d", "e.f", "2", "n/a", "g ", "-", "null");
    const sign = fc.oneof(
      { arbitrary: fc.constantFrom("{", "}", "[", "]", ",", ", ", ": ", " "), weight: 8 },
      { arbitrary: name, weight: 4 },
      { arbitrary: value, weight: 1 },
    );
    const { collection } = fc.letrec<{ collection: string }>((tie) => {
      const within = fc.oneof({ maxDepth: 3 }, value, name, tie("collection"));
      const pair = fc.tuple(name, within).map(([key, text]) => `${key}: ${text}`);
      return {
        collection: fc.oneof(
          fc.array(within, { maxLength: 3 }).map((values) => `[${values.join(", ")}]`),
          fc.array(pair, { maxLength: 3 }).map((pairs) => `{ ${pairs.join(", ")} }`),
          fc.array(sign, { maxLength: 8 }).map((signs) => signs.join("")),
        ),
      };
    });
    const any = fc.oneof(value, collection);
    const indent = fc.oneof({ arbitrary: fc.constant("  "), weight: 8 }, { arbitrary: fc.constant("   "), weight: 1 });
    const lines = (mark: fc.Arbitrary<string>) =>
      fc
        .array(fc.tuple(indent, mark, any), { minLength: 1, maxLength: 3 })
        .map((entries) => entries.map(([blanks, before, text]) => `\n${blanks}${before} ${text}`).join(""));
    const below = fc.oneof(lines(fc.constant("-")), lines(name.map((word) => `${word}:`)));
    const source = fc
      .array(fc.tuple(fc.constantFrom("a", "b", "key", "x-y", "c_d"), fc.oneof(value, collection, below)), {
        maxLength: 4,
      })
      .map((pairs) => pairs.map(([key, text]) => `${key}: ${text}`).join("\n"));
    let [read, collections] = [0, 0];
    fc.assert(
      fc.property(source, (text) => {
        const keys = readNestedKeys(text);
        expect([keys, null]).toContainEqual(readPlainKeys(text));
        if (keys === null) return;
        read++;
        if ([...keys.values()].some((value) => typeof value === "object" && value !== null)) collections++;
        expect([...keys]).toEqual(yamlKeys(text));
      }),
      trials.rare,
    );
    // The law says nothing where hardly anything is read.
    expect(read).toBeGreaterThan(trials.rare.numRuns / 10);
    expect(collections).toBeGreaterThan(trials.rare.numRuns / 20);
  });
});
