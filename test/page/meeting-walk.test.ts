import { describe, expect, test } from "vitest";
import { placeInWords, placeOf, stepFrom } from "../../src/page/meeting-walk.ts";

const walk = [4, 9, 2];

describe("the walk of a meeting", () => {
  test.each([
    [4, 1, 9],
    [9, 1, 2],
    [9, -1, 4],
    [2, 1, 2],
    [4, -1, 4],
    [null, 1, 4],
    [77, -1, 4],
  ])("goes from %j by %i to %i, and not beyond its ends", (item, steps, next) => {
    expect(stepFrom(walk, item, steps)).toBe(next);
  });

  test("goes nowhere without items", () => {
    expect(stepFrom([], 4, 1)).toBeNull();
  });

  test("tells its place, or how many there are", () => {
    expect([9, 77, null].map((item) => placeInWords(placeOf(walk, item)))).toEqual(["2 of 3", "3 items", "3 items"]);
  });
});
