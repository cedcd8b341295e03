import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readState, writeState } from "../../src/page/address-state.ts";
import { anyCharacter } from "../support/any-character.ts";

function written(values: Readonly<Record<string, string>>, sort = "") {
  return writeState({ values: new Map(Object.entries(values)), sort });
}

describe("the page's state in its address", () => {
  test("names what is chosen and the sort, and nothing else", () => {
    expect(written({ q: " oven ", owner: "", status: "blocked" }, "-due")).toBe("q=oven&status=blocked&sort=-due");
    expect(written({ q: "  ", owner: "" })).toBe("");
  });

  test("is read back from a link", () => {
    const state = readState("status=blocked&q=test&sort=-due");
    expect(state?.values.get("status")).toBe("blocked");
    expect(state?.values.get("q")).toBe("test");
    expect(state?.sort).toBe("-due");
    expect(readState("owner=dana")?.sort).toBe("");
  });

  test.each(["", "item-17", "main", "%E0%A4%A"])("is not what %j names: that is an element, or nothing", (fragment) => {
    expect(readState(fragment)).toBeNull();
  });

  test("takes the first of two values, and no name for more than a name", () => {
    expect(readState("q=one&q=two")?.values.get("q")).toBe("one");
    expect(readState("__proto__=x&q=%E0%A4%A")?.values.get("q")).toContain("%A");
  });

  test("comes back as it went, whatever stands in the controls", () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), fc.string(), (words, area) => {
        const fragment = written({ q: words, area });
        const values = readState(fragment)?.values;
        expect([values?.get("q") ?? "", values?.get("area") ?? ""]).toEqual([words.trim(), area.trim()]);
      }),
    );
  });
});
