import fc from "fast-check";
import { expect, test } from "vitest";
import { itemKeys, keyOrder } from "../../src/core/item.ts";
import { readUsualKeys } from "../../src/core/usual-keys.ts";
import type { YamlValue } from "../../src/core/yaml-value.ts";
import { anyCharacter } from "../support/any-character.ts";
import { trials } from "../support/trials.ts";

const word = fc.oneof(
  fc.constantFrom(
    "x",
    " x ",
    "",
    " ",
    "17",
    "017",
    " 17",
    "0",
    "1234567890",
    "-1",
    "1.0",
    "2026-11-30",
    " 2026-11-30 ",
  ),
  fc.constantFrom("2026-02-30", "2026-1-1", "\u00a0"),
  fc.string({ unit: anyCharacter, maxLength: 3 }),
);
const value: fc.Arbitrary<YamlValue> = fc.oneof(
  { arbitrary: word, weight: 6 },
  { arbitrary: fc.constant(null), weight: 1 },
  { arbitrary: fc.array(word, { maxLength: 3 }), weight: 2 },
  { arbitrary: fc.array(fc.oneof(word, fc.constant(null), fc.constant([])), { maxLength: 2 }), weight: 1 },
  { arbitrary: fc.constant({ a: "b" }), weight: 1 },
);

test.each(keyOrder)("%s means without its schema what it means with it", (key) => {
  let [read, refused] = [0, 0];
  fc.assert(
    fc.property(value, (written) => {
      const keys = { id: "17", title: "Flour mill", [key]: written };
      const usual = readUsualKeys(new Map(Object.entries(keys)));
      const schema = itemKeys().safeParse(keys);
      expect(usual).toEqual(schema.success ? schema.data : null);
      if (usual === null) refused++;
      else read++;
    }),
    trials.value,
  );
  // The law says nothing where hardly anything is read, or nothing is wrong.
  expect(read).toBeGreaterThan(trials.value.numRuns / 40);
  expect(refused).toBeGreaterThan(trials.value.numRuns / 40);
});

test.each(["id", "title"])("without its %s a file has no keys of an item", (key) => {
  const keys = new Map(Object.entries({ id: "17", title: "Flour mill" }));
  keys.delete(key);
  expect(readUsualKeys(keys)).toBeNull();
  expect(itemKeys().safeParse(Object.fromEntries(keys)).success).toBe(false);
});
