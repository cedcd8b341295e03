import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nextSort, orderOf, readSort } from "../../src/page/row-order.ts";

function sorted(texts: readonly string[], isDescending = false) {
  return orderOf(texts, isDescending).map((index) => texts[index]);
}

describe("the order of the page's rows", () => {
  test("goes up, down, and back to the page's own with clicks on one head, and up on another", () => {
    expect(nextSort("", "due")).toBe("due");
    expect(nextSort("due", "due")).toBe("-due");
    expect(nextSort("-due", "due")).toBe("");
    expect(nextSort("-due", "area")).toBe("area");
    expect(readSort("-hx-input")).toEqual({ column: "hx-input", isDescending: true });
    expect(readSort("hx-input")).toEqual({ column: "hx-input", isDescending: false });
  });

  test("takes numbers as numbers, words without case, and numbers within words by their size", () => {
    expect(sorted(["10", "9", "-1.5"])).toEqual(["-1.5", "9", "10"]);
    expect(sorted(["beta", "Alpha", "alpine"])).toEqual(["Alpha", "alpine", "beta"]);
    expect(sorted(["CF-100", "CF-20", "CF-3"])).toEqual(["CF-3", "CF-20", "CF-100"]);
    expect(sorted(["2026-11-02", "2026-10-30"])).toEqual(["2026-10-30", "2026-11-02"]);
  });

  test("has empty cells last, up and down", () => {
    expect(sorted(["", "b", "", "a"])).toEqual(["a", "b", "", ""]);
    expect(sorted(["", "b", "", "a"], true)).toEqual(["b", "a", "", ""]);
  });

  test("leaves rows of one value as they stood, up and down", () => {
    expect(orderOf(["x", "a", "X", "a"], false)).toEqual([1, 3, 0, 2]);
    expect(orderOf(["x", "a", "X", "a"], true)).toEqual([0, 2, 1, 3]);
  });

  test("has every row once, whatever the cells say", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.integer().map(String))), fc.boolean(), (texts, isDescending) => {
        const order = orderOf(texts, isDescending);
        expect([...order].sort((a, b) => a - b)).toEqual(texts.map((_, index) => index));
      }),
    );
  });
});
