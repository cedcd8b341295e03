import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { differingParts } from "../../src/core/differing-parts.ts";

describe("where two texts differ", () => {
  test("is all of short ones, on one line each", () => {
    expect(differingParts("Two days\nlate.", "Two days  early.", 40)).toEqual(["Two days late.", "Two days early."]);
  });

  test("is the part that differs of long ones, from a word on", () => {
    const same = "The ovens stand in the yard and ".repeat(20);
    expect(differingParts(`${same}wait until nine.`, `${same}wait until ten.`, 80)).toEqual([
      "…in the yard and wait until nine.",
      "…in the yard and wait until ten.",
    ]);
  });

  test("is never the same of two texts that say something else, and no longer than asked for", () => {
    const words = fc.string({ unit: fc.constantFrom("a", "b", " ", "🌊", "é"), maxLength: 200 });
    fc.assert(
      fc.property(words, words, words, (ahead, one, other) => {
        const onLine = (text: string) => text.replace(/\s+/g, " ").trim();
        const [a, b] = differingParts(ahead + one, ahead + other, 60);
        expect(a === b).toBe(onLine(ahead + one) === onLine(ahead + other));
        expect(Math.max(a.length, b.length)).toBeLessThanOrEqual(60);
      }),
    );
  });
});
