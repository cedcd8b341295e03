import { describe, expect, test } from "vitest";
import { matchesFilter, readFilter } from "../../src/page/row-filter.ts";

function filterOf(values: Readonly<Record<string, string>>) {
  return readFilter(new Map(Object.entries(values)));
}

const ovens = { data: { owner: "wtamatea|dana", status: "blocked", is: "overdue" }, text: () => "ovens for dealers" };

describe("the filter of the page", () => {
  test.each([
    ["nothing is asked for", {}, true],
    ["the value is its own", { status: "blocked" }, true],
    ["the value is one of several", { owner: "dana" }, true],
    ["the value is only a part of its own", { owner: "dan" }, false],
    ["one of two choices fails", { owner: "dana", status: "done" }, false],
    ["it has no value of the facet", { area: "Marketing" }, false],
    ["an item without a value is asked for, and it has none", { area: "-" }, true],
    ["an item without a value is asked for, and it has one", { owner: "-" }, false],
    ["all words are in its text, in any case and order", { q: "  DEALERS oven " }, true],
    ["one word is not in its text", { q: "oven kettle" }, false],
    ["the words fit and the choice does not", { q: "oven", status: "done" }, false],
  ])("with an item, where %s", (_, values, isShown) => {
    expect(matchesFilter(ovens, filterOf(values))).toBe(isShown);
  });

  test("takes a value as text, never as a pattern or as a name that every object has", () => {
    expect(matchesFilter({ data: { area: "R.D" }, text: () => "" }, filterOf({ area: "R&D" }))).toBe(false);
    expect(matchesFilter(ovens, filterOf({ q: ".*" }))).toBe(false);
    expect(filterOf({}).wanted).toEqual([]);
  });

  test("does not read an item's text where the choices have ruled it out, or no word is asked for", () => {
    const unread = {
      data: { status: "done" },
      text: () => {
        throw new Error("read");
      },
    };
    expect(matchesFilter(unread, filterOf({ status: "blocked", q: "oven" }))).toBe(false);
    expect(matchesFilter(unread, filterOf({ status: "done" }))).toBe(true);
  });
});
