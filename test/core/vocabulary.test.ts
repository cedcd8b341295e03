import { describe, expect, test } from "vitest";
import type { VocabularyColumn } from "../../src/core/standard-columns.ts";
import { findWord, unknownInFile } from "../../src/core/vocabulary.ts";
import { anItem, aTracker } from "../support/builders.ts";

const person = { name: null, url: null, email: null, "account-id": null, userkey: null, username: null };
const tracker = aTracker({
  people: {
    mreyes: { ...person, name: "Marisol Reyes", email: "marisol@example.com" },
    mara: { ...person, name: "Mara Stone" },
    tokonkwo: { ...person, name: "Tobe Okonkwo" },
    constructor: person,
  },
  areas: ["Product", "Product Marketing", "Pilot Bakeries"],
});

function find(column: VocabularyColumn, typed: string, used: Parameters<typeof anItem>[0] = {}): string {
  const nothing = { status: null, priority: null, area: null, owners: [] };
  const found = findWord(column, typed, tracker, { items: [anItem({ ...nothing, ...used })] });
  return found.ok ? found.key : `${found.message} | ${found.known}`;
}

describe("a word of the tracker", () => {
  test.each<[VocabularyColumn, string, string]>([
    ["status", "blocked", "blocked"],
    ["status", "In Progress", "in-progress"],
    ["status", "in_prog", "in-progress"],
    ["status", "bl", "blocked"],
    ["priority", "P1", "P1"],
    ["priority", "1", "P1"],
    ["priority", "p2", "P2"],
    ["priority", "due within two weeks", "P1"],
    ["area", "product", "Product"],
    ["area", "pilot", "Pilot Bakeries"],
    ["area", "PRODUCT M", "Product Marketing"],
    ["owners", "MReyes", "mreyes"],
    ["owners", "tobe", "tokonkwo"],
    ["owners", "Okonkwo", "tokonkwo"],
    ["owners", "Tobe Okonkwo", "tokonkwo"],
    ["owners", "marisol@example.com", "mreyes"],
    ["owners", "mari", "mreyes"],
    ["owners", "mara", "mara"],
    ["owners", "constructor", "constructor"],
  ])("is found: %s %s is %s", (column, typed, key) => {
    expect(find(column, typed)).toBe(key);
  });

  test.each<[VocabularyColumn, string, string]>([
    ["owners", "mar", '"mar" matches more than one person: mreyes, mara | type more of it'],
    ["area", "prod", '"prod" matches more than one area: Product, Product Marketing | type more'],
    ["owners", "t", 'unknown owner "t" | use one of mreyes, mara, tokonkwo'],
    ["owners", "marisl reyes", 'unknown owner "marisl reyes", did you mean "mreyes"? | use one of mreyes, mara,'],
    ["status", "wip", 'unknown status "wip" | use one of pending, in-progress, blocked, done'],
    ["priority", "9", 'unknown priority "9"'],
    ["area", "toString", 'unknown area "toString"'],
  ])("is not guessed: %s %s", (column, typed, message) => {
    expect(find(column, typed)).toContain(message);
  });

  test("may be one that only items have, for whoever looks for them", () => {
    expect(find("status", "WIP", { status: "wip" })).toBe("wip");
    expect(find("owners", "gone", { owners: ["gone"] })).toBe("gone");
  });

  test("is the one that was typed, where an item has it in another case", () => {
    expect(find("area", "Product", { area: "product" })).toBe("Product");
    expect(find("status", "blocked", { status: "Blocked" })).toBe("blocked");
  });

  test("may be any while the tracker has none", () => {
    const young = aTracker({ statuses: {}, priorities: {}, areas: [], people: {} });
    expect(findWord("status", "Half Way", young)).toEqual({ ok: true, key: "half-way" });
    expect(findWord("priority", "1", young)).toEqual({ ok: true, key: "P1" });
    expect(findWord("owners", "Carol", young)).toEqual({ ok: true, key: "Carol" });
  });

  test("is told from a dozen at most", () => {
    const many = aTracker({ areas: Array.from({ length: 40 }, (_, index) => `area-${index}`) });
    expect(unknownInFile("area", "zzz", many)).toMatchInlineSnapshot(
      `"unknown area "zzz": use one of area-0, area-1, area-2, area-3, area-4, area-5, area-6, area-7, area-8, area-9, area-10, area-11, …; or add it: gtm area add zzz"`,
    );
  });
});
