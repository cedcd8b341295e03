import fc from "fast-check";
import { expect, test } from "vitest";
import { sourceOf, takeApart, takeApartYaml } from "../../src/core/merge/yaml-parts.ts";
import { look, model, write } from "../support/item-edits.ts";
import { trials } from "../support/trials.ts";

const value = fc.constantFrom(
  "",
  " ",
  " x",
  "   x y  ",
  " 'a'",
  ' "a: b"',
  " []",
  " [ ]",
  " [a]",
  " [ a,b , c ]",
  ' ["a b", c]',
  " 2026-10-02",
);
const lines = fc
  .uniqueArray(fc.tuple(fc.constantFrom("id", "due", "owners", "x-y", "z"), value), { selector: ([key]) => key })
  .chain((keys) => fc.tuple(fc.constant(keys), fc.array(fc.constantFrom("", "\n"), { minLength: 6, maxLength: 6 })))
  .map(
    ([keys, blanks]) => keys.map(([key, written], index) => `${blanks[index]}${key}:${written}\n`).join("") + blanks[5],
  );
const front = fc
  .tuple(model, look)
  .map(([item, how]) => /---\n([\s\S]*?\n)---/.exec(write(item, how).replaceAll("\r\n", "\n"))?.[1] ?? "");

test("pieces are all of a text, and the same with and without a parser of YAML", () => {
  fc.assert(
    fc.property(fc.oneof(lines, front), (source) => {
      const parts = takeApart(source);
      expect(parts).toEqual(takeApartYaml(source));
      expect(parts && sourceOf(parts)).toBe(source);
    }),
    trials.reading,
  );
});
