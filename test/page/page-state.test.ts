import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  isFiltered,
  type PageState,
  readState,
  untouched,
  withFilter,
  withoutFilter,
  withToggled,
  writeState,
} from "../../src/page/page-state.ts";
import { anyCharacter } from "../support/any-character.ts";

const facets = ["is", "owner", "area", "status", "field.legal-input"];

function chosen(values: Readonly<Record<string, readonly string[]>>): PageState {
  return { ...untouched, chosen: new Map(Object.entries(values)) };
}

describe("the page's state in its address", () => {
  test.each<[string, PageState]>([
    ["", untouched],
    ["owner=dana&owner=li&status=blocked", chosen({ owner: ["dana", "li"], status: ["blocked"] })],
    ["field.legal-input=Y", chosen({ "field.legal-input": ["Y"] })],
    [
      "q=oven&group=owner&sort=-due&rows=open",
      { ...untouched, words: "oven", group: "owner", sort: "-due", isUnfolded: true },
    ],
    ["item-17", { ...untouched, item: 17 }],
    ["status=blocked&item=17", { ...chosen({ status: ["blocked"] }), item: 17 }],
    ["meet=17", { ...untouched, item: 17, isMeeting: true }],
  ])("is %j, and is read back from it", (fragment, state) => {
    expect(writeState(state)).toBe(fragment);
    expect(readState(fragment, facets)).toEqual(state);
  });

  test.each(["section-open", "main", "item-17b", "%E0%A4%A"])(
    "is not what %j names: an element, or nothing",
    (fragment) => {
      expect(readState(fragment, facets)).toBeNull();
    },
  );

  test("takes no name for more than a name, no value twice, and no number that is none", () => {
    const state = readState("__proto__=x&shoe=2&owner=a&owner=a&q=%E0%A4%A&item=x&meet=-1", facets);
    expect([...(state?.chosen ?? [])]).toEqual([["owner", ["a"]]]);
    expect(state).toMatchObject({ item: null, isMeeting: false });
    expect(state?.words).toContain("%A");
  });

  test("comes back as it went, whatever stands in the controls", () => {
    const word = fc.string({ unit: anyCharacter });
    fc.assert(
      fc.property(word, fc.uniqueArray(word, { minLength: 1 }), fc.nat({ max: 999_999_999 }), (words, owner, item) => {
        const state = { ...chosen({ owner }), words: words.trim(), item };
        expect(readState(writeState(state), facets)).toEqual(state);
      }),
    );
  });
});

describe("a change of the page's state", () => {
  test("takes a value in, a second beside it, and out again", () => {
    const one = withToggled(untouched, "is", "overdue");
    const two = withToggled(withToggled(one, "owner", "dana"), "is", "blocked");
    expect(writeState(two)).toBe("is=overdue&is=blocked&owner=dana");
    expect(writeState(withToggled(withToggled(two, "is", "overdue"), "is", "blocked"))).toBe("owner=dana");
  });

  test("by a cell of the overview keeps what the cell does not name, and is given up by the same cell", () => {
    const before = { ...chosen({ area: ["Product"], owner: ["dana"] }), group: "owner" };
    const after = withFilter(before, "area=Sales+%26+Partners&is=open&sort=due");
    expect(writeState(after)).toBe("area=Sales+%26+Partners&owner=dana&is=open&group=owner&sort=due");
    expect(writeState(withFilter(after, "area=Sales+%26+Partners&is=open&sort=due"))).toBe("owner=dana&group=owner");
  });

  test("that clears the filter keeps the order and the item", () => {
    const state = { ...chosen({ owner: ["dana"] }), words: "oven", sort: "due", item: 3 };
    expect([isFiltered(state), isFiltered(withoutFilter(state)), isFiltered(untouched)]).toEqual([true, false, false]);
    expect(writeState(withoutFilter(state))).toBe("sort=due&item=3");
  });
});
