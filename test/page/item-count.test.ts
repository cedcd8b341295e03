import { describe, expect, test } from "vitest";
import { countInWords, sumInWords } from "../../src/page/item-count.ts";

describe("the counts of the page", () => {
  test.each([
    [33, 33, "open items", "33 open items"],
    [1, 1, "open items", "1 open item"],
    [0, 0, "items", "0 items"],
    [5, 33, "open items", "5 of 33 open items"],
    [0, 1, "closed items", "0 of 1 closed items"],
  ])("say of %i of %i %s: %s", (shown, total, noun, words) => {
    expect(countInWords({ shown, total, noun })).toBe(words);
  });

  test("are summed by what they count, in the order of the page", () => {
    const counts = [
      { noun: "open items", shown: 3, total: 20 },
      { noun: "closed items", shown: 2, total: 2 },
      { noun: "open items", shown: 2, total: 13 },
    ];
    expect(sumInWords(counts)).toBe("5 of 33 open items, 2 closed items");
    expect(sumInWords([])).toBe("");
    expect(sumInWords([...counts, { noun: "items", shown: 0, total: 0 }])).toBe("5 of 33 open items, 2 closed items");
  });
});
