import { cachedDataVersionTag } from "node:v8";
import { expect, test } from "vitest";
import { optimizingLate } from "../../src/shell/late-optimizer.ts";

test("work on many items has flags of its own, and behind it V8 believes kept code again", () => {
  const before = cachedDataVersionTag();
  const during = optimizingLate(cachedDataVersionTag);
  expect(during).not.toBe(before);
  expect(cachedDataVersionTag()).toBe(before);
});

test("work that fails leaves V8 as it was", () => {
  const before = cachedDataVersionTag();
  const work = () => {
    throw new RangeError("too deep");
  };
  expect(() => optimizingLate(work)).toThrow("too deep");
  expect(cachedDataVersionTag()).toBe(before);
});
