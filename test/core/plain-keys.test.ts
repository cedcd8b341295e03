import fc from "fast-check";
import yaml from "js-yaml";
import { describe, expect, it } from "vitest";
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

  it.each([
    "a: b: c",
    "a: b #c",
    "a: [b, [c]]",
    "a: {b: c}",
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
    'a: ["b, c"]',
    'a: ["b" c]',
    'a: [b"c"]',
    'a: ["\\e"]',
  ])("leave %j to the YAML parser", (source) => {
    expect(readPlainKeys(source)).toBeNull();
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
    const source = fc
      .array(fc.tuple(fc.constantFrom("a", "b", "key", "x-y", "c_d"), value), { maxLength: 4 })
      .map((pairs) => pairs.map(([key, text]) => `${key}: ${text}`).join("\n"));
    let read = 0;
    fc.assert(
      fc.property(source, (text) => {
        const keys = readPlainKeys(text);
        if (keys === null) return;
        read++;
        expect([...keys]).toEqual(yamlKeys(text));
      }),
      trials.rare,
    );
    // The law says nothing where hardly anything is read.
    expect(read).toBeGreaterThan(trials.rare.numRuns / 10);
  });
});
