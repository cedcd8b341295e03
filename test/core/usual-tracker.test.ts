import fc from "fast-check";
import { expect, test } from "vitest";
import { freshTracker } from "../../src/core/fresh-tracker.ts";
import { readFrontMatter } from "../../src/core/front-matter.ts";
import { trackerKeys } from "../../src/core/tracker.ts";
import { readUsualSettings } from "../../src/core/usual-tracker.ts";
import type { YamlValue } from "../../src/core/yaml-value.ts";
import { trials } from "../support/trials.ts";

test("the settings that init writes are read without schemas", () => {
  const reading = readFrontMatter(freshTracker);
  expect(reading.ok && readUsualSettings(reading.value.keys)?.priorities.P1?.weeks).toBe(2);
});

test("a map with __proto__ is left to the schemas", () => {
  const reading = readFrontMatter("---\npeople: { __proto__: { name: x }, dan: { name: y } }\n---\n");
  expect(reading.ok && readUsualSettings(reading.value.keys)).toBeNull();
});

const word = fc.constantFrom(
  ...["x", " x ", "", "2", "02", "12345", "-3", "2026-10-22", " 2026-10-22", "2026-02-30", "error", "off", " off"],
  ...[
    "boolean",
    "choice",
    "colour",
    "https://x.example.com/{n}",
    " mailto:a@example.com ",
    "javascript:x",
    "https:x y",
  ],
);
const name = fc.constantFrom(
  ...["P1", "mreyes", "2", "constructor", "toString", "name", "url", "email", "account-id", "label", "weeks", "type"],
  ...["values", "date", "end", "title", "severity", "limit", "zzz"],
);
const { value } = fc.letrec<{ value: YamlValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: "large" },
    { arbitrary: word, weight: 6 },
    { arbitrary: fc.constant(null), weight: 1 },
    { arbitrary: fc.array(tie("value"), { maxLength: 3 }), weight: 2 },
    { arbitrary: fc.dictionary(name, tie("value"), { maxKeys: 3, noNullPrototype: true }), weight: 3 },
  ),
}));

/** Values of each key as they are meant, so that more than a few are right. */
const mapOf = (entry: fc.Arbitrary<YamlValue>) => fc.dictionary(name, entry, { maxKeys: 2, noNullPrototype: true });
const anObject = (...keys: readonly string[]) =>
  fc.dictionary(fc.constantFrom(...keys), word, { maxKeys: 3, noNullPrototype: true });
const meant: Readonly<Record<keyof ReturnType<typeof trackerKeys>["shape"], fc.Arbitrary<YamlValue>>> = {
  title: word,
  people: mapOf(anObject("name", "url", "email", "account-id", "userkey", "username")),
  areas: fc.array(word, { maxLength: 3 }),
  statuses: mapOf(word),
  priorities: mapOf(anObject("label", "weeks")),
  fields: mapOf(anObject("label", "type", "values")),
  refs: mapOf(word),
  columns: mapOf(word),
  "as-of": word,
  "stale-after": word,
  milestones: fc.array(anObject("date", "end", "title", "url"), { maxLength: 2 }),
  rules: mapOf(anObject("severity", "limit")),
  "status-moves": mapOf(fc.array(word, { maxLength: 2 })),
};

test.each(Object.keys(meant) as (keyof typeof meant)[])("%s means without schemas what it means with them", (key) => {
  let [read, refused] = [0, 0];
  fc.assert(
    fc.property(fc.oneof(meant[key], value), (written) => {
      const usual = readUsualSettings(new Map([[key, written]]));
      const schema = trackerKeys().safeParse({ [key]: written });
      if (usual === null) refused++;
      else {
        read++;
        expect({ ...schema, data: usual }).toEqual(schema);
        expect(schema.success).toBe(true);
      }
    }),
    trials.value,
  );
  // The law says nothing where hardly anything is read, or nothing is wrong.
  expect(read).toBeGreaterThan(trials.value.numRuns / 20);
  expect(refused).toBeGreaterThan(trials.value.numRuns / 20);
});

test("a key that no tracker has is left to the schemas", () => {
  expect(readUsualSettings(new Map([["milestone", []]]))).toBeNull();
});
