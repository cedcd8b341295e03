import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countLevels, linearScale } from "../../../src/render/html/linear-scale.ts";

describe("the levels of a count", () => {
  test.each([
    [1, [0, 1]],
    [3, [0, 1, 2, 3]],
    [5, [0, 1, 2, 3, 4, 5]],
    [6, [0, 2, 4, 6]],
    [11, [0, 2, 4, 6, 8, 10, 12]],
    [13, [0, 5, 10, 15]],
    [33, [0, 10, 20, 30, 40]],
    [999, [0, 200, 400, 600, 800, 1000]],
  ])("for %i are %j", (most, levels) => {
    expect(countLevels(most)).toEqual(levels);
  });

  test("are few, whole and even, and the highest count lies within the last step", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), (most) => {
        const levels = countLevels(most);
        const [, step = 0] = levels;
        expect(levels).toEqual(levels.map((_, index) => index * step));
        expect(levels.length).toBeLessThan(10);
        const top = levels.at(-1) ?? 0;
        expect(top - step < most && most <= top).toBe(true);
      }),
    );
  });
});

describe("a scale", () => {
  test("runs from edge to edge, upwards too, and keeps what lies outside at the edge", () => {
    const y = linearScale([0, 40], [190, 10]);
    expect([0, 10, 40].map(y)).toEqual([190, 145, 10]);
    expect([-5, 60].map(y)).toEqual([190, 10]);
  });
});
