import { describe, expect, test } from "vitest";
import { nearest } from "../../src/core/nearest.ts";

const statuses = ["pending", "in-progress", "blocked", "done"];

describe("the nearest word", () => {
  test.each([
    ["bloked", "blocked"],
    ["BLOCKED", "blocked"],
    ["dome", "done"],
    ["pend", "pending"],
    ["in progress", "in-progress"],
    ["xyz", null],
    ["", null],
    ["blocked-by-legal-and-everyone-else", null],
  ])("to %j is %j", (word, expected) => {
    expect(nearest(word, statuses)).toBe(expected);
  });

  test("of nothing is nothing", () => {
    expect(nearest("blocked", [])).toBeNull();
  });

  test("is found for a word of any length", () => {
    expect(nearest("x".repeat(1_000_000), statuses)).toBeNull();
  });

  test("is the first of equals", () => {
    expect(nearest("P3", ["P1", "P2"])).toBe("P1");
  });
});
