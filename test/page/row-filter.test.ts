import { describe, expect, test } from "vitest";
import { type Filtered, matchesFilter } from "../../src/page/row-filter.ts";

const facts = new URLSearchParams("owner=wtamatea&owner=dana&status=blocked&is=open&is=overdue");
const ovens: Filtered = { id: 17, values: (facet) => facts.getAll(facet), text: () => "ovens for dealers @dana" };

function shows(chosen: Readonly<Record<string, readonly string[]>>, words = "", item = ovens): boolean {
  return matchesFilter(item, { chosen: new Map(Object.entries(chosen)), words });
}

describe("the filter of the page", () => {
  test.each<[string, Readonly<Record<string, readonly string[]>>, string, boolean]>([
    ["nothing is asked for", {}, "", true],
    ["the value is its own", { status: ["blocked"] }, "", true],
    ["the value is one of several", { owner: ["dana"] }, "", true],
    ["the value is only a part of its own", { owner: ["dan"] }, "", false],
    ["it has one of two values that are asked for", { owner: ["dana", "li"] }, "", true],
    ["one of two choices fails", { owner: ["dana"], status: ["done"] }, "", false],
    ["it has no value of the facet", { area: ["Marketing"] }, "", false],
    ["an item without a value is asked for, and it has none", { area: ["-"] }, "", true],
    ["an item without a value is asked for, and it has one", { owner: ["-"] }, "", false],
    ["an item without a value or of one is asked for", { owner: ["-", "dana"] }, "", true],
    ["it has both flags that are asked for", { is: ["open", "overdue"] }, "", true],
    ["it has one flag of two", { is: ["overdue", "blocked"] }, "", false],
    ["all words are in its text, in any case and order", {}, "  DEALERS oven ", true],
    ["one word is not in its text", {}, "oven kettle", false],
    ["the words fit and the choice does not", { status: ["done"] }, "oven", false],
    ["a handle is asked for", {}, "@dana", true],
    ["its number is asked for", {}, "#17", true],
    ["its number is asked for with a nought ahead", {}, "#017 ovens", true],
    ["a number is asked for that begins with its own", {}, "#170", false],
    ["a number is asked for that its own begins with", {}, "#1", false],
  ])("with an item, where %s", (_, chosen, words, isShown) => {
    expect(shows(chosen, words)).toBe(isShown);
  });

  test("takes a value as text, never as a pattern or as a name that every object has", () => {
    const own: Filtered = { id: 1, values: () => ["R.D"], text: () => "constructor" };
    expect(shows({ area: ["R&D"] }, "", own)).toBe(false);
    expect(shows({ constructor: ["R.D"] }, "", own)).toBe(true);
    expect(shows({}, ".*")).toBe(false);
  });

  test("does not read an item's text where the choices have ruled it out, or no word is asked for", () => {
    const unread: Filtered = {
      ...ovens,
      text: () => {
        throw new Error("read");
      },
    };
    expect(shows({ status: ["done"] }, "oven", unread)).toBe(false);
    expect(shows({ status: ["blocked"] }, "#17", unread)).toBe(true);
  });
});
