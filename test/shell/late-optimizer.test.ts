import { cachedDataVersionTag } from "node:v8";
import { expect, test } from "vitest";
import { optimizingLate } from "../../src/shell/late-optimizer.ts";

test("V8 believes kept code again behind work on many items", async () => {
  const before = cachedDataVersionTag();
  await optimizingLate(() => {});
  expect(cachedDataVersionTag()).toBe(before);
});

test.skipIf(Number.parseInt(process.versions.v8, 10) > 12)("work on many items has flags of its own", async () => {
  expect(await optimizingLate(cachedDataVersionTag)).not.toBe(cachedDataVersionTag());
});

test("work that fails leaves V8 as it was", async () => {
  const before = cachedDataVersionTag();
  const work = () => {
    throw new RangeError("too deep");
  };
  await expect(optimizingLate(work)).rejects.toThrow("too deep");
  expect(cachedDataVersionTag()).toBe(before);
});
